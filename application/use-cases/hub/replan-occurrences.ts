import { slotEpochMs } from '#core/recurrence/occurrences.ts';
import type { Settings } from '#core/settings/settings.ts';
import type { Database } from '../../db/database.ts';
import type { DueTimer } from '../../db/queries/find-due-timers.ts';
import { findSeriesByIds } from '../../db/queries/find-series.ts';
import { moveOccurrenceTimers } from '../../db/queries/move-occurrence-timers.ts';

/** Derives anew when the schedule makes the next occurrences, for timers that were set with older settings. */
export async function replanOccurrences(
  db: Database,
  userId: string,
  timers: DueTimer[],
  settings: Settings,
): Promise<void> {
  const series = await findSeriesByIds(
    db,
    userId,
    timers.map(({ ref }) => ref),
  );
  const moved = timers.map((timer) => {
    const { next = null, zone = null, version: seriesVersion = null } = series.get(timer.ref) ?? {};
    return { timer, seriesVersion, atMs: next === null ? null : slotEpochMs(next, zone ?? settings.zone) };
  });
  await moveOccurrenceTimers(db, userId, settings.version, moved);
}
