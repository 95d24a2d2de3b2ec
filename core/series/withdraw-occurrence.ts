import type { World } from '../command/world.ts';
import type { Instant } from '../instant.ts';
import type { DomainEvent } from '../log/event.ts';
import type { Task } from '../task/task.ts';
import { deleteTask, onlyEvents } from '../task/task-event.ts';
import { currentFamily } from './build-occurrence.ts';
import { seriesOf } from './find-series.ts';
import { markOf } from './mark.ts';
import type { Series } from './series.ts';
import { changeSeries } from './series-event.ts';

/**
 * What reopening a task takes back: the occurrence that completing it had made, while nobody touched that. A touched one
 * stays and is the current one; completing the reopened task again then makes nothing.
 */
export function withdrawOnReopening(task: Task, world: World, now: Instant): DomainEvent[] {
  const series = seriesOf(task, world);
  if (series?.trigger.kind !== 'on_completion') return [];
  if (series.status === 'finished' && series.current.taskId === task.id)
    return onlyEvents([changeSeries(series, 'recurrence.resumed', { status: 'active' }, now)]);
  if (series.status === 'stopped' || series.previous?.taskId !== task.id || !isUntouched(series, world)) return [];
  const family = currentFamily(series, world);
  const gone = family ? [family.task, ...family.subtasks].map((each) => deleteTask(each, now)) : [];
  const { taskId, slot, aside } = series.previous;
  const change: Partial<Series> = {
    current: { taskId, slot, mark: null },
    previous: null,
    withdrawn: { taskId: series.current.taskId, slot: series.current.slot },
    made: Math.max(1, series.made - 1),
    aside,
  };
  return onlyEvents([...gone, changeSeries(series, 'recurrence.occurrence_withdrawn', change, now)]);
}

/** Whether the current occurrence is as it was made, or was thrown away by somebody, who then wants none of it. */
export function isUntouched(series: Series, world: World): boolean {
  const family = currentFamily(series, world);
  if (!family || family.task.deletedAt !== null) return true;
  return markOf(family.task, family.subtasks) === series.current.mark;
}
