import { and, eq, gt, sql } from 'drizzle-orm';
import type { LoggedEvent } from '#core/log/event.ts';
import type { Firing } from '#core/reminder/firing.ts';
import type { Series } from '#core/series/series.ts';
import type { Task } from '#core/task/task.ts';
import { type Database, runBatch } from '../database.ts';
import { EventColumnsSchema, eventFromColumns } from '../event-columns.ts';
import { firings, series } from '../schema.ts';
import { seriesFromRow } from '../series-row.ts';
import { selectEventPage } from './select-event-page.ts';
import { TASK_COLUMNS, taskFromRecord } from './task-record.ts';

const PAGE = 200;

/** All tasks of a user, the trash included, a page at a time, in the order of their ids. */
export async function* allTasks(db: Database, userId: string): AsyncGenerator<Task[]> {
  for (let after = ''; ; ) {
    const [rows] = await runBatch(db, [
      sql`SELECT ${TASK_COLUMNS} FROM tasks WHERE user_id = ${userId} AND id > ${after} ORDER BY id LIMIT ${PAGE}`,
    ]);
    const page = (rows ?? []).map(taskFromRecord);
    if (page.length > 0) yield page;
    const last = page.at(-1);
    if (!last || page.length < PAGE) return;
    after = last.id;
  }
}

/** All series of a user, a page at a time, in the order of their ids. */
export async function* allSeries(db: Database, userId: string): AsyncGenerator<Series[]> {
  for (let after = ''; ; ) {
    const rows = await db
      .select()
      .from(series)
      .where(and(eq(series.userId, userId), gt(series.id, after)))
      .orderBy(series.id)
      .limit(PAGE);
    if (rows.length > 0) yield rows.map(seriesFromRow);
    const last = rows.at(-1);
    if (!last || rows.length < PAGE) return;
    after = last.id;
  }
}

/** Everything that rang and is kept, a page at a time, in the order of the ids. */
export async function* allFirings(db: Database, userId: string): AsyncGenerator<Firing[]> {
  for (let after = ''; ; ) {
    const rows = await db
      .select()
      .from(firings)
      .where(and(eq(firings.userId, userId), gt(firings.id, after)))
      .orderBy(firings.id)
      .limit(PAGE);
    if (rows.length > 0) yield rows.map(({ userId: _user, ...firing }) => firing);
    const last = rows.at(-1);
    if (!last || rows.length < PAGE) return;
    after = last.id;
  }
}

/** All events of a user that are kept, a page at a time, oldest first. */
export async function* allEvents(db: Database, userId: string): AsyncGenerator<LoggedEvent[]> {
  for (let after = 0; ; ) {
    const [rows = []] = await runBatch(db, [selectEventPage(userId, after, PAGE)]);
    const page = rows.map((row) => eventFromColumns(EventColumnsSchema.parse(row)));
    const last = page.at(-1);
    if (!last) return;
    yield page;
    after = last.seq;
  }
}
