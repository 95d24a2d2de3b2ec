import { type DecideContext, type Decision, refuse } from '../command/decision.ts';
import type { World } from '../command/world.ts';
import { invariant, refusal } from '../errors.ts';
import { isEqualJson } from '../json.ts';
import { followDue } from '../reminder/settle-reminder.ts';
import { tagSet } from '../tag/tag.ts';
import type { Task } from '../task/task.ts';
import { changeTask } from '../task/task-event.ts';

import { openFamily } from './build-occurrence.ts';
import type { UpdateSeries } from './commands.ts';
import { done, goOn } from './decide-series-status.ts';
import { keepAside, letFollow, putAside } from './edit-scope.ts';
import { findLiveSeries } from './find-series.ts';
import { rescheduled } from './rescheduled.ts';
import type { Series } from './series.ts';
import { changeSeries } from './series-event.ts';
import { dueOfSlot } from './slot-due.ts';

/** Edits a series: its schedule, and what its occurrences say. */
export function decideUpdateSeries(command: UpdateSeries, world: World, ctx: DecideContext): Decision {
  const { series, refused } = findLiveSeries(world, command);
  if (!series) return refuse(refused);
  const { settings } = world;
  invariant(settings, 'a series is changed with the settings');
  const { rule, start, zone, trigger, ...content } = command.patch;
  const isSchedule = [rule, start, zone, trigger].some((part) => part !== undefined);
  if (isSchedule && command.scope === 'this') {
    const error = { path: 'scope', message: 'must be following or all' };
    return refuse(refusal('validation_failed', 'A rule is about more than one occurrence.', [error]));
  }
  const task = openFamily(series, world)?.task ?? null;
  const planned = rescheduled(series, command.patch, task !== null, settings, ctx.now);
  if ('refused' in planned) return refuse(planned.refused);
  const change = contentOf(content);
  const isMoved = !isEqualJson(placeOf(planned), placeOf(series));
  const due = task && isMoved ? dueOfSlot(planned.current.slot, planned.zone) : undefined;
  const place: Partial<Task> =
    task && due && !isEqualJson(due, task.due)
      ? { due, reminders: followDue(task.reminders, due, settings, ctx.now) }
      : {};
  const occurrence = isMoved ? { series: { id: series.id, slot: planned.current.slot } } : {};
  const aside = asideAfter(series, task, change, command.scope);
  const event = changeSeries(series, 'recurrence.updated', { ...planned, aside }, ctx.now);
  const others = command.scope === 'all' ? openOthers(series, world) : [];
  return done(series, [
    task && changeTask(task, 'task.updated', { ...change, ...place, ...occurrence }, ctx.now),
    ...others.map((each) => changeTask(each, 'task.updated', change, ctx.now)),
    event,
    // One that the schedule made and that is done would leave nothing to complete.
    ...(event?.before?.trigger && event.after.status === 'active' ? goOn(event.after, world, ctx) : []),
  ]);
}

/** A done occurrence does not change any more: what is said then is for those that follow. */
function asideAfter(series: Series, task: Task | null, change: Partial<Task>, scope: UpdateSeries['scope']) {
  if (task === null) return putAside(series, change);
  return scope === 'this' ? keepAside(series, task, change) : letFollow(series, change);
}

type Patch = UpdateSeries['patch'];

function contentOf({ tags, ...content }: Omit<Patch, 'rule' | 'start' | 'zone' | 'trigger'>): Partial<Task> {
  return tags === undefined ? content : { ...content, tags: tagSet(tags) };
}

/** Where the newest occurrence stands. */
function placeOf({ zone, current }: Series) {
  return [zone, current.slot];
}

/** Occurrences beside the current one that are still to be done. */
function openOthers(series: Series, world: World): Task[] {
  return [...world.tasks.values()].filter(
    (task) =>
      task.series?.id === series.id &&
      task.id !== series.current.taskId &&
      task.status === 'open' &&
      task.deletedAt === null,
  );
}
