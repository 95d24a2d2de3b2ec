import type { World } from '../command/world.ts';
import { type Refusal, refusal } from '../errors.ts';
import type { Task } from '../task/task.ts';
import { isLive, type Series } from './series.ts';

export type Found = { series: Series; refused?: undefined } | { series?: undefined; refused: Refusal };

/** The series of a command, or why it cannot be used: not there, not at the version the client saw, or over. */
export function findSeries(world: World, command: { seriesId: string; ifVersion?: number | undefined }): Found {
  const series = world.series.get(command.seriesId);
  if (!series) return { refused: refusal('not_found', `There is no series ${command.seriesId}.`) };
  if (command.ifVersion !== undefined && command.ifVersion !== series.version) {
    const detail = `The series is at version ${series.version} by now. Read it again and repeat the change.`;
    return { refused: refusal('precondition_failed', detail) };
  }
  return { series };
}

/** Like `findSeries`, but one that makes nothing any more is refused. */
export function findLiveSeries(world: World, command: { seriesId: string; ifVersion?: number | undefined }): Found {
  const found = findSeries(world, command);
  if (!found.series || isLive(found.series)) return found;
  const detail = `The series is ${found.series.status}. Make the task repeat anew.`;
  return { refused: refusal('invalid_state', detail) };
}

/** The series a task is an occurrence of; undefined when it does not repeat. */
export function seriesOf({ series }: Pick<Task, 'series'>, world: World): Series | undefined {
  return series === null ? undefined : world.series.get(series.id);
}

/** The series that a task is the newest occurrence of and that makes something more. */
export function liveSeriesAt(task: Task, world: World): Series | undefined {
  const series = seriesOf(task, world);
  return series && isLive(series) && series.current.taskId === task.id ? series : undefined;
}
