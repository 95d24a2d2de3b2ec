import { z } from 'zod';
import { LOG_LEVELS } from '../log.ts';
import { DAPR_DEFAULT_URL, numberVariable, secretVariable, switchVariable, WebAddressSchema } from './variable.ts';

const list = (text: string): string[] =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean);

/** `task-events=3,reminders=2`: for those that are not named, what design and defaults say. */
const PartitionsSchema = z
  .string()
  .regex(/^([a-z.-]+=[1-9]\d{0,3}(,[a-z.-]+=[1-9]\d{0,3})*)?$/, 'must look like task-events=3,reminders=2')
  .default('')
  .transform((text) => new Map(list(text).map((pair) => [pair.split('=')[0] ?? '', Number(pair.split('=')[1])])));

/** What the program reads from its environment, whatever its roles. */
export const bridgeVariables = z.object({
  ROLES: z
    .string()
    .transform(list)
    .meta({ description: 'What this process does, separated by commas; any set in one process.' }),
  PORT: numberVariable(
    { min: 0, max: 65_535, fallback: 8788 },
    'Of /health, /ready, /metrics and what the roles serve; 0 is any free one.',
  ),
  LOG_LEVEL: z
    .enum(LOG_LEVELS)
    .default('info')
    .meta({ description: 'The lowest level that is written, as JSON lines.' }),
  OTLP_TRACES_URL: WebAddressSchema.optional().meta({
    description:
      'Where traces go, by OTLP over HTTP, such as http://collector:4318/v1/traces; OTEL_EXPORTER_OTLP_HEADERS is for its login. Without it nothing is traced.',
  }),
  CARILLON_URL: WebAddressSchema.optional().meta({
    description: 'Where the edge is, such as https://carillon.example.',
  }),
  CARILLON_TOKEN: secretVariable(
    'Service token of the edge, as `npm run admin -- service-token create NAME` prints it.',
  ),
  TRANSPORT: z.enum(['kafka', 'dapr', 'memory']).default('kafka').meta({
    description: 'Through what events go out and come in; memory is for development and keeps nothing.',
  }),
  TOPIC_PREFIX: z
    .string()
    .regex(/^([A-Za-z0-9][A-Za-z0-9._-]{0,60})?$/, 'must be letters, digits, dots, dashes')
    .default('')
    .meta({ description: 'Put before the names of all topics and consumer groups, such as `staging.`.' }),
  CREATE_TOPICS: switchVariable(true, 'Whether topics that are missing are created at the start (Kafka only).'),
  TOPIC_PARTITIONS: PartitionsSchema.meta({
    description:
      'Partitions of topics that are created, such as `task-events=12,reminders=4`; else 3 for task-events, 1 for dead letters, 2 for the others.',
  }),
  REPLICATION_FACTOR: numberVariable(
    { min: 1, max: 9, fallback: 1 },
    'Copies of each partition of topics that are created.',
  ),
  KAFKA_BROKERS: z
    .string()
    .default('')
    .transform(list)
    .meta({ description: 'Where to find the cluster: host:port, separated by commas.' }),
  KAFKA_TLS: switchVariable(false, 'Whether connections are encrypted. Certificates are always verified.'),
  KAFKA_CA_FILE: z
    .string()
    .optional()
    .meta({ description: 'PEM of the authorities to trust in place of the public ones.' }),
  KAFKA_CERT_FILE: z
    .string()
    .optional()
    .meta({ description: 'PEM of the client certificate, where the cluster asks for one.' }),
  KAFKA_KEY_FILE: z.string().optional().meta({ description: 'PEM of its private key.' }),
  KAFKA_SASL_MECHANISM: z.enum(['none', 'plain', 'scram-sha-256', 'scram-sha-512']).default('none').meta({
    description: 'How the program logs in.',
  }),
  KAFKA_USERNAME: z.string().optional().meta({ description: 'As whom.' }),
  KAFKA_PASSWORD: secretVariable('With which password.'),
  DAPR_URL: WebAddressSchema.default(DAPR_DEFAULT_URL).meta({ description: 'The HTTP address of the sidecar.' }),
  DAPR_APP_TOKEN: secretVariable(
    'What the sidecar shows with each record, as its APP_API_TOKEN; needed by roles that read. Several, separated by commas or lines, while one replaces another.',
  ),
  DAPR_API_TOKEN: secretVariable('What is shown to the sidecar, where it has a DAPR_API_TOKEN of its own.'),
  DAPR_SUBSCRIPTIONS: z.enum(['programmatic', 'declarative']).default('programmatic').meta({
    description:
      'Whether the sidecar is told at its start what to subscribe to, or finds Subscription resources (k8s-bridge/examples/dapr).',
  }),
  DAPR_PUBSUB: z
    .string()
    .regex(/^[a-z0-9-]+$/)
    .default('pubsub')
    .meta({ description: 'The name of its pub/sub component.' }),
});

export type BridgeConfig = z.output<typeof bridgeVariables>;
