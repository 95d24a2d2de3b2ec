import type { Clock } from '../../clock.ts';
import type { Bell, Feed } from '../../feed/feed.ts';
import type { Log } from '../../log.ts';
import type { Metrics } from '../../metrics.ts';
import type { EventSink } from '../../sinks/event-sink.ts';

/** Everything the mirror touches. */
export interface MirrorDeps {
  readonly feed: Feed;
  readonly sink: EventSink;
  readonly bell: Bell;
  readonly clock: Clock;
  readonly random: () => number;
  readonly log: Log;
  readonly metrics: Metrics;
  readonly consumer: string;
  readonly holder: string;
  /** What a restored log means: wait for somebody to decide, or begin anew with a snapshot. */
  readonly onEpochChange: 'stop' | 'snapshot';
  readonly pageEvents: number;
}
