import { type SQL, sql } from 'drizzle-orm';
import { toEpochMs } from '#core/instant.ts';
import type { List } from '#core/list/list.ts';
import { jsonChunks, jsonFields } from './json-rows.ts';
import { isOpen } from './project-tags.ts';
import type { TaskChange } from './project-tasks.ts';

/** The statements that write lists as they are after a commit. */
export function projectLists(userId: string, lists: readonly List[]): SQL[] {
  const rows = lists.map((list) => ({
    id: list.id,
    name: list.name,
    order_key: list.orderKey,
    version: list.version,
    created_at: toEpochMs(list.createdAt),
    updated_at: toEpochMs(list.updatedAt),
    archived_at: list.archivedAt === null ? null : toEpochMs(list.archivedAt),
    deleted_at: list.deletedAt === null ? null : toEpochMs(list.deletedAt),
  }));
  const names = Object.keys(rows[0] ?? {});
  const columns = sql.raw(names.join(', '));
  const updates = sql.raw(
    names
      .filter((name) => name !== 'id')
      .map((name) => `${name} = excluded.${name}`)
      .join(', '),
  );
  return jsonChunks(rows).map(
    (
      json,
    ) => sql`INSERT INTO lists (user_id, ${columns}) SELECT ${userId}, ${jsonFields(names)} FROM json_each(${json}) WHERE true
      ON CONFLICT (user_id, id) DO UPDATE SET ${updates}`,
  );
}

/** The statement that keeps the number of open tasks of each list in step, so that no sidebar ever counts tasks. */
export function projectListCounts(userId: string, changes: readonly TaskChange[]): SQL[] {
  const deltas = new Map<string, number>();
  for (const { before, after } of changes) {
    if (before && isOpen(before)) deltas.set(before.listId, (deltas.get(before.listId) ?? 0) - 1);
    if (after && isOpen(after)) deltas.set(after.listId, (deltas.get(after.listId) ?? 0) + 1);
  }
  const moved = [...deltas].filter(([, delta]) => delta !== 0);
  return jsonChunks(moved).map(
    (
      json,
    ) => sql`UPDATE lists SET open_count = open_count + (SELECT value ->> 1 FROM json_each(${json}) WHERE value ->> 0 = lists.id)
      WHERE user_id = ${userId} AND id IN (SELECT value ->> 0 FROM json_each(${json}))`,
  );
}
