import type { SinkRecord } from '#core/feed/sink-record.ts';

/** Where the mirror of the edge brings records. */
export interface MirrorSink {
  /**
   * Resolves when all of them have been acknowledged. One try, given up after `timeoutMs`: then any part may have
   * arrived, and the same is to be sent again before anything behind it.
   *
   * @throws RecordsRefused when they are never taken as they are; anything else when trying again may help
   */
  publish: (records: readonly SinkRecord[], timeoutMs: number) => Promise<void>;
}

/** The sink works, but will never take these records. Nothing of them was written. */
export class RecordsRefused extends Error {
  override name = 'RecordsRefused';
}

/** Trying the same again may help. */
export class SinkUnavailable extends Error {
  override name = 'SinkUnavailable';
}
