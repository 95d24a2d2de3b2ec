import { parseArgs } from 'node:util';

export const TIMERS_USAGE = `npm run timers -- COMMAND [options]

Looks after the schedule of a deployment: the local one that runs, or another.

  list     shows the timers that are parked (they failed too often) or overdue (they should have run by now)
  retry    lets parked timers run again, at once: all of them, or those that fit what is named
  rearm    wakes the hubs of users with overdue timers, as the watchdog does each minute

  --user USER        only of this user (usr_…)
  --kind KIND        retry: only of this kind (ring, occur, rederive, revoke, erase, …)
  --ref REF          retry: only the one with this ref, as list shows it
  --limit N          list: at most so many, 1 to 200; 50 when absent
  --json             prints what the instance answered, for a program to read
  --origin ADDRESS   another instance than the local one; OPERATOR_TOKEN has to be set for it
  --help             prints this

Ends with 0 when it is done, 1 when it could not be done or a hub did not answer, 2 when it was not asked well.`;

/** What was asked for on the command line. */
export type TimersArguments =
  | { command: 'help' }
  | ({ command: 'list'; limit: number } & Target)
  | ({ command: 'retry'; kind: string | undefined; ref: string | undefined } & Target)
  | ({ command: 'rearm' } & Target);

interface Target {
  user: string | undefined;
  isJson: boolean;
  origin: string | undefined;
}

/** The command line makes no sense; the message says why. */
export class UsageError extends Error {
  override name = 'UsageError';
}

const OPTIONS = {
  user: { type: 'string' },
  kind: { type: 'string' },
  ref: { type: 'string' },
  limit: { type: 'string' },
  json: { type: 'boolean', default: false },
  origin: { type: 'string' },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

/**
 * @param args what follows `npm run timers --`
 * @throws UsageError
 */
export function parseTimersArguments(args: readonly string[]): TimersArguments {
  const { positionals, values } = parse(args);
  const [command, ...others] = positionals;
  if (values.help || command === 'help') return { command: 'help' };
  if (command === undefined) throw new UsageError('Say what to do: list, retry or rearm.');
  if (others.length > 0) throw new UsageError(`One command at a time: ${others.join(' ')} was not understood.`);
  const { user, kind, ref, limit, origin, json: isJson } = values;
  const target = { user, isJson, origin };
  const refuse = (...names: ('kind' | 'ref' | 'limit')[]) => {
    const named = names.find((name) => values[name] !== undefined);
    if (named !== undefined) throw new UsageError(`${command} takes no --${named}.`);
  };
  switch (command) {
    case 'list':
      refuse('kind', 'ref');
      return { command, limit: parseLimit(limit), ...target };
    case 'retry':
      refuse('limit');
      return { command, kind, ref, ...target };
    case 'rearm':
      refuse('kind', 'ref', 'limit');
      return { command, ...target };
    default:
      throw new UsageError(`There is no command ${command}: it is list, retry or rearm.`);
  }
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], allowPositionals: true, options: OPTIONS });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : 'The options were not understood.');
  }
}

function parseLimit(text: string | undefined): number {
  if (text === undefined) return 50;
  const limit = /^\d{1,3}$/.test(text) ? Number(text) : 0;
  if (limit < 1 || limit > 200) throw new UsageError(`--limit ${text} is not a number from 1 to 200.`);
  return limit;
}
