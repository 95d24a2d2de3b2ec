import { type SQL, sql } from 'drizzle-orm';
import { isEqualJson } from '#core/json.ts';
import type { Settings } from '#core/settings/settings.ts';
import type { Task } from '#core/task/task.ts';
import { jsonChunks, jsonFields } from './json-rows.ts';
import { type TaskColumns, taskColumns } from './task-row.ts';

/** A task before and after a commit; `before` is undefined when it is new, `after` when it is gone for good. */
export interface TaskChange {
  before: Task | undefined;
  after: Task | undefined;
}

type Column = keyof TaskColumns;

const DUE_COLUMNS: Column[] = ['due_kind', 'due_wall', 'due_zone', 'due_at', 'zone_version'];

// Only the columns of what changed are written: SQLite renews every index that a SET names, changed or not, and
// index rows are what a write costs.
const COLUMNS_OF: Record<Exclude<keyof Task, 'id' | 'createdAt'>, Column[]> = {
  listId: ['list_id'],
  parentId: ['parent_id'],
  title: ['title', 'search_text'],
  notes: ['notes', 'search_text'],
  status: ['status'],
  priority: ['priority'],
  tags: ['tags'],
  reminders: ['reminders'],
  series: ['series_id', 'series_slot'],
  due: DUE_COLUMNS,
  orderKey: ['order_key'],
  version: ['version'],
  updatedAt: ['updated_at'],
  completedAt: ['completed_at'],
  deletedAt: ['deleted_at'],
};

/** The statements that bring the `tasks` table from before to after. Set-based: their number does not grow with the tasks. */
export function projectTasks(userId: string, changes: readonly TaskChange[], settings: Settings | null): SQL[] {
  const inserted: TaskColumns[] = [];
  const gone: string[] = [];
  const updated = new Map<string, { columns: Column[]; rows: Record<string, unknown>[] }>();
  for (const { before, after } of changes) {
    if (before && after) {
      const columns = changedColumns(before, after);
      const group = updated.get(columns.join()) ?? { columns, rows: [] };
      // A due that did not change keeps its derived columns, so the zone is not needed for it.
      const values = taskColumns(columns.includes('due_at') ? after : { ...after, due: null }, settings);
      group.rows.push(Object.fromEntries(['id' as const, ...columns].map((column) => [column, values[column]])));
      updated.set(columns.join(), group);
    } else if (after) inserted.push(taskColumns(after, settings));
    else if (before) gone.push(before.id);
  }
  return [
    ...insertTasks(userId, inserted),
    ...[...updated.values()].flatMap(({ columns, rows }) => updateTasks(userId, columns, rows)),
    ...jsonChunks(gone).map(
      (json) => sql`DELETE FROM tasks WHERE user_id = ${userId} AND id IN (SELECT value FROM json_each(${json}))`,
    ),
  ];
}

function changedColumns(before: Task, after: Task): Column[] {
  const columns = new Set<Column>();
  for (const [field, names] of Object.entries(COLUMNS_OF) as [keyof typeof COLUMNS_OF, Column[]][]) {
    if (!isEqualJson(before[field], after[field])) for (const name of names) columns.add(name);
  }
  // What comes back into the views was not re-derived while it was away.
  const isBack =
    (before.deletedAt !== null || before.status === 'completed') && after.deletedAt === null && after.status === 'open';
  if (isBack && after.due !== null) for (const name of DUE_COLUMNS) columns.add(name);
  return [...columns].sort();
}

function insertTasks(userId: string, rows: TaskColumns[]): SQL[] {
  const [first] = rows;
  if (!first) return [];
  const names = Object.keys(first);
  const columns = sql.raw(names.join(', '));
  return jsonChunks(rows).map(
    (json) =>
      sql`INSERT INTO tasks (user_id, ${columns}) SELECT ${userId}, ${jsonFields(names)} FROM json_each(${json})`,
  );
}

function updateTasks(userId: string, columns: Column[], rows: Record<string, unknown>[]): SQL[] {
  const names = columns.map((column) => sql.raw(`${column} = changed.${column}`));
  const aliased = sql.join(
    ['id', ...columns].map((column) => sql`value ->> ${sql.raw(`'$.${column}' AS ${column}`)}`),
    sql`, `,
  );
  return jsonChunks(rows).map(
    // By rowid, so that SQLite walks the changes and looks each task up; by id it would walk all tasks of the user.
    (
      json,
    ) => sql`UPDATE tasks SET ${sql.join(names, sql`, `)} FROM (SELECT ${aliased} FROM json_each(${json})) AS changed
      WHERE tasks.rowid = (SELECT rowid FROM tasks AS same WHERE same.user_id = ${userId} AND same.id = changed.id)`,
  );
}
