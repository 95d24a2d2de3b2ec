import { sql } from 'drizzle-orm';
import { isRewound, type LogHead } from '#core/feed/is-rewound.ts';
import { type Database, runBatch } from '../../db/database.ts';
import { headOf, logStateFrom, selectLogState } from '../../db/queries/read-log-now.ts';

export interface Settled {
  isRewound: boolean;
  /** What is to be remembered from now on. */
  head: LogHead;
}

/**
 * Compares the log with what was seen of it. When it was restored to an earlier point it gets a fresh epoch, and all
 * leases go: whoever holds one has read events that never happened on this line of history. Consumers keep their
 * places, under the old epoch, which is how they are known to be rewound.
 *
 * @param freshEpoch random; two restores must never share one
 */
export async function settleEpoch(db: Database, seen: LogHead | null, freshEpoch: string): Promise<Settled> {
  const [state] = await runBatch(db, [selectLogState(seen)]);
  const found = logStateFrom(state);
  if (!isRewound(seen, found)) return { isRewound: false, head: headOf(found) };
  const [, , after] = await runBatch(db, [
    sql`UPDATE log_state SET epoch = ${freshEpoch} WHERE id = 1 AND epoch = ${found.epoch}`,
    sql`UPDATE feed_consumers SET lease_hash = NULL, holder = NULL, leased_until = NULL WHERE lease_hash IS NOT NULL`,
    selectLogState(null),
  ]);
  return { isRewound: true, head: headOf(logStateFrom(after)) };
}
