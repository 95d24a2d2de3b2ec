import type { Topic } from '#core/feed/topics.ts';

/** One record as a consumer gets it. */
export interface SourceRecord {
  /** Without the prefix of the deployment. */
  readonly topic: Topic;
  readonly key: string | null;
  /** Null is a tombstone. */
  readonly body: string | null;
  readonly headers: Readonly<Record<string, string>>;
  /** Where it stands, for logs and dead letters: partition and offset, or what the transport says. */
  readonly position: string;
}

/**
 * What became of a record: `done` with it; `retry` later, as something it needs is not there; `drop` what never will be
 * done. Whoever drops puts it on a dead-letter topic first.
 */
export type Verdict = 'done' | 'retry' | 'drop';

export interface Subscription {
  /** Names the group: its members share the partitions, and its place in them is kept. */
  readonly group: string;
  readonly topics: readonly Topic[];
  /** A group that is new starts with the oldest record. */
  readonly handle: (record: SourceRecord, signal: AbortSignal) => Promise<Verdict>;
  /**
   * How many may be under way at a time, of all partitions together. They are started in the order of their partition.
   *
   * `key`: those of one key wait for each other. `none`: nobody waits, for handlers that collect what they get.
   */
  readonly maxInFlight: number;
  readonly order: 'key' | 'none';
}

/**
 * Where events come from. The guarantees of every adapter, proven by test/contracts/event-source.ts:
 *
 * - Every record is handled at least once, until it is `done` or dropped: after a crash again. A handler that throws has
 *   said `retry`.
 * - Nothing behind a record that is not done yet counts as read.
 */
export interface EventSource {
  /** Consumes until `signal` is aborted; then those under way are finished. Outages are waited out. */
  run: (subscription: Subscription, signal: AbortSignal) => Promise<void>;
  /** @throws when the broker does not answer */
  check: () => Promise<void>;
}
