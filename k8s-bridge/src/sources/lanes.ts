import type { SourceRecord, Subscription } from './event-source.ts';
import type { Slots } from './slots.ts';

/** Hands records to a handler: so many at a time, and where asked so, one after the other for each key. */
export interface Lanes {
  /** Resolves when there is room for the record and its handling has been queued. */
  readonly add: (record: SourceRecord, handle: () => Promise<void>) => Promise<void>;
  /** Resolves when nothing is under way; rejects with the first failure. */
  readonly idle: () => Promise<void>;
}

/** @param slots how many may be under way; lanes that are used beside each other share them */
export function newLanes(order: Subscription['order'], slots: Slots): Lanes {
  const tails = new Map<string, Promise<void>>();
  let underWay = 0;
  let failure: { error: unknown } | null = null;
  let oneEnded = Promise.withResolvers<void>();
  const run = async (after: Promise<void> | undefined, handle: () => Promise<void>): Promise<void> => {
    await after;
    try {
      await handle();
    } catch (error) {
      failure ??= { error };
    }
    slots.give();
    underWay -= 1;
    oneEnded.resolve();
    oneEnded = Promise.withResolvers();
  };
  return {
    async add(record, handle) {
      await slots.take();
      const lane = order === 'none' || record.key === null ? null : `${record.topic} ${record.key}`;
      underWay += 1;
      const tail = run(lane === null ? undefined : tails.get(lane), handle);
      if (lane !== null) tails.set(lane, tail);
    },
    async idle() {
      while (underWay > 0) await oneEnded.promise;
      if (failure) throw failure.error;
    },
  };
}
