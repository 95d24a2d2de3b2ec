import { type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { TaskPage, TaskQuery, TaskSort } from '#core/query/task-query.ts';
import { SERIES_STATUSES } from '#core/series/series.ts';
import { type Database, readBatch } from '../database.ts';
import { positionFrom, selectPosition } from './read-position.ts';
import { filterTasks, type QuerySetting, type TaskFilter } from './task-filter.ts';
import { TASK_COLUMNS, taskFromRecord } from './task-record.ts';

/**
 * One page of tasks, how many there are in all, and the seq this is true for: one batch, so one moment.
 *
 * Sorting by `manual`, `due`, `completed` and `deleted` walks an index and stops at the end of the page. The other
 * sorts look at every task the filter lets through, as does `total`: views do not use them, so they pay no index.
 */
export async function listTasks(
  db: Database,
  userId: string,
  query: TaskQuery,
  setting: QuerySetting,
): Promise<TaskPage> {
  const filter = filterTasks(userId, query, setting);
  const [position, count, page] = await readBatch(db, [
    selectPosition(userId),
    sql`${filter.withTexts}SELECT count(*) AS total FROM tasks WHERE ${filter.where}`,
    selectPage(filter, query),
  ]);
  const { seq, epoch } = positionFrom(position);
  const rows = page ?? [];
  return {
    tasks: rows.map(taskFromRecord),
    total: z.object({ total: z.int() }).parse(count?.[0]).total,
    page: query.page,
    perPage: query.per_page,
    seq,
    epoch,
    subtasks: subtaskCounts(rows),
    series: seriesStatuses(rows),
  };
}

const NEWEST_FIRST: ReadonlySet<TaskSort> = new Set(['priority', 'created', 'updated', 'completed', 'deleted']);

function selectPage({ withTexts, where }: TaskFilter, query: TaskQuery): SQL {
  const direction = sql.raw(query.order ?? (NEWEST_FIRST.has(query.sort) ? 'desc' : 'asc'));
  const limit = query.per_page;
  const offset = (query.page - 1) * query.per_page;
  const columns = sql`${TASK_COLUMNS}, ${SUBTASKS} AS subtasks, ${SERIES_STATUS} AS series_status`;
  if (query.sort !== 'due') {
    return sql`${withTexts}SELECT ${columns} FROM tasks WHERE ${where} ORDER BY ${order(query.sort, direction)} LIMIT ${limit} OFFSET ${offset}`;
  }
  // Undated last in either direction. Two index walks instead of one sort: the second begins only where the first ends.
  const part = (condition: SQL, by: SQL) => {
    return sql`SELECT * FROM (SELECT ${columns} FROM tasks WHERE ${where} AND ${condition} ORDER BY ${by} LIMIT ${limit + offset})`;
  };
  const dated = part(sql`due_at IS NOT NULL`, sql`due_at ${direction}, rowid ${direction}`);
  const undated = part(sql`due_at IS NULL`, sql`list_id, parent_id, order_key, rowid`);
  return sql`${withTexts}${dated} UNION ALL ${undated} LIMIT ${limit} OFFSET ${offset}`;
}

// rowid, the last word of every index, settles ties without a sort.
function order(sort: Exclude<TaskSort, 'due'>, direction: SQL): SQL {
  switch (sort) {
    case 'manual':
      return sql`list_id ${direction}, parent_id ${direction}, order_key ${direction}, rowid ${direction}`;
    case 'priority':
      return sql`priority ${direction}, due_at IS NULL, due_at, rowid`;
    case 'created':
      return sql`created_at ${direction}, rowid ${direction}`;
    case 'updated':
      return sql`updated_at ${direction}, rowid ${direction}`;
    case 'completed':
      return sql`completed_at ${direction}, rowid ${direction}`;
    case 'deleted':
      return sql`deleted_at ${direction}, rowid ${direction}`;
    case 'title':
      // The folded text begins with the folded title: case and accents do not tear the alphabet apart.
      return sql`search_text ${direction}, rowid ${direction}`;
  }
}

// A look into the partial index by parent: nothing is read for a task without subtasks.
const SUBTASKS = sql.raw(`(SELECT json_array(count(*), COALESCE(sum(child.status = 'completed'), 0)) FROM tasks AS child
  WHERE child.user_id = tasks.user_id AND child.parent_id = tasks.id AND child.deleted_at IS NULL)`);

// By the key of the series: nothing is read for a task that does not repeat.
const SERIES_STATUS = sql.raw(`(SELECT series.status FROM series
  WHERE series.user_id = tasks.user_id AND series.id = tasks.series_id)`);

const CountsSchema = z.tuple([z.int(), z.int()]);

function subtaskCounts(rows: Record<string, unknown>[]): TaskPage['subtasks'] {
  const counts: TaskPage['subtasks'] = {};
  for (const { id, subtasks } of rows) {
    const [total, completed] = CountsSchema.parse(JSON.parse(z.string().parse(subtasks)));
    if (total > 0) counts[z.string().parse(id)] = { total, completed };
  }
  return counts;
}

const SeriesOfRowSchema = z.object({
  series_id: z.string().nullable(),
  series_status: z.enum(SERIES_STATUSES).nullable(),
});

function seriesStatuses(rows: Record<string, unknown>[]): TaskPage['series'] {
  const statuses: TaskPage['series'] = {};
  for (const row of rows) {
    const { series_id: id, series_status: status } = SeriesOfRowSchema.parse(row);
    if (id !== null && status !== null) statuses[id] = status;
  }
  return statuses;
}
