import type { DecideContext } from '../command/decision.ts';
import type { World } from '../command/world.ts';
import { toEpochMs } from '../instant.ts';
import type { DomainEvent, TaskEvent } from '../log/event.ts';
import type { Task } from '../task/task.ts';
import { changeTask, onlyEvents } from '../task/task-event.ts';
import { buildOccurrence, createFamily, currentFamily, type Family, familyOf } from './build-occurrence.ts';
import { seriesOf } from './find-series.ts';
import { followingSlot, zoneOf } from './following-slot.ts';
import { markOf } from './mark.ts';
import type { Series } from './series.ts';
import { changeSeries } from './series-event.ts';

/**
 * What completing a task brings about: the next occurrence, when the task is the current one of an active series that
 * goes on with its completion, else nothing. It is part of the same commit, and two devices write the same next version
 * of the series, so one completion makes exactly one next occurrence. Once the series went on, completing an earlier
 * occurrence again makes none.
 */
export function advanceOnCompletion(task: Task, world: World, ctx: DecideContext): DomainEvent[] {
  const series = seriesOf(task, world);
  if (series?.status !== 'active' || series.current.taskId !== task.id) return [];
  return series.trigger.kind === 'on_completion' ? advanceSeries(series, world, ctx) : [];
}

/** Makes the occurrence that follows on the current one, or finishes the series when there is none. */
export function advanceSeries(series: Series, world: World, ctx: DecideContext): DomainEvent[] {
  const family = currentFamily(series, world);
  if (!family) return [];
  const slot = followingSlot(series, family.task.due, toEpochMs(ctx.now), zoneOf(series, world.settings));
  if (slot === null) return onlyEvents([changeSeries(series, 'recurrence.finished', { status: 'finished' }, ctx.now)]);
  const { taskId, slot: was } = series.current;
  const made = makeOccurrence(family, series, slot, world, ctx);
  const change: Partial<Series> = {
    current: made.current,
    previous: { taskId, slot: was, aside: series.aside },
    withdrawn: null,
    made: series.made + 1,
    exceptions: series.exceptions.filter((exception) => exception > slot),
    aside: null,
  };
  return onlyEvents([...made.events, changeSeries(series, 'recurrence.occurrence_created', change, ctx.now)]);
}

/** The tasks of an occurrence: made, or, when the very same was taken back before, out of the trash again. */
export function makeOccurrence(
  family: Family,
  series: Series,
  slot: string,
  world: World,
  ctx: DecideContext,
): { events: TaskEvent[]; current: Series['current'] } {
  const next = buildOccurrence(family, series, slot, world, ctx.now);
  const mark = markOf(next.task, next.subtasks);
  const before = series.withdrawn?.slot === slot ? familyOf(series.withdrawn.taskId, world) : null;
  if (before !== null && before.task.status === 'open' && markOf(before.task, before.subtasks) === mark) {
    const restored = [before.task, ...before.subtasks].map((each) =>
      changeTask(each, 'task.restored', { deletedAt: null }, ctx.now),
    );
    return { events: onlyEvents(restored), current: { taskId: before.task.id, slot, mark } };
  }
  return { events: createFamily(next), current: { taskId: next.task.id, slot, mark } };
}
