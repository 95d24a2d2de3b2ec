import { and, eq, isNull } from 'drizzle-orm';
import { findSeriesByIds } from '#application/db/queries/find-series.ts';
import { tasks } from '#application/db/schema.ts';
import { TASK_FIELDS, taskFromRow } from '#application/db/task-row.ts';
import type { CommandInput } from '#core/command/command.ts';
import type { CommandDone } from '#core/command/reply.ts';
import type { Series } from '#core/series/series.ts';
import type { Due } from '#core/task/due.ts';
import type { Task } from '#core/task/task.ts';
import { nthId } from './ids.ts';
import { newWatcher } from './watcher.ts';

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;
export const taskId = nthId('task', 1);
export const seriesId = nthId('series', 1);
/** Sunday, the day after noon of the watcher's clock. */
export const SUNDAY: Due = { kind: 'floating', local: '2026-11-22T09:00' };

export const EVERY = { kind: 'on_completion', anchor: 'due' } as const;
export const EVERY_BANG = { kind: 'on_completion', anchor: 'completion' } as const;
export const bySchedule = (missed: 'latest' | 'all' | 'none') => ({ kind: 'on_schedule', missed }) as const;

export const repeating = (rule: string, more: object = {}, trigger: Series['trigger'] = EVERY): CommandInput => ({
  type: 'task.create',
  taskId,
  title: 'Water the plants',
  due: SUNDAY,
  recurrence: { seriesId, rule, trigger },
  ...more,
});
export const complete = (id = taskId): CommandInput => ({ type: 'task.complete', taskId: id });
export const reopen = (id = taskId): CommandInput => ({ type: 'task.reopen', taskId: id });

/** A watcher with eyes for series. */
export async function newGardener(zone?: string) {
  const watcher = await newWatcher(zone);
  const { user } = watcher;
  /** All tasks outside the trash that are not subtasks, by slot. */
  const occurrences = async (): Promise<Task[]> => {
    const rows = await user.db
      .select(TASK_FIELDS)
      .from(tasks)
      .where(and(eq(tasks.userId, user.id), isNull(tasks.deletedAt), isNull(tasks.parentId)));
    return rows.map(taskFromRow).sort((a, b) => ((a.series?.slot ?? '') < (b.series?.slot ?? '') ? -1 : 1));
  };
  return {
    ...watcher,
    occurrences,
    slots: async () => (await occurrences()).map(({ series, status }) => `${series?.slot} ${status}`),
    open: async (): Promise<Task> => {
      const [task] = (await occurrences()).filter(({ status }) => status === 'open');
      if (!task) throw new Error('nothing is open');
      return task;
    },
    series: async (): Promise<Series> => {
      const found = (await findSeriesByIds(user.db, user.id, [seriesId])).get(seriesId);
      if (!found) throw new Error('there is no series');
      return found;
    },
    undo: async ({ correlationId }: CommandDone) => await watcher.say({ type: 'undo', correlationId }),
  };
}
