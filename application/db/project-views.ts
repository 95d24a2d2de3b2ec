import { type SQL, sql } from 'drizzle-orm';
import { toEpochMs } from '#core/instant.ts';
import type { SavedView } from '#core/view/view.ts';
import { jsonChunks, jsonFields } from './json-rows.ts';

/** The statements that write saved views as they are after a commit. */
export function projectViews(userId: string, all: readonly SavedView[]): SQL[] {
  const rows = all.map((view) => ({
    id: view.id,
    name: view.name,
    query: view.query,
    sort: view.sort,
    order: view.order,
    order_key: view.orderKey,
    version: view.version,
    created_at: toEpochMs(view.createdAt),
    updated_at: toEpochMs(view.updatedAt),
    deleted_at: view.deletedAt === null ? null : toEpochMs(view.deletedAt),
  }));
  const names = Object.keys(rows[0] ?? {});
  const columns = sql.raw(names.map((name) => `"${name}"`).join(', '));
  const updated = sql.raw(names.map((name) => `"${name}" = excluded."${name}"`).join(', '));
  return jsonChunks(rows).map(
    (
      json,
    ) => sql`INSERT INTO views (user_id, ${columns}) SELECT ${userId}, ${jsonFields(names)} FROM json_each(${json}) WHERE true
      ON CONFLICT (user_id, id) DO UPDATE SET ${updated}`,
  );
}
