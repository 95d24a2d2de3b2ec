import type { Clock } from '../../clock.ts';
import type { Log } from '../../log.ts';
import type { Metrics } from '../../metrics.ts';
import type { EventSink } from '../../sinks/event-sink.ts';
import type { EventSource } from '../../sources/event-source.ts';
import type { ArchiveDatabase } from './archive-database.ts';
import type { ArchiverMetrics } from './archiver-metrics.ts';

/** Everything the archiver touches. */
export interface ArchiverDeps {
  readonly source: EventSource;
  /** Takes what cannot be read. */
  readonly deadLetters: EventSink;
  readonly database: ArchiveDatabase;
  readonly clock: Clock;
  readonly random: () => number;
  readonly log: Log;
  readonly metrics: Metrics;
  readonly numbers: ArchiverMetrics;
  readonly batchEvents: number;
  readonly batchMs: number;
  readonly keepDays: number;
  /** What keeps the archiver from writing, for the readiness of the role. */
  readonly state: ArchiverState;
}

export interface ArchiverState {
  /** Null while all is well. */
  failure: string | null;
  /** Since when the batch at hand is tried, in ms of the monotonic clock; null while there is none. */
  writingSinceMs: number | null;
}
