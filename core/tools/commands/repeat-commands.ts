import type { z } from 'zod';
import { AppError } from '../../errors.ts';
import type { NewId } from '../../ids.ts';
import type { PlannedCommand } from '../../plan/plan.ts';
import { isLive, type Series } from '../../series/series.ts';
import type { Due } from '../../task/due.ts';
import type { Task } from '../../task/task.ts';
import { triggerOf } from '../fields.ts';
import type { repeatTool } from '../repeat.ts';
import { planned, unchanged } from './planned.ts';

type Item = z.output<typeof repeatTool.input>['tasks'][number];
type SetItem = Extract<Item, { action: 'set' }>;

/** How tasks are to repeat, as commands. @throws AppError for one that does not repeat and would have to */
export function repeatCommands(
  found: readonly { item: Item; task: Task; pointer: string }[],
  all: ReadonlyMap<string, Series>,
  effects: { newId: NewId },
): PlannedCommand[] {
  return found.flatMap(({ item, task, pointer }) => {
    const series = task.series === null ? undefined : all.get(task.series.id);
    const live = series && isLive(series) ? series : null;
    if (item.action === 'set') return setRule(item, task, live, pointer, effects);
    if (item.action === 'stop' && live === null) return [unchanged(pointer, task.id)];
    if (live === null) throw refuse(`“${task.title}” does not repeat.`, pointer);
    if (item.action === 'skip' && live.current.taskId !== task.id) {
      throw refuse(`“${task.title}” is not the present one any more; that is ${live.current.taskId}.`, pointer);
    }
    return [planned(pointer, { type: `series.${item.action}`, seriesId: live.id })];
  });
}

function setRule(
  item: SetItem,
  task: Task,
  live: Series | null,
  pointer: string,
  effects: { newId: NewId },
): PlannedCommand[] {
  const { rule, due } = item;
  const trigger = triggerOf(item);
  if (live) {
    const place = due && { start: slotOf(due), ...(due.kind === 'fixed' && { zone: due.zone }) };
    return [planned(pointer, { type: 'series.update', seriesId: live.id, patch: { rule, trigger, ...place } })];
  }
  const recurrence = { seriesId: effects.newId('series'), rule, trigger };
  return [
    ...(due ? [planned(pointer, { type: 'task.update', taskId: task.id, patch: { due } })] : []),
    planned(pointer, { type: 'series.start', taskId: task.id, recurrence }),
  ];
}

function slotOf(due: Due): string {
  return due.kind === 'date' ? due.date : due.local;
}

function refuse(detail: string, path: string): AppError {
  return new AppError('invalid_state', `${detail} Nothing was changed.`, { errors: [{ path, message: detail }] });
}
