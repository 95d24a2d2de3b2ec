import { z } from 'zod';
import { type Instant, toInstant } from '#core/instant.ts';
import type { ArchiveClient, ArchiveDatabase } from './archive-database.ts';
import type { Month } from './chain.ts';
import { findHeads } from './chain-heads.ts';
import { lockChains } from './chain-lock.ts';
import { isOutdated } from './is-outdated.ts';
import { dropPartition } from './month-partition.ts';

export interface Retention {
  readonly dropped: readonly Month[];
  /** What two clocks said that cannot both be right; then nothing was dropped. */
  readonly disagreement: { readonly archiver: Instant; readonly database: Instant } | null;
}

// A clock that is wrong by months would drop what nobody can bring back; two are hardly wrong in the same way.
const MAX_DIFFERENCE_MS = 24 * 60 * 60 * 1000;
// Whoever waits for a table keeps all that come after him waiting, readers and archivers; a long `verify-archive` holds it.
const LOCK_TIMEOUT = '500ms';
const ClockSchema = z.tuple([z.object({ now: z.date() })]);

/**
 * Drops the months that are wholly older than `keepDays`. How many records each had, and the last hash, stay.
 *
 * @throws ArchiveUnavailable also while somebody reads a table: worth another try, but not soon
 */
export async function dropOldMonths(
  database: ArchiveDatabase,
  { keepDays, nowMs }: { keepDays: number; nowMs: number },
): Promise<Retention> {
  return await database.transaction(async (client) => {
    const databaseMs = await askClock(client);
    if (Math.abs(databaseMs - nowMs) > MAX_DIFFERENCE_MS)
      return { dropped: [], disagreement: { archiver: toInstant(nowMs), database: toInstant(databaseMs) } };
    const droppedMs = Math.min(databaseMs, nowMs);
    await lockChains(client);
    const heads = await findHeads(client, 'all');
    const dropped = [...heads.keys()].filter((month) => isOutdated(month, { keepDays, nowMs: droppedMs }));
    await client.query(`SET LOCAL lock_timeout = '${LOCK_TIMEOUT}'`);
    for (const month of dropped) {
      await client.query(
        `WITH dropped AS (DELETE FROM archive_heads WHERE month = $1 RETURNING month, count, hash)
         INSERT INTO archive_anchors (month, count, hash, dropped_at)
         SELECT month, count, hash, $2::timestamptz FROM dropped`,
        [month, toInstant(droppedMs)],
      );
      await dropPartition(client, month);
    }
    return { dropped, disagreement: null };
  });
}

async function askClock(client: ArchiveClient): Promise<number> {
  const { rows } = await client.query('SELECT clock_timestamp() AS now');
  const [{ now }] = ClockSchema.parse(rows);
  return now.getTime();
}
