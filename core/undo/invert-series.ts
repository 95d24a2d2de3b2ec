import type { BlockedUndo, DecideContext } from '../command/decision.ts';
import { subtasksOf, type World } from '../command/world.ts';
import { invariant } from '../errors.ts';
import {
  isSeriesEvent,
  isTaskEvent,
  type LoggedEvent,
  type LoggedSeriesEvent,
  type SeriesEvent,
} from '../log/event.ts';
import { nextOnSchedule } from '../series/following-slot.ts';
import { isLive, type Series } from '../series/series.ts';
import { changeSeries, finishIfOver } from '../series/series-event.ts';
import { onlyEvents } from '../task/task-event.ts';
import type { Inversion } from './decide-undo.ts';
import { invertFields } from './invert-fields.ts';

/** Takes back what happened to a series. What a command made is stopped; its task stays or goes by itself. */
export function invertSeries(happened: LoggedSeriesEvent[], world: World, ctx: DecideContext): Inversion {
  const series = world.series.get(happened[0]?.aggregateId ?? '');
  if (!series) return { blocked: 'The series no longer exists.' };
  if (happened[0]?.type === 'recurrence.created') return changed(series, { status: 'stopped', next: null }, ctx);
  const { change, blocked } = invertFields(
    happened.map(({ data }) => data),
    series,
  );
  // What stands in the trash to be restored is bookkeeping: whatever it is by now is in nobody's way.
  if (blocked.some((field) => field !== 'withdrawn')) return { blocked: 'How the task repeats changed since.' };
  const then = { ...series, ...change };
  if (isLive(then) && !isLive(series) && !canRepeat(then, world))
    return { blocked: 'The task cannot repeat as it is by now.' };
  if (change.current && happened.some(isAdvance)) {
    const { taskId, slot } = series.current;
    change.withdrawn = { taskId, slot };
  }
  return changed(series, { ...change, next: nextOf(then, world, ctx) }, ctx, happened.some(isAdvance));
}

// What the schedule comes to next follows from the rest, of which others may have changed something since.
function nextOf(series: Series, { settings }: World, ctx: DecideContext): string | null {
  if (series.status !== 'active' || series.trigger.kind !== 'on_schedule') return null;
  invariant(settings, 'undo is decided on with the settings');
  return series.next ?? nextOnSchedule(series, settings, ctx.now);
}

// A task that is gone or in the trash is in nobody's way: nothing comes of its series until it is back.
function canRepeat({ id, current }: Series, { tasks }: Pick<World, 'tasks'>): boolean {
  const task = tasks.get(current.taskId);
  return task === undefined || (task.series?.id === id && task.parentId === null && task.due !== null);
}

/**
 * What undoing leaves as it is: an occurrence that a completion had made and that somebody has touched since, other
 * than by what is being undone, or whose forerunner can be no occurrence any more (its due was taken away, say). It
 * stays, the current one, as it does when the completed task is reopened by hand.
 */
export function occurrencesToKeep(history: readonly LoggedEvent[], world: World): Set<string> {
  const kept = new Set<string>();
  const left = new Map(history.map(({ aggregateId, version }) => [aggregateId, version]));
  for (const event of history.filter((each) => isSeriesEvent(each)).filter(isAdvance)) {
    const series = world.series.get(event.aggregateId);
    const { taskId } = event.data.after.current;
    const task = world.tasks.get(taskId);
    const subtasks = subtasksOf(world, taskId);
    const isTouched =
      task?.deletedAt === null && [task, ...subtasks].some(({ id, version }) => left.get(id) !== version);
    if (series?.current.taskId === taskId && !isTouched && canGoBack(event, series, history, world)) continue;
    for (const id of [event.aggregateId, taskId, ...subtasks.map((subtask) => subtask.id)]) kept.add(id);
  }
  return kept;
}

/**
 * What making a series had as a consequence later and undoing that leaves: the occurrence that came when the first one
 * was completed. It is somebody's open task by now, so it is named rather than taken along.
 */
export function laterOccurrences(history: readonly LoggedEvent[], world: World): BlockedUndo[] {
  const own = new Set(history.map(({ aggregateId }) => aggregateId));
  return history.flatMap((event) => {
    if (!isSeriesEvent(event) || event.type !== 'recurrence.created') return [];
    const current = world.series.get(event.aggregateId)?.current.taskId;
    if (current === undefined || own.has(current)) return [];
    const next = world.tasks.get(current);
    if (next === undefined || next.deletedAt !== null || next.status === 'completed') return [];
    return [
      {
        aggregateId: current,
        reason: `The next one of “${next.title}” stays: it came when the one before was completed.`,
      },
    ];
  });
}

/** Whether the occurrence before can be the newest again, as it will be once its own part of the history is taken back. */
function canGoBack(event: LoggedSeriesEvent, series: Series, history: readonly LoggedEvent[], world: World): boolean {
  const current = event.data.before?.current;
  const task = world.tasks.get(current?.taskId ?? '');
  if (!current || !task) return true;
  const back = { ...task };
  for (const each of history.toReversed())
    if (isTaskEvent(each) && each.aggregateId === task.id) Object.assign(back, each.data.before);
  return canRepeat({ ...series, current }, { tasks: new Map([[task.id, back]]) });
}

function isAdvance({ type, data }: LoggedSeriesEvent): boolean {
  return type === 'recurrence.occurrence_created' && data.before?.current !== undefined;
}

function changed(series: Series, change: Partial<Series>, { now }: DecideContext, isBack = false): Inversion {
  const event = changeSeries(series, typeOf(series, change, isBack), change, now);
  return { events: event ? onlyEvents([event, finishIfOver(event.after)]) : [] };
}

const TYPE_OF_STATUS = {
  active: 'recurrence.resumed',
  paused: 'recurrence.paused',
  stopped: 'recurrence.stopped',
  finished: 'recurrence.finished',
} as const;

function typeOf(series: Series, { status, current }: Partial<Series>, isBack: boolean): SeriesEvent['type'] {
  if (status !== undefined && status !== series.status) return TYPE_OF_STATUS[status];
  if (current === undefined || current.taskId === series.current.taskId) return 'recurrence.updated';
  return isBack ? 'recurrence.occurrence_withdrawn' : 'recurrence.occurrence_created';
}
