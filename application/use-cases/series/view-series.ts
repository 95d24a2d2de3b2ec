import { AppError } from '#core/errors.ts';
import { type Instant, toEpochMs, toInstant } from '#core/instant.ts';
import type { SeriesListQuery, SeriesPage, SeriesView } from '#core/query/series-query.ts';
import { describeRecurrence } from '#core/recurrence/describe-recurrence.ts';
import { lastSlot } from '#core/recurrence/last-slot.ts';
import { slotEpochMs } from '#core/recurrence/occurrences.ts';
import { zoneOf } from '#core/series/following-slot.ts';
import { upcomingSlot } from '#core/series/project-series.ts';
import type { Series } from '#core/series/series.ts';
import type { Settings } from '#core/settings/settings.ts';
import type { Database } from '../../db/database.ts';
import { countOccurrences, findSeriesByIds, listSeriesPage } from '../../db/queries/find-series.ts';
import { findSettings } from '../../db/queries/find-settings.ts';
import { findTasks } from '../../db/queries/find-task.ts';

/** @throws AppError `not_found` */
export async function getSeries(db: Database, userId: string, seriesId: string, now: Instant): Promise<SeriesView> {
  const series = (await findSeriesByIds(db, userId, [seriesId])).get(seriesId);
  const [view] = series ? await viewAll(db, userId, [series], now) : [];
  if (!view) throw new AppError('not_found', `There is no series ${seriesId}.`);
  return view;
}

export async function listSeries(
  db: Database,
  userId: string,
  query: SeriesListQuery,
  now: Instant,
): Promise<SeriesPage> {
  const { series, total, seq, epoch } = await listSeriesPage(db, userId, query);
  return {
    series: await viewAll(db, userId, series, now),
    total,
    page: query.page,
    perPage: query.per_page,
    seq,
    epoch,
  };
}

async function viewAll(db: Database, userId: string, all: Series[], now: Instant): Promise<SeriesView[]> {
  if (all.length === 0) return [];
  const [settings, tasks, counts] = await Promise.all([
    findSettings(db, userId),
    findTasks(
      db,
      userId,
      all.map(({ current }) => current.taskId),
    ),
    countOccurrences(
      db,
      userId,
      all.map(({ id }) => id),
    ),
  ]);
  return all.map((series) => {
    const task = tasks.get(series.current.taskId) ?? null;
    const slot = upcomingSlot(series, task, settings, toEpochMs(now));
    return {
      series,
      task,
      text: describeRecurrence(series),
      upcoming: slot === null ? null : { slot, instant: instantOf(slot, series, settings) },
      made: counts.get(series.id)?.made ?? 0,
      done: counts.get(series.id)?.done ?? 0,
      lastSlot: isCounted(series) ? null : lastSlot(series),
    };
  });
}

/** “every!” has no slots ahead: what ends it is a number of completions, or a date. */
function isCounted({ trigger }: Series): boolean {
  return trigger.kind === 'on_completion' && trigger.anchor === 'completion';
}

function instantOf(slot: string, series: Series, settings: Settings): Instant | null {
  return slot.length === 10 ? null : toInstant(slotEpochMs(slot, zoneOf(series, settings)));
}
