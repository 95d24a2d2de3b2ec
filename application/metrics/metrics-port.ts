import type { Tally } from '#core/metrics/tally.ts';

/** The name of the one object that keeps the numbers. */
export const METRICS_NAME = 'metrics';

/** Where an isolate brings what it has counted. */
export interface MetricsPort {
  add: (tally: Tally) => Promise<void>;
}
