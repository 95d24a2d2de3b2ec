import { AppError } from '#core/errors.ts';
import { type Instant, toEpochMs, toInstant } from '#core/instant.ts';
import type { OccurrencesQuery, ProjectedOccurrences, SeriesOccurrence } from '#core/query/series-query.ts';
import { describeNote } from '#core/recurrence/describe-note.ts';
import { slotEpochMs } from '#core/recurrence/occurrences.ts';
import { previewOccurrences } from '#core/recurrence/preview-occurrences.ts';
import { zoneOf } from '#core/series/following-slot.ts';
import { projectSeries, upcomingSlot } from '#core/series/project-series.ts';
import { addDays, localDateAt } from '#core/time/local.ts';
import type { Database } from '../../db/database.ts';
import { findActiveSeries, findSeriesByIds, findTasksBySlot } from '../../db/queries/find-series.ts';
import { findSettings } from '../../db/queries/find-settings.ts';
import { findTasks } from '../../db/queries/find-task.ts';

/** More than anybody has, and few enough to compute in a moment. */
const MAX_SERIES = 500;
const MAX_OCCURRENCES = 1000;

/**
 * What stands ahead of a series, with what has become of each slot. Empty where slots depend on completions.
 *
 * @throws AppError `not_found`
 */
export async function listOccurrences(
  db: Database,
  userId: string,
  seriesId: string,
  { count }: OccurrencesQuery,
  now: Instant,
): Promise<SeriesOccurrence[]> {
  const series = (await findSeriesByIds(db, userId, [seriesId])).get(seriesId);
  if (!series) throw new AppError('not_found', `There is no series ${seriesId}.`);
  const [settings, tasks, bySlot] = await Promise.all([
    findSettings(db, userId),
    findTasks(db, userId, [series.current.taskId]),
    findTasksBySlot(db, userId, seriesId, series.current.slot),
  ]);
  const upcoming = upcomingSlot(series, tasks.get(series.current.taskId) ?? null, settings, toEpochMs(now));
  if (upcoming === null) return [];
  // Those that were skipped or made by hand stand before it, too, while they are ahead of the newest occurrence.
  const first = [upcoming, ...series.exceptions].sort()[0] ?? upcoming;
  const zone = zoneOf(series, settings);
  const after = toInstant(slotEpochMs(first, zone) - 1);
  const skipped = new Set(series.exceptions);
  return previewOccurrences({ rule: series.rule, start: series.start, zone, after, count })
    .filter(({ local }) => local >= upcoming || skipped.has(local))
    .map(({ local: slot, instant, notes }) => {
      const taskId = bySlot.get(slot) ?? null;
      const state = !skipped.has(slot) ? 'ahead' : taskId === null ? 'skipped' : 'made';
      const told = notes.map((note) => ({ ...note, text: describeNote(note, slot) }));
      return { slot, instant, notes: told, state, taskId: state === 'made' ? taskId : null };
    });
}

/** What stands ahead over all series, soonest first. */
export async function listProjected(
  db: Database,
  userId: string,
  days: number,
  now: Instant,
): Promise<ProjectedOccurrences> {
  const [settings, all] = await Promise.all([findSettings(db, userId), findActiveSeries(db, userId, MAX_SERIES)]);
  const tasks = await findTasks(
    db,
    userId,
    all.map(({ current }) => current.taskId),
  );
  const until = addDays(localDateAt(toEpochMs(now), settings.zone), days - 1);
  const projected = all.flatMap((series) =>
    projectSeries(series, tasks.get(series.current.taskId) ?? null, settings, { now, until }),
  );
  const occurrences = projected
    .sort((a, b) => a.epochMs - b.epochMs || (a.seriesId < b.seriesId ? -1 : 1))
    .slice(0, MAX_OCCURRENCES)
    .map(({ epochMs: _at, ...occurrence }) => occurrence);
  return { occurrences };
}
