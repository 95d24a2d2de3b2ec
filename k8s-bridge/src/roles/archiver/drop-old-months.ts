import { type Instant, toInstant } from '#core/instant.ts';
import type { ArchiveDatabase } from './archive-database.ts';
import type { Month } from './chain.ts';
import { findHeads } from './chain-heads.ts';
import { lockChains } from './chain-lock.ts';
import { boundsOf, dropPartition } from './month-partition.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * Drops the months that are wholly older than `keepDays`. How many records each had, and the last hash, stay.
 *
 * @returns the months that were dropped
 */
export async function dropOldMonths(
  database: ArchiveDatabase,
  { keepDays, nowMs }: { keepDays: number; nowMs: number },
): Promise<Month[]> {
  const keptSince = toInstant(nowMs - keepDays * DAY_MS);
  return await database.transaction(async (client) => {
    await lockChains(client);
    const heads = await findHeads(client, 'all');
    const outdated = [...heads.keys()].filter((month) => isOutdated(month, keptSince));
    for (const month of outdated) {
      await client.query(
        `WITH dropped AS (DELETE FROM archive_heads WHERE month = $1 RETURNING month, count, hash)
         INSERT INTO archive_anchors (month, count, hash, dropped_at)
         SELECT month, count, hash, $2::timestamptz FROM dropped`,
        [month, toInstant(nowMs)],
      );
      await dropPartition(client, month);
    }
    return outdated;
  });
}

/** Whether the last event of a month is older than what is kept. */
function isOutdated(month: Month, keptSince: Instant): boolean {
  return boundsOf(month).to.slice(0, 'YYYY-MM-DD'.length) <= keptSince.slice(0, 'YYYY-MM-DD'.length);
}
