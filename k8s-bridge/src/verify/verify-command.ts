import { parseArgs } from 'node:util';
import { z } from 'zod';
import { systemClock } from '../clock.ts';
import { bridgeVariables } from '../config/bridge-variables.ts';
import { type Environment, readConfig } from '../config/read-config.ts';
import { WebAddressSchema } from '../config/variable.ts';
import { ConfigError, errorText } from '../errors.ts';
import { feedClient } from '../feed/feed-client.ts';
import { wantedTopics } from '../kafka/create-topics.ts';
import { kafkaClients } from '../kafka/kafka-client.ts';
import { withAdmin } from '../kafka/with-admin.ts';
import { jsonLog } from '../log.ts';
import { mirrorVariables } from '../roles/mirror/mirror.ts';
import { edgeOf } from '../run-bridge.ts';
import { checkEdge } from './check-edge.ts';
import { checkRole, type RolePlace } from './check-role.ts';
import { checkTopics } from './check-topics.ts';
import { type Finding, findingLine } from './finding.ts';

interface CommandParts {
  readonly args: readonly string[];
  readonly env: Environment;
  readonly write: (line: string) => void;
}

export const VERIFY_USAGE = 'verify [--role NAME=URL …]';

const RoleSchema = z
  .string()
  .regex(/^[a-z]+=/, 'must look like mirror=http://carillon-mirror:8788')
  .transform((text): RolePlace => ({ role: text.split('=')[0] ?? '', origin: text.slice(text.indexOf('=') + 1) }))
  .refine(({ origin }) => WebAddressSchema.safeParse(origin).success, 'must have an address after its name');

/**
 * Asks the given roles, the topics and the edge whether all is well, changes nothing, and says for each what is wrong and
 * which runbook says what to do. `helm test` is this, from within the cluster.
 *
 * @returns the exit code: 1 when something is wrong
 * @throws ConfigError
 */
export async function verifyCommand({ args, env, write }: CommandParts): Promise<0 | 1> {
  const places = readArgs(args);
  // It is no role, and needs none.
  const config = readConfig(bridgeVariables, { ...env, ROLES: 'mirror' });
  const { CONSUMER: consumer } = readConfig(mirrorVariables, env);
  const log = jsonLog(config.LOG_LEVEL, () => undefined, systemClock.nowMs);
  const plan = {
    prefix: config.TOPIC_PREFIX,
    partitions: config.TOPIC_PARTITIONS,
    replicationFactor: config.REPLICATION_FACTOR,
  };
  const newClient = kafkaClients(config, log);
  const feed = feedClient(edgeOf(config));
  const findings = await Promise.all([
    ...places.map((place) => checkRole(place, fetch)),
    withAdmin(newClient, (admin) => checkTopics(admin, wantedTopics(plan))).catch(noBroker),
    checkEdge(feed, consumer).then((finding) => [finding]),
  ]);
  const all = findings.flat();
  for (const finding of all) write(findingLine(finding));
  return all.every(({ wrong }) => wrong === null) ? 0 : 1;
}

function noBroker(error: unknown): Finding[] {
  return [{ what: 'the topics', wrong: errorText(error), runbook: 'broker-down.md' }];
}

function readArgs(args: readonly string[]): RolePlace[] {
  try {
    const { values } = parseArgs({ args: [...args], options: { role: { type: 'string', multiple: true } } });
    return z.array(RoleSchema).parse(values.role ?? []);
  } catch (error) {
    const text = error instanceof z.ZodError ? `--role ${error.issues[0]?.message ?? ''}` : errorText(error);
    throw new ConfigError(`${text}\nUsage: ${VERIFY_USAGE}`);
  }
}
