import type { z } from 'zod';
import { toInstant } from '#core/instant.ts';
import { describeRecurrence } from '#core/recurrence/describe-recurrence.ts';
import { isLive, type Series } from '#core/series/series.ts';
import type { Task } from '#core/task/task.ts';
import type { getTool } from '#core/tools/get.ts';
import { toolTask, type WholeToolTask } from '#core/tools/tool-task.ts';
import { findSeriesByIds } from '../db/queries/find-series.ts';
import { findSubtasks, findTasks } from '../db/queries/find-task.ts';
import { listRingsOf } from '../db/queries/list-rings.ts';
import { listNames } from './show-tasks.ts';
import type { ToolContext } from './tool-context.ts';

export async function getTasks(
  { ids }: z.output<typeof getTool.input>,
  ctx: ToolContext,
): Promise<z.output<typeof getTool.output>> {
  const { db, caller, user } = ctx;
  const { userId } = caller;
  const [found, subtasks, nameOf] = await Promise.all([
    findTasks(db, userId, ids),
    findSubtasks(db, userId, ids),
    listNames(user),
  ]);
  const wanted = [...new Set(ids)];
  const tasks = wanted.flatMap((id) => found.get(id) ?? []);
  const seriesIds = [...tasks, ...subtasks].flatMap(({ series }) => series?.id ?? []);
  const series = await findSeriesByIds(db, userId, seriesIds);
  const isLiveSeries = (id: string) => {
    const each = series.get(id);
    return each !== undefined && isLive(each);
  };
  const whole = tasks.map(async (task): Promise<WholeToolTask> => {
    return {
      ...toolTask(task, nameOf, isLiveSeries),
      notes: task.notes,
      subtasks: subtasks
        .filter(({ parentId }) => parentId === task.id)
        .map((subtask) => toolTask(subtask, nameOf, isLiveSeries)),
      reminders: await remindersOf(task, ctx),
      repeat: repeatOf(task.series === null ? undefined : series.get(task.series.id)),
      createdAt: task.createdAt,
      version: task.version,
    };
  });
  return { tasks: await Promise.all(whole), missing: wanted.filter((id) => !found.has(id)) };
}

async function remindersOf({ id, reminders }: Task, { db, caller }: ToolContext): Promise<WholeToolTask['reminders']> {
  if (reminders.length === 0) return [];
  const rings = new Map((await listRingsOf(db, caller.userId, id)).map(({ reminderId, atMs }) => [reminderId, atMs]));
  return reminders.map((reminder) => {
    const atMs = rings.get(reminder.id);
    return { id: reminder.id, when: reminder.when, ringsAt: atMs === undefined ? null : toInstant(atMs) };
  });
}

function repeatOf(series: Series | undefined): WholeToolTask['repeat'] {
  if (!series) return null;
  const { id, status, rule, trigger } = series;
  return { seriesId: id, status, rule, text: describeRecurrence(series), trigger };
}
