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

/** What the commands of the project read on any machine. */
export const COMMAND_SETTINGS: readonly Setting[] = [
  { name: 'PORT', isNeeded: false, does: '`npm start`: the first port that is tried; 8787' },
  { name: 'CARILLON_STATE', isNeeded: false, does: 'where the local instance keeps everything; .wrangler/state' },
  { name: 'CARILLON_BUILD', isNeeded: false, does: 'where a build goes; `npm run deploy` sets it' },
  {
    name: 'CARILLON_WRANGLER',
    isNeeded: false,
    does: 'another program in place of wrangler; tests play Cloudflare with it',
  },
  { name: 'IMAGE_SOURCE', isNeeded: false, does: 'where the source of an image is, for its label' },
];
