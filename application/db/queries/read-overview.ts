import { type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import { toEpochMs } from '#core/instant.ts';
import { MAX_VIEW_COUNT, type Overview } from '#core/query/overview.ts';
import { addDays, localDateAt, startOfDayEpochMs } from '#core/time/local.ts';
import type { Database } from '../database.ts';
import { settingsFromRow } from '../settings-row.ts';
import { selectSettings } from './find-settings.ts';
import { listWithCount, selectLists } from './list-lists.ts';
import { listViews } from './list-views.ts';
import { positionFrom, queryPosition } from './read-position.ts';
import { overdue } from './task-filter.ts';

/** What stands around the list of tasks. Counts stop at a hundred, so it costs the same with any number of tasks. */
export async function readOverview(db: Database, userId: string, now: string): Promise<Overview> {
  // seq comes first: whatever changes after it arrives again as a delta.
  const [positions, [settingsRow]] = await db.batch([queryPosition(db, userId), selectSettings(db, userId)]);
  const { seq, epoch } = positionFrom(positions);
  const settings = settingsFromRow(settingsRow);
  const { zone } = settings;
  const today = localDateAt(toEpochMs(now), zone);
  const startOf = (date: string) => startOfDayEpochMs(date, zone);
  const capped = (condition: SQL) => sql`(SELECT count(*) FROM (SELECT 1 FROM tasks
    WHERE user_id = ${userId} AND status = 'open' AND deleted_at IS NULL AND due_at IS NOT NULL AND ${condition} LIMIT ${MAX_VIEW_COUNT}))`;
  const dueToday = sql`due_at >= ${startOf(today)} AND due_at < ${startOf(addDays(today, 1))}`;
  const [lists, views, [counts]] = await Promise.all([
    selectLists(db, userId),
    listViews(db, userId),
    db.all(sql`SELECT ${capped(dueToday)} AS today, ${capped(overdue({ now, zone }))} AS overdue`),
  ]);
  return {
    settings,
    lists: lists.map(listWithCount),
    views,
    counts: z.object({ today: z.int(), overdue: z.int() }).parse(counts),
    seq,
    epoch,
  };
}
