import { type SQL, sql } from 'drizzle-orm';
import type { Task } from '#core/task/task.ts';
import { jsonChunks } from './json-rows.ts';
import type { TaskChange } from './project-tasks.ts';

interface Counts {
  total: number;
  open: number;
}

/**
 * The statements that keep `task_tags` and the counts in `tags` in step. Counts move by differences: they stay
 * right because the version lock makes sure that `before` is what the table holds.
 */
export function projectTags(userId: string, changes: readonly TaskChange[]): SQL[] {
  const added: [string, string][] = [];
  const removed: [string, string][] = [];
  const counts = new Map<string, Counts>();
  const count = (task: Task | undefined, by: number) => {
    for (const tag of task?.tags ?? []) {
      const so = counts.get(tag) ?? { total: 0, open: 0 };
      counts.set(tag, { total: so.total + by, open: so.open + (task && isOpen(task) ? by : 0) });
    }
  };
  for (const { before, after } of changes) {
    count(before, -1);
    count(after, 1);
    const id = (after ?? before)?.id ?? '';
    for (const tag of after?.tags ?? []) if (!before?.tags.includes(tag)) added.push([tag, id]);
    for (const tag of before?.tags ?? []) if (!after?.tags.includes(tag)) removed.push([tag, id]);
  }
  const moved = [...counts]
    .filter(([, { total, open }]) => total !== 0 || open !== 0)
    .map(([tag, { total, open }]) => [tag, total, open]);
  const shrunk = [...counts].filter(([, { total }]) => total < 0).map(([tag]) => tag);
  return [
    ...jsonChunks(removed).map(
      (json) => sql`DELETE FROM task_tags WHERE (user_id, tag, task_id) IN
        (SELECT ${userId}, value ->> 0, value ->> 1 FROM json_each(${json}))`,
    ),
    ...jsonChunks(added).map(
      (json) =>
        sql`INSERT INTO task_tags (user_id, tag, task_id) SELECT ${userId}, value ->> 0, value ->> 1 FROM json_each(${json})`,
    ),
    ...jsonChunks(moved).map(
      // WHERE true keeps SQLite from reading ON CONFLICT as a join's ON.
      (json) => sql`INSERT INTO tags (user_id, tag, total, open_count)
        SELECT ${userId}, value ->> 0, value ->> 1, value ->> 2 FROM json_each(${json}) WHERE true
        ON CONFLICT (user_id, tag) DO UPDATE SET total = total + excluded.total, open_count = open_count + excluded.open_count`,
    ),
    ...jsonChunks(shrunk).map(
      (json) =>
        sql`DELETE FROM tags WHERE user_id = ${userId} AND total = 0 AND tag IN (SELECT value FROM json_each(${json}))`,
    ),
  ];
}

export function isOpen(task: Task): boolean {
  return task.status === 'open' && task.deletedAt === null;
}
