import { parseArgs } from 'node:util';
import { z } from 'zod';
import { systemClock } from '../../../clock.ts';
import { bridgeVariables } from '../../../config/bridge-variables.ts';
import { type Environment, readConfig } from '../../../config/read-config.ts';
import { ConfigError, errorText } from '../../../errors.ts';
import { feedClient } from '../../../feed/feed-client.ts';
import { jsonLog } from '../../../log.ts';
import { newMetrics } from '../../../metrics.ts';
import { edgeOf } from '../../../run-bridge.ts';
import { chooseTransport } from '../../../transport/choose-transport.ts';
import { mirrorVariables } from '../mirror.ts';
import { type LetterPlace, readDeadLetters } from './dead-letter-places.ts';
import { replayDeadLetters } from './replay-dead-letters.ts';

interface CommandParts {
  readonly args: readonly string[];
  readonly env: Environment;
  readonly write: (line: string) => void;
  readonly signal: AbortSignal;
}

export const REPLAY_USAGE = 'replay-dead-letters [--sequence N …]';
const SequencesSchema = z.array(
  z
    .string()
    .regex(/^\d{1,16}$/, 'must be a place in the log')
    .transform(Number),
);

/**
 * Publishes events again that the mirror put aside and that can be read now: those in `dlq.task-events`, or those at the
 * given places of the log. The mirror has to be stopped, as this takes its lease.
 *
 * @returns the exit code: 1 when some still cannot be read
 * @throws ConfigError
 */
export async function replayCommand({ args, env, write, signal }: CommandParts): Promise<0 | 1> {
  const given = readArgs(args);
  // It is no role, and needs none.
  const config = readConfig(bridgeVariables, { ROLES: 'mirror', ...env });
  const { CONSUMER: consumer, MIRROR_PAGE_EVENTS: pageEvents } = readConfig(mirrorVariables, env);
  const log = jsonLog(config.LOG_LEVEL, () => undefined, systemClock.nowMs);
  const transport = chooseTransport({ config, clock: systemClock, random: Math.random, log });
  if (given.length === 0 && config.TRANSPORT !== 'kafka')
    throw new ConfigError(`Only Kafka can be read from its beginning: name the places with --sequence.`);
  const { places, others } =
    given.length > 0 ? { places: given, others: 0 } : await readDeadLetters(transport.newSource(), systemClock, signal);
  if (others > 0) write(`${others} records were put aside by others, or have no place in the log: left as they are.\n`);
  if (places.length === 0) {
    write('Nothing to replay.\n');
    return 0;
  }
  const deps = {
    feed: feedClient(edgeOf(config)),
    sink: transport.newSink(consumer),
    bell: { isConnected: () => false, wait: async () => undefined },
    clock: systemClock,
    random: Math.random,
    log,
    metrics: newMetrics(),
    consumer,
    holder: `replay-dead-letters/${process.pid}`,
    onEpochChange: 'stop' as const,
    pageEvents,
  };
  const onStandby = (reason: string) => write(`${reason} Stop every mirror of ${consumer}; waiting for the lease.\n`);
  const report = await replayDeadLetters(deps, places, onStandby, signal);
  if (report === null) return 1;
  const { replayed, unreadable, gone } = report;
  write(`${replayed} published again, ${unreadable} still not readable, ${gone} no longer in the log.\n`);
  return unreadable === 0 ? 0 : 1;
}

function readArgs(args: readonly string[]): LetterPlace[] {
  try {
    const options = { sequence: { type: 'string', multiple: true } } as const;
    const { values } = parseArgs({ args: [...args], options });
    return SequencesSchema.parse(values.sequence ?? []).map((sequence) => ({ sequence, epoch: null }));
  } catch (error) {
    const text = error instanceof z.ZodError ? `--sequence ${error.issues[0]?.message ?? ''}` : errorText(error);
    throw new ConfigError(`${text}\nUsage: ${REPLAY_USAGE}`);
  }
}
