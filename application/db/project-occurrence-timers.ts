import { type SQL, sql } from 'drizzle-orm';
import { slotEpochMs } from '#core/recurrence/occurrences.ts';
import { zoneOf } from '#core/series/following-slot.ts';
import type { Series } from '#core/series/series.ts';
import type { Settings } from '#core/settings/settings.ts';
import { jsonChunks } from './json-rows.ts';

export interface SeriesChange {
  before: Series | undefined;
  after: Series | undefined;
}

/** The statements that keep the timers of series that go by the schedule in step with the slot that is next. */
export function projectOccurrenceTimers(
  userId: string,
  changes: readonly SeriesChange[],
  settings: Settings | null,
): SQL[] {
  const moved = changes.filter(({ before, after }) => before?.next !== after?.next || before?.zone !== after?.zone);
  const gone = moved.flatMap(({ before, after }) => (before?.next && !after?.next ? [before.id] : []));
  const set = moved.flatMap(({ after }) => {
    if (!after || after.next === null) return [];
    const atMs = slotEpochMs(after.next, zoneOf(after, settings));
    return [[after.id, atMs, after.zone === null ? settings?.version : null]];
  });
  return [
    ...jsonChunks(gone).map(
      (json) =>
        sql`DELETE FROM timers WHERE (user_id, kind, ref) IN (SELECT ${userId}, 'occur', value FROM json_each(${json}))`,
    ),
    ...jsonChunks(set).map(
      (json) => sql`INSERT INTO timers (user_id, kind, ref, fire_at, settings_version)
        SELECT ${userId}, 'occur', value ->> 0, value ->> 1, value ->> 2 FROM json_each(${json}) WHERE true
        ON CONFLICT (user_id, kind, ref) DO UPDATE SET fire_at = excluded.fire_at,
          settings_version = excluded.settings_version, attempts = 0, parked_at = NULL, last_error = NULL`,
    ),
  ];
}
