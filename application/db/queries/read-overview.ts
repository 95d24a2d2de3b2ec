import { type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import { toEpochMs } from '#core/instant.ts';
import { MAX_VIEW_COUNT, type Overview } from '#core/query/overview.ts';
import type { Settings } from '#core/settings/settings.ts';
import { addDays, localDateAt, startOfDayEpochMs } from '#core/time/local.ts';
import { type Database, runBatch } from '../database.ts';
import { listWithCount, selectLists } from './list-lists.ts';
import { positionFrom, selectPosition } from './read-position.ts';
import { overdue } from './task-filter.ts';

/** What stands around the list of tasks. Counts stop at a hundred, so it costs the same with any number of tasks. */
export async function readOverview(db: Database, userId: string, settings: Settings, now: string): Promise<Overview> {
  const { zone } = settings;
  const today = localDateAt(toEpochMs(now), zone);
  const startOf = (date: string) => startOfDayEpochMs(date, zone);
  const capped = (condition: SQL) => sql`(SELECT count(*) FROM (SELECT 1 FROM tasks
    WHERE user_id = ${userId} AND status = 'open' AND deleted_at IS NULL AND due_at IS NOT NULL AND ${condition} LIMIT ${MAX_VIEW_COUNT}))`;
  const dueToday = sql`due_at >= ${startOf(today)} AND due_at < ${startOf(addDays(today, 1))}`;
  // The lists come in a batch of their own, but seq is read first: what changes in between arrives again as a delta.
  const [position, counts] = await runBatch(db, [
    selectPosition(userId),
    sql`SELECT ${capped(dueToday)} AS today, ${capped(overdue({ now, zone }))} AS overdue`,
  ]);
  const lists = await selectLists(db, userId);
  const { seq, epoch } = positionFrom(position);
  return {
    settings,
    lists: lists.map(listWithCount),
    counts: z.object({ today: z.int(), overdue: z.int() }).parse(counts?.[0]),
    seq,
    epoch,
  };
}
