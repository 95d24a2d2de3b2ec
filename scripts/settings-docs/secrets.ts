/** A setting that stands in no file of the project, and what it is for. */
export interface Setting {
  readonly name: string;
  readonly isNeeded: boolean;
  readonly does: string;
}

/** Secrets of the Worker, by `npx wrangler secret put`. */
export const EDGE_SECRETS: readonly Setting[] = [
  {
    name: 'AUTH_SECRET',
    isNeeded: true,
    does: 'signs sessions and seals what mails promise: whoever has it can be anybody; 32 characters or more',
  },
  {
    name: 'OPERATOR_TOKEN',
    isNeeded: true,
    does: 'opens the operator routes: `npm run admin`, `backup`, and the last step of `smoke`; 16 characters or more',
  },
  {
    name: 'BACKUP_KEY',
    isNeeded: false,
    does: 'seals backups; without it there are none. **Keep it elsewhere too: what it sealed nothing else opens**; 32 characters or more',
  },
  { name: 'VAPID_PRIVATE_KEY', isNeeded: false, does: 'the private half of the pair for web push' },
  { name: 'CHAT_API_KEY', isNeeded: false, does: 'of the model, where one is switched on' },
  { name: 'PUSH_MIRROR_PASSWORD', isNeeded: false, does: 'of the ingress or Upstash Kafka, where the edge pushes' },
  { name: 'OTLP_HEADERS', isNeeded: false, does: 'the login of the collector of traces' },
];

/** Secrets that workflows read; those of an environment in the settings of the repository. */
export const CI_SECRETS: readonly Setting[] = [
  {
    name: 'CLOUDFLARE_API_TOKEN',
    isNeeded: true,
    does: 'environments preview, staging, production: deploys; rights Workers Scripts, D1 and R2 Edit on one account. Cloudflare takes no OIDC, so this is the one long-lived key; give each environment its own',
  },
  {
    name: 'OPERATOR_TOKEN',
    isNeeded: true,
    does: 'environments staging, production: the same as the secret of that Worker; by it the smoke test sees that events reach the cluster',
  },
  { name: 'NOTIFY_WEBHOOK', isNeeded: false, does: 'where failures are told, as JSON with a `text`' },
];

/** Variables that workflows read. */
export const CI_VARIABLES: readonly Setting[] = [
  { name: 'CLOUDFLARE_ACCOUNT_ID', isNeeded: true, does: 'which account' },
  {
    name: 'PUBLIC_ORIGIN',
    isNeeded: true,
    does: 'environments staging, production: where the site is, as in wrangler.toml',
  },
  { name: 'IMAGE_REPOSITORY', isNeeded: true, does: 'where images go: HOST/OWNER/NAME, without a tag' },
  { name: 'CHART_REPOSITORY', isNeeded: true, does: 'where the chart goes: oci://HOST/OWNER' },
  { name: 'CLUSTER_SERVER', isNeeded: true, does: 'environments staging, production: the address of the API server' },
  { name: 'CLUSTER_CA', isNeeded: true, does: 'environments staging, production: its authority, base64' },
  {
    name: 'CLUSTER_AUDIENCE',
    isNeeded: true,
    does: 'environments staging, production: the audience for which it accepts the identity of a workflow',
  },
];

/** A Secret of the cluster: who reads it, and its keys. */
export interface ClusterSecret {
  /** As the values that are shipped name it. */
  readonly name: string;
  readonly keys: readonly { readonly key: string; readonly when: string; readonly does: string }[];
}

