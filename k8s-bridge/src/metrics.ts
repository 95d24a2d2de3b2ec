import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { version } from './version.ts';

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
  /** When the newest event that the broker has acknowledged happened, in s since the epoch. */
  readonly newestEvent: Gauge;
}

const RETRIED = ['mirror', 'fenced', 'claim', 'report', 'email', 'webhook', 'archiver'];
const BATCH_BUCKETS = [1, 2, 5, 10, 25, 50, 100, 250, 500, 1000];

/** The numbers behind `/metrics`, with those of the process (memory, event loop, handles). */
export function newMetrics(): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  new Gauge({
    name: 'carillon_bridge_info',
    help: 'Always 1; which version runs',
    labelNames: ['version'],
    registers,
  }).set({ version }, 1);
  const retries = new Counter({
    name: 'carillon_bridge_retries_total',
    help: 'Tries after a failure',
    labelNames: ['of'],
    registers,
  });
  const deadLetters = new Counter({
    name: 'carillon_bridge_dead_letters_total',
    help: 'Records put aside because they cannot be read or are never accepted',
    labelNames: ['topic'],
    registers,
  });
  // There before the first: Prometheus sees a series that appears as 1 not grow, and each of these is for a person.
  for (const of of RETRIED) retries.inc({ of }, 0);
  for (const topic of ['dlq.task-events', 'dlq.reminders']) deadLetters.inc({ topic }, 0);
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
    retries,
    deadLetters,
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
    newestEvent: new Gauge({
      name: 'carillon_bridge_newest_event_timestamp_seconds',
      help: 'When the newest event that the broker acknowledged happened; 0 before there was one',
      registers,
    }),
  };
}
