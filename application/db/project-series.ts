import { type SQL, sql } from 'drizzle-orm';
import { toEpochMs } from '#core/instant.ts';
import type { Series } from '#core/series/series.ts';
import { jsonChunks, jsonFields } from './json-rows.ts';

/** The statements that write series as they are after a commit. */
export function projectSeries(userId: string, all: readonly Series[]): SQL[] {
  const orNull = (value: object | null) => (value === null ? null : JSON.stringify(value));
  const rows = all.map((series) => ({
    id: series.id,
    status: series.status,
    rule: series.rule,
    start: series.start,
    zone: series.zone,
    trigger: JSON.stringify(series.trigger),
    current: JSON.stringify(series.current),
    previous: orNull(series.previous),
    withdrawn: orNull(series.withdrawn),
    made: series.made,
    next: series.next,
    exceptions: JSON.stringify(series.exceptions),
    aside: orNull(series.aside),
    version: series.version,
    created_at: toEpochMs(series.createdAt),
    updated_at: toEpochMs(series.updatedAt),
  }));
  const names = Object.keys(rows[0] ?? {});
  const columns = sql.raw(names.map((name) => `"${name}"`).join(', '));
  const updated = sql.raw(names.map((name) => `"${name}" = excluded."${name}"`).join(', '));
  return jsonChunks(rows).map(
    (
      json,
    ) => sql`INSERT INTO series (user_id, ${columns}) SELECT ${userId}, ${jsonFields(names)} FROM json_each(${json}) WHERE true
      ON CONFLICT (user_id, id) DO UPDATE SET ${updated}`,
  );
}
