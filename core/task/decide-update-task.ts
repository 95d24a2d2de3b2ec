import { accept, type DecideContext, type Decision, refuse } from '../command/decision.ts';
import type { World } from '../command/world.ts';
import { invariant, refusal } from '../errors.ts';
import { isEqualJson } from '../json.ts';
import type { DomainEvent } from '../log/event.ts';
import { defaultReminders } from '../reminder/first-reminders.ts';
import type { Reminder } from '../reminder/reminder.ts';
import { followDue } from '../reminder/settle-reminder.ts';
import { keepAside, letFollow } from '../series/edit-scope.ts';
import { liveSeriesAt } from '../series/find-series.ts';
import { changeSeries } from '../series/series-event.ts';
import { MAX_TAGS_PER_TASK, tagSet } from '../tag/tag.ts';
import type { TagTask, UpdateTask } from './commands.ts';
import type { Due } from './due.ts';
import { findLiveTask } from './find-task.ts';
import type { Task } from './task.ts';
import { changeTask, onlyEvents } from './task-event.ts';

export function decideUpdateTask(command: UpdateTask, world: World, ctx: DecideContext): Decision {
  const { task, refused } = findLiveTask(world, command);
  if (!task) return refuse(refused);
  const { tags, ...rest } = command.patch;
  const change: Partial<Task> = tags === undefined ? { ...rest } : { ...rest, tags: tagSet(tags) };
  if (rest.due === null && liveSeriesAt(task, world)) return refuse(NEEDS_DUE);
  if (rest.due !== undefined && !isEqualJson(rest.due, task.due))
    change.reminders = remindersAt(rest.due, task, world, ctx);
  const updated = onlyEvents([changeTask(task, 'task.updated', change, ctx.now)]);
  return accept([...updated, ...editSeries(command.scope, task, change, world, ctx)], { kind: 'task', id: task.id });
}

const NEEDS_DUE = refusal('invalid_state', 'A task that repeats needs a due date. Stop repeating it first.', [
  { path: 'due', message: 'must not be null while the task repeats' },
]);

/** What an edit of the current occurrence means for those that follow on it. */
function editSeries(
  scope: UpdateTask['scope'],
  task: Task,
  change: Partial<Task>,
  world: World,
  { now }: DecideContext,
): DomainEvent[] {
  const series = liveSeriesAt(task, world);
  if (!series) return [];
  const aside = scope === 'this' ? keepAside(series, task, change) : letFollow(series, change);
  const event = changeSeries(series, 'recurrence.updated', { aside }, now);
  return event ? [event] : [];
}

/** A first time of day brings the reminder of the settings, as creating with one does; else reminders follow the due. */
function remindersAt(due: Due | null, task: Task, world: World, ctx: DecideContext): Reminder[] {
  if (due === null)
    return task.reminders.map((each) => (each.when.kind === 'before' ? { ...each, ringAt: null } : each));
  const { settings } = world;
  invariant(settings, 'a due is decided on with the settings');
  const isFirstTime = task.due === null || task.due.kind === 'date';
  if (isFirstTime && task.reminders.length === 0) return defaultReminders(task.id, due, world, ctx.now);
  return followDue(task.reminders, due, settings, ctx.now);
}

export function decideTagTask(command: TagTask, world: World, ctx: DecideContext): Decision {
  const { task, refused } = findLiveTask(world, command);
  if (!task) return refuse(refused);
  const removed = new Set(command.remove);
  const tags = tagSet([...task.tags.filter((tag) => !removed.has(tag)), ...command.add]);
  if (tags.length > MAX_TAGS_PER_TASK) {
    const error = { path: 'add', message: `would make ${tags.length} tags; a task has at most ${MAX_TAGS_PER_TASK}` };
    return refuse(refusal('limit_reached', `A task has at most ${MAX_TAGS_PER_TASK} tags.`, [error]));
  }
  const updated = onlyEvents([changeTask(task, 'task.updated', { tags }, ctx.now)]);
  return accept([...updated, ...editSeries('following', task, { tags }, world, ctx)], { kind: 'task', id: task.id });
}
