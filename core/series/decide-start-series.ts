import { accept, type DecideContext, type Decision, refuse } from '../command/decision.ts';
import type { World } from '../command/world.ts';
import { invariant, refusal } from '../errors.ts';
import type { SeriesEvent } from '../log/event.ts';
import { followDue } from '../reminder/settle-reminder.ts';
import { findLiveTask } from '../task/find-task.ts';
import { changeTask, onlyEvents } from '../task/task-event.ts';
import type { StartSeries } from './commands.ts';
import { seriesOf } from './find-series.ts';
import { foundSeries } from './found-series.ts';
import { isLive, type Series } from './series.ts';
import { finishIfOver } from './series-event.ts';

/** Makes a task repeat. One that is part of a series which is over begins a new one. */
export function decideStartSeries(command: StartSeries, world: World, ctx: DecideContext): Decision {
  const { task, refused } = findLiveTask(world, command);
  if (!task) return refuse(refused);
  if (task.status === 'completed') return refuse(refusal('invalid_state', 'The task is completed. Reopen it first.'));
  if (task.parentId !== null) return refuse(SUBTASK);
  const standing = seriesOf(task, world);
  if (standing && isLive(standing))
    return refuse(refusal('invalid_state', 'The task repeats already. Change its series, or stop it first.'));
  const found = foundSeries(command.recurrence, { taskId: task.id, due: task.due }, world, ctx);
  if (!found.series) return refuse(found.refused);
  const { settings } = world;
  invariant(settings, 'a series begins with the settings');
  const { series, due } = found;
  const reminders = due === task.due ? task.reminders : followDue(task.reminders, due, settings, ctx.now);
  const change = { due, reminders, series: { id: series.id, slot: series.start } };
  const events = onlyEvents([changeTask(task, 'task.updated', change, ctx.now), ...createSeries(series)]);
  return accept(events, { kind: 'task', id: task.id });
}

export const SUBTASK = refusal('invalid_state', 'A subtask cannot repeat by itself: it comes again with its task.');

/** The events that make a series; one whose schedule has a single slot is over with its first occurrence. */
export function createSeries(series: Series): SeriesEvent[] {
  const created: SeriesEvent = { kind: 'series', type: 'recurrence.created', after: series, before: null };
  return onlyEvents([created, finishIfOver(series)]);
}
