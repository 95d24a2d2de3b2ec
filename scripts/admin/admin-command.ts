import { type ParseArgsOptionsConfig, parseArgs } from 'node:util';
import { type AskOperator, operatorApi } from '../local/operator-api.ts';
import { PlainError } from '../local/plain-error.ts';

/** One thing that `npm run admin` can do. */
export interface AdminCommand {
  /** What it is called by. */
  readonly words: readonly string[];
  /** What follows its words. */
  readonly takes: string;
  readonly does: string;
  readonly run: (args: readonly string[]) => Promise<void>;
}

interface Wanted<Options extends ParseArgsOptionsConfig> {
  words: readonly string[];
  takes: string;
  does: string;
  /** How many words it takes after its own. */
  count: number;
  options?: Options;
  run: (ask: AskOperator, words: string[], values: Record<string, string | undefined>) => Promise<void>;
}

/** A command that asks the operator routes of an instance. Called with anything but what it takes, it says what that is. */
export function adminCommand<Options extends ParseArgsOptionsConfig>(wanted: Wanted<Options>): AdminCommand {
  const { words, takes, does, count, options, run } = wanted;
  const usage = `npm run admin -- ${[...words, takes].join(' ').trim()} [--origin https://…]`;
  return {
    words,
    takes,
    does,
    async run(args) {
      const { positionals, values } = parse(args, options, usage);
      if (positionals.length !== count) throw new PlainError(usage);
      await run(await operatorApi(values.origin), positionals, values);
    },
  };
}

function parse(args: readonly string[], options: ParseArgsOptionsConfig | undefined, usage: string) {
  try {
    const all = { origin: { type: 'string' as const }, ...options };
    const { positionals, values } = parseArgs({ args: [...args], allowPositionals: true, options: all });
    const texts = Object.entries(values).map(([name, value]) => [name, value === undefined ? value : String(value)]);
    return { positionals, values: Object.fromEntries(texts) as Record<string, string | undefined> };
  } catch (error) {
    throw new PlainError(`${error instanceof Error ? error.message : ''}\n${usage}`.trim());
  }
}
