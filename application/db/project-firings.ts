import { type SQL, sql } from 'drizzle-orm';
import { toEpochMs } from '#core/instant.ts';
import type { Firing } from '#core/reminder/firing.ts';
import { jsonChunks, jsonFields } from './json-rows.ts';

/** The statements that write ringings as they are after a commit. */
export function projectFirings(userId: string, firings: readonly Firing[]): SQL[] {
  const rows = firings.map((firing) => ({
    id: firing.id,
    reminder_id: firing.reminderId,
    task_id: firing.taskId,
    title: firing.title,
    channels: JSON.stringify(firing.channels),
    planned_at: toEpochMs(firing.plannedAt),
    scheduled_at: toEpochMs(firing.scheduledAt),
    fired_at: toEpochMs(firing.firedAt),
    acknowledged_at: firing.acknowledgedAt === null ? null : toEpochMs(firing.acknowledgedAt),
    read_at: firing.readAt === null ? null : toEpochMs(firing.readAt),
    version: firing.version,
    updated_at: toEpochMs(firing.updatedAt),
  }));
  const names = Object.keys(rows[0] ?? {});
  const columns = sql.raw(names.join(', '));
  // Everything else about a ringing is as it was when it rang.
  return jsonChunks(rows).map(
    (
      json,
    ) => sql`INSERT INTO firings (user_id, ${columns}) SELECT ${userId}, ${jsonFields(names)} FROM json_each(${json}) WHERE true
      ON CONFLICT (user_id, id) DO UPDATE SET acknowledged_at = excluded.acknowledged_at, read_at = excluded.read_at,
        version = excluded.version, updated_at = excluded.updated_at`,
  );
}
