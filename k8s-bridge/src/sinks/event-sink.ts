import type { SinkRecord } from '#core/feed/sink-record.ts';

export type { SinkRecord };

export interface PublishOptions {
  /** After this nothing more of the batch is sent: whoever holds a lease must not write when it is over. */
  readonly timeoutMs: number;
}

/**
 * Where events go. The guarantees of every adapter, proven by test/contracts/event-sink.ts:
 *
 * - `publish` resolves only when the broker has acknowledged every record, and records of one key stand in the order given.
 * - When it rejects, any part of the batch may have arrived: publish the same again after `connect`. Consumers see it
 *   twice, by the same event ids. After `RecordsRefused` the sink goes on as it is; of a batch
 *   that is no transaction, what stood before the refused record may have been written then too.
 * - One batch at a time.
 */
export interface EventSink {
  /**
   * Makes it usable, also again after a failure. An adapter that can fence shuts out everybody who connected before
   * under the same name.
   *
   * @throws SinkUnavailable
   */
  connect: () => Promise<void>;
  /** @throws SinkUnavailable, SinkFenced, RecordsRefused */
  publish: (batch: readonly SinkRecord[], options: PublishOptions) => Promise<void>;
  /** Ends it; connecting again is allowed. Never rejects. */
  close: () => Promise<void>;
}
