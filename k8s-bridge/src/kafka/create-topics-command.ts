import { systemClock } from '../clock.ts';
import { bridgeVariables } from '../config/bridge-variables.ts';
import { type Environment, readConfig } from '../config/read-config.ts';
import { jsonLog } from '../log.ts';
import { prepareTransport } from '../transport/prepare-transport.ts';
import { kafkaTransport } from './kafka-transport.ts';

interface CommandParts {
  readonly env: Environment;
  readonly write: (line: string) => void;
  readonly signal: AbortSignal;
}

export const CREATE_TOPICS_USAGE = 'create-topics';

/**
 * Creates the topics that are missing, as a Job of the cluster does once; a broker that is not there yet is waited for.
 * However often it runs, what exists is left as it is. With Dapr too it speaks to Kafka itself, as Dapr makes no topics.
 *
 * @returns the exit code: 1 when it was ended before
 * @throws ConfigError
 */
export async function createTopicsCommand({ env, write, signal }: CommandParts): Promise<0 | 1> {
  // It is no role, and needs none.
  const config = readConfig(bridgeVariables, { ...env, ROLES: 'mirror', CREATE_TOPICS: 'on' });
  const log = jsonLog(config.LOG_LEVEL, write, systemClock.nowMs);
  const parts = { clock: systemClock, random: Math.random, log };
  const isPrepared = await prepareTransport(kafkaTransport({ config, ...parts }), parts, signal);
  return isPrepared ? 0 : 1;
}
