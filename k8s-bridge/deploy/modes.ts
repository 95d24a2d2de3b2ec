/** Ways to run the chart that change what it makes; each is tried with each set of values. */
interface Mode {
  readonly name: string;
  readonly values: object;
}

/** The Gateway of the chart's own example. */
const BEHIND_GATEWAY = {
  ingressController: { from: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'gateway' } } }] },
};

const SWITCHES: readonly (readonly [on: Mode, off: Mode])[] = [
  [
    {
      name: 'Dapr',
      values: {
        transport: 'dapr',
        dapr: {
          apiTokenSecret: 'carillon-dapr-api-token',
          tracing: { samplingRate: '0.1', otlpEndpoint: 'otel:4318' },
        },
      },
    },
    { name: 'Kafka', values: { transport: 'kafka' } },
  ],
  [
    { name: 'KEDA', values: { keda: { enabled: true } } },
    { name: 'CPU', values: { keda: { enabled: false } } },
  ],
  [
    {
      name: 'cert-manager',
      values: {
        ingress: { enabled: true, certificate: { enabled: true } },
        clusterIssuer: { create: true },
        imagePullSecrets: ['registry'],
        limitRange: { enabled: true },
      },
    },
    {
      name: 'no cert-manager',
      values: { ingress: { enabled: true, expose: 'gateway' }, networkPolicy: BEHIND_GATEWAY },
    },
  ],
];

/** Every combination: eight. */
export const MODES: readonly Mode[] = SWITCHES.reduce<Mode[]>(
  (modes, ends) =>
    modes.flatMap((mode) =>
      ends.map(({ name, values }) => ({
        name: `${mode.name}, ${name}`.replace(/^, /, ''),
        values: { ...mode.values, ...values },
      })),
    ),
  [{ name: '', values: {} }],
);

/** The two that have least in common, where all would tell no more. */
export const OPPOSITE_MODES: readonly Mode[] = MODES.filter((_, index) => index === 0 || index === MODES.length - 1);

const MONITORED = {
  monitors: { enabled: true },
  rules: { enabled: true },
  dashboards: { enabled: true },
  edge: { enabled: true },
  kafkaExporter: { enabled: true },
};

/** What no combination above has. */
export const FURTHER_MODES: readonly Mode[] = [
  { name: 'secrets by Dapr', values: { transport: 'dapr', secrets: { source: 'dapr' }, ingress: { enabled: true } } },
  { name: 'secrets by the External Secrets Operator', values: { secrets: { source: 'external' } } },
  {
    name: 'a certificate for a Gateway',
    values: {
      ingress: { enabled: true, expose: 'gateway', certificate: { enabled: true } },
      networkPolicy: BEHIND_GATEWAY,
    },
  },
  { name: 'topics by Strimzi', values: { topics: { manage: 'strimzi', replicationFactor: 3 } } },
  { name: 'monitored', values: { transport: 'dapr', monitoring: { ...MONITORED, labels: { release: 'monitoring' } } } },
  { name: 'TLS of a public authority', values: { keda: { enabled: true }, kafka: { tls: { enabled: true } } } },
  {
    name: 'TLS and a login everywhere',
    values: {
      keda: { enabled: true },
      kafka: {
        tls: { enabled: true, ca: { secretName: 'kafka-ca' }, client: { secretName: 'kafka-client' } },
        sasl: { mechanism: 'scram-sha-512', username: 'carillon' },
      },
      notifier: {
        email: { username: 'carillon', ca: { secretName: 'smtp-ca' } },
        webhooks: { allow: ['10.1.0.0/16', '192.168.1.7', 'hooks.internal:8080'], ca: { secretName: 'webhook-ca' } },
      },
      archiver: { databaseCa: { secretName: 'archive-ca' } },
    },
  },
  {
    name: 'placed and named',
    values: {
      fullnameOverride: 'bells',
      topicPrefix: 'staging.',
      tracesUrl: 'http://collector.monitoring:4318/v1/traces',
      image: { digest: `sha256:${'a'.repeat(64)}` },
      scheduling: {
        nodeSelector: { pool: 'work' },
        tolerations: [{ key: 'work', operator: 'Exists' }],
        priorityClassName: 'system-cluster-critical',
      },
      podAnnotations: { note: 'a' },
      podLabels: { team: 'a' },
      networkPolicy: {
        audit: { from: [{ podSelector: { matchLabels: { app: 'auditor' } } }] },
        extraEgress: [{ ports: [{ protocol: 'TCP', port: 4318 }] }],
      },
    },
  },
];
