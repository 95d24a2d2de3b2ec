/** What is paid for, each by its own unit. */
export const METERS = {
  requests: { title: 'Worker requests', usd: 0.3, per: 1e6, included: 10e6, source: 'workers' },
  cpuMs: { title: 'Worker CPU, ms', usd: 0.02, per: 1e6, included: 30e6, source: 'workers' },
  rowsRead: { title: 'D1 rows read', usd: 0.001, per: 1e6, included: 25e9, source: 'd1' },
  rowsWritten: { title: 'D1 rows written', usd: 1, per: 1e6, included: 50e6, source: 'd1' },
  databaseGb: { title: 'D1 storage, GB', usd: 0.75, per: 1, included: 5, source: 'd1' },
  objectRequests: { title: 'Durable Object requests', usd: 0.15, per: 1e6, included: 1e6, source: 'durable-objects' },
  objectGbSeconds: {
    title: 'Durable Object time, GB-s',
    usd: 12.5,
    per: 1e6,
    included: 400_000,
    source: 'durable-objects',
  },
  objectRowsWritten: {
    title: 'Durable Object rows written',
    usd: 1,
    per: 1e6,
    included: 50e6,
    source: 'durable-objects',
  },
  objectGb: { title: 'Durable Object storage, GB', usd: 0.2, per: 1, included: 5, source: 'durable-objects' },
  logEvents: { title: 'log lines', usd: 0.6, per: 1e6, included: 20e6, source: 'workers' },
  backupGb: { title: 'R2 storage, GB', usd: 0.015, per: 1, included: 10, source: 'r2' },
} as const satisfies Readonly<Record<string, Meter>>;

/** A price list entry of the plan Workers Paid, in US dollars, before tax. `included` is what a month of the plan brings along. */
interface Meter {
  readonly title: string;
  readonly usd: number;
  /** How many units the price is for. */
  readonly per: number;
  readonly included: number;
  readonly source: keyof typeof PRICE_PAGES;
}

export type MeterName = keyof typeof METERS;
/** So much of each in a month. */
export type Usage = Readonly<Record<MeterName, number>>;

export const METER_NAMES = Object.keys(METERS) as MeterName[];

/** When the prices stood on those pages. */
export const PRICES_AS_OF = 'August 2026';
export const PRICE_PAGES = {
  workers: 'https://developers.cloudflare.com/workers/platform/pricing/',
  d1: 'https://developers.cloudflare.com/d1/platform/pricing/',
  'durable-objects': 'https://developers.cloudflare.com/durable-objects/platform/pricing/',
  r2: 'https://developers.cloudflare.com/r2/pricing/',
} as const;

export const PLAN_USD = 5;
/** How large one D1 database may be. */
export const MAX_DATABASE_GB = 10;