/** Of the namespace of the bridge, and below of that of the monitoring. */
export const CLUSTER_SECRETS: readonly ClusterSecret[] = [
  {
    name: 'carillon-bridge',
    keys: [
      {
        key: 'carillon-token',
        when: '`mirror`, `notifier`, `tests`',
        does: 'service token of the edge, scopes feed and deliveries',
      },
      { key: 'database-url', when: '`archiver`', does: 'PostgreSQL of the archive: `postgres://…`' },
      {
        key: 'audit-token',
        when: '`archiver.audit.enabled`',
        does: 'opens /api/audit, and the archive to `npm run verify`',
      },
      { key: 'kafka-password', when: '`kafka.sasl.mechanism` other than none', does: 'of `kafka.sasl.username`' },
      { key: 'smtp-password', when: '`notifier.email.username`', does: 'of the mail server' },
      { key: 'ingress-password', when: '`ingress.enabled`', does: 'what the edge shows when it pushes' },
      {
        key: 'edge-metrics-token',
        when: '`monitoring.edge.enabled`',
        does: 'service token of the edge, scope metrics',
      },
      { key: 'postgres-password', when: '`local.postgres.enabled`', does: 'of the database on one machine' },
    ],
  },
  {
    name: 'kafka-cluster-ca-cert',
    keys: [{ key: 'ca.crt', when: '`kafka.tls.ca.secretName`', does: 'the authority of the brokers' }],
  },
  {
    name: 'kafka-client',
    keys: [
      {
        key: 'user.crt',
        when: '`kafka.tls.client.secretName`',
        does: 'the certificate of the bridge before the brokers',
      },
      { key: 'user.key', when: '`kafka.tls.client.secretName`', does: 'its key' },
    ],
  },
  {
    name: 'archive-ca',
    keys: [{ key: 'ca.crt', when: '`archiver.databaseCa.secretName`', does: 'the authority of PostgreSQL' }],
  },
  {
    name: 'smtp-ca',
    keys: [{ key: 'ca.crt', when: '`notifier.email.ca.secretName`', does: 'an authority of the mail server' }],
  },
  {
    name: 'webhook-ca',
    keys: [{ key: 'ca.crt', when: '`notifier.webhooks.ca.secretName`', does: 'an authority of what webhooks reach' }],
  },
  {
    name: 'carillon-dapr-app-token',
    keys: [{ key: 'token', when: '`transport: dapr`', does: 'what the sidecar shows to the program' }],
  },
  {
    name: 'carillon-dapr-api-token',
    keys: [{ key: 'token', when: '`dapr.apiTokenSecret`', does: 'what the program shows to the sidecar' }],
  },
  {
    name: 'carillon-bridge-ingress-tls',
    keys: [
      { key: 'tls.crt', when: '`ingress.enabled` without `ingress.certificate`', does: 'of `ingress.host`' },
      { key: 'tls.key', when: '`ingress.enabled` without `ingress.certificate`', does: 'its key' },
    ],
  },
  {
    name: 'registry',
    keys: [{ key: '.dockerconfigjson', when: '`imagePullSecrets`', does: 'the login of the registry of the image' }],
  },
];

/** What the values of the monitoring stack name (`k8s-bridge/deploy/monitoring`), in its namespace. */
export const MONITORING_SECRETS: readonly ClusterSecret[] = [
  {
    name: 'alert-receivers',
    keys: [
      { key: 'pager', when: 'kube-prometheus-stack', does: 'address of the webhook that wakes somebody' },
      { key: 'tickets', when: 'kube-prometheus-stack', does: 'address of the webhook for the morning' },
    ],
  },
  {
    name: 'grafana-admin',
    keys: [
      { key: 'user', when: 'kube-prometheus-stack', does: 'who may change Grafana' },
      { key: 'password', when: 'kube-prometheus-stack', does: 'the password of that' },
    ],
  },
  {
    name: 'archive-monitor',
    keys: [{ key: 'url', when: 'postgres-exporter', does: '`postgres://…` of a user with the role pg_monitor' }],
  },
  {
    name: 'kafka-monitor',
    keys: [
      { key: 'username', when: 'kafka-exporter', does: 'who may Describe topics and groups of Kafka' },
      { key: 'password', when: 'kafka-exporter', does: 'the password of that' },
    ],
  },
  {
    name: 'kafka-cluster-ca-cert',
    keys: [{ key: 'ca.crt', when: 'kafka-exporter', does: 'a copy of the authority of the brokers' }],
  },
];
