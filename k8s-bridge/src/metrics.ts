import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/** What every part counts into; parts with numbers of their own make them on `registry`. */
export interface Metrics {
  readonly registry: Registry;
  /** Records that a broker acknowledged, by topic. */
  readonly published: Counter<'topic'>;
  readonly batchEvents: Histogram;
  /** Tries after a failure, by what was tried. */
  readonly retries: Counter<'of'>;
  /** Records put aside, by the dead-letter topic they went to. */
  readonly deadLetters: Counter<'topic'>;
  readonly lagEvents: Gauge;
  readonly lagSeconds: Gauge;
  readonly rewound: Gauge;
}

const BATCH_BUCKETS = [1, 2, 5, 10, 25, 50, 100, 250, 500, 1000];

/** The numbers behind `/metrics`, with those of the process (memory, event loop, handles). */
export function newMetrics(): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  return {
    registry,
    published: new Counter({
      name: 'carillon_bridge_published_total',
      help: 'Records that the broker acknowledged',
      labelNames: ['topic'],
      registers,
    }),
    batchEvents: new Histogram({
      name: 'carillon_bridge_batch_events',
      help: 'Events in a published batch',
      buckets: BATCH_BUCKETS,
      registers,
    }),
    retries: new Counter({
      name: 'carillon_bridge_retries_total',
      help: 'Tries after a failure',
      labelNames: ['of'],
      registers,
    }),
    deadLetters: new Counter({
      name: 'carillon_bridge_dead_letters_total',
      help: 'Records put aside because they cannot be read or are never accepted',
      labelNames: ['topic'],
      registers,
    }),
    lagEvents: new Gauge({
      name: 'carillon_bridge_lag_events',
      help: 'Events of the log that the broker has not acknowledged',
      registers,
    }),
    lagSeconds: new Gauge({
      name: 'carillon_bridge_lag_seconds',
      help: 'Age of the oldest event that the broker has not acknowledged; 0 when there is none. While rewound: for how long',
      registers,
    }),
    rewound: new Gauge({
      name: 'carillon_bridge_rewound',
      help: '1 while the mirror waits for an operator because the log was restored to an earlier point',
      registers,
    }),
  };
}
