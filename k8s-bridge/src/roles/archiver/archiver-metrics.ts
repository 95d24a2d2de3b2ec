import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import type { Clock } from '../../clock.ts';
import type { ArchiverState } from './archiver-deps.ts';

/** The numbers of the archiver on `/metrics`. */
export interface ArchiverMetrics {
  readonly archived: Counter;
  readonly duplicates: Counter;
  readonly expired: Counter;
  readonly batchEvents: Histogram;
  readonly batchSeconds: Histogram;
  readonly lagSeconds: Gauge;
  /** When the newest event of the last batch happened, in s since the epoch. */
  readonly newestEvent: Gauge;
  readonly waitingSeconds: Gauge;
  readonly headPosition: Gauge<'month'>;
}

const EVENT_BUCKETS = [1, 2, 5, 10, 25, 50, 100, 250, 500, 1000];
const SECOND_BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** @param state what is being written, looked at when somebody asks for the numbers */
export function newArchiverMetrics(
  registry: Registry,
  state: Pick<ArchiverState, 'writingSinceMs'>,
  { monotonicMs }: Pick<Clock, 'monotonicMs'>,
): ArchiverMetrics {
  const registers = [registry];
  return {
    archived: new Counter({
      name: 'carillon_archive_events_total',
      help: 'Events that were written to the archive',
      registers,
    }),
    duplicates: new Counter({
      name: 'carillon_archive_duplicates_total',
      help: 'Events that came again and stood in the archive already',
      registers,
    }),
    expired: new Counter({
      name: 'carillon_archive_expired_total',
      help: 'Events left out because their month was dropped',
      registers,
    }),
    batchEvents: new Histogram({
      name: 'carillon_archive_batch_events',
      help: 'Records in a batch',
      buckets: EVENT_BUCKETS,
      registers,
    }),
    batchSeconds: new Histogram({
      name: 'carillon_archive_batch_seconds',
      help: 'How long a batch took, tries that failed included',
      buckets: SECOND_BUCKETS,
      registers,
    }),
    lagSeconds: new Gauge({
      name: 'carillon_archive_lag_seconds',
      help: 'Age of the newest event of the last batch when it was archived',
      registers,
    }),
    newestEvent: new Gauge({
      name: 'carillon_archive_newest_event_timestamp_seconds',
      help: 'When the newest event of the last batch happened; 0 before there was one',
      registers,
    }),
    waitingSeconds: new Gauge({
      name: 'carillon_archive_waiting_seconds',
      help: 'For how long the batch at hand could not be written; 0 when nothing waits',
      registers,
      collect() {
        this.set(state.writingSinceMs === null ? 0 : (monotonicMs() - state.writingSinceMs) / 1000);
      },
    }),
    headPosition: new Gauge({
      name: 'carillon_archive_head_position',
      help: 'Records in the chain of a month; it never falls',
      labelNames: ['month'],
      registers,
    }),
  };
}
