import type { z } from 'zod';
import { AppError } from '#core/errors.ts';
import type { PlannedCommand } from '#core/plan/plan.ts';
import { isLive, type Series } from '#core/series/series.ts';
import type { Due } from '#core/task/due.ts';
import type { Task } from '#core/task/task.ts';
import { triggerOf } from '#core/tools/fields.ts';
import type { repeatTool } from '#core/tools/repeat.ts';
import { findSeriesByIds } from '../db/queries/find-series.ts';
import type { CompiledChange } from './bound-tool.ts';
import { planned, unchanged } from './planned.ts';
import { requireTasks } from './require-tasks.ts';
import type { ToolContext } from './tool-context.ts';

type Item = z.output<typeof repeatTool.input>['tasks'][number];
type SetItem = Extract<Item, { action: 'set' }>;

export async function compileRepeat(
  { tasks }: z.output<typeof repeatTool.input>,
  ctx: ToolContext,
): Promise<CompiledChange> {
  const found = await requireTasks(ctx, tasks, 'tasks');
  const ids = found.flatMap(({ task }) => task.series?.id ?? []);
  const all = await findSeriesByIds(ctx.db, ctx.caller.userId, ids);
  const commands = found.flatMap(({ item, task, pointer }) => {
    const series = task.series === null ? undefined : all.get(task.series.id);
    const live = series && isLive(series) ? series : null;
    if (item.action === 'set') return setRule(item, task, live, pointer, ctx);
    if (item.action === 'stop' && live === null) return [unchanged(pointer, task.id)];
    if (live === null) throw refuse(`“${task.title}” does not repeat.`, pointer);
    if (item.action === 'skip' && live.current.taskId !== task.id) {
      throw refuse(`“${task.title}” is not the present one any more; that is ${live.current.taskId}.`, pointer);
    }
    return [planned(pointer, { type: `series.${item.action}`, seriesId: live.id })];
  });
  return { commands };
}

function setRule(item: SetItem, task: Task, live: Series | null, pointer: string, ctx: ToolContext): PlannedCommand[] {
  const { rule, due } = item;
  const trigger = triggerOf(item);
  if (live) {
    const place = due && { start: slotOf(due), ...(due.kind === 'fixed' && { zone: due.zone }) };
    return [planned(pointer, { type: 'series.update', seriesId: live.id, patch: { rule, trigger, ...place } })];
  }
  const recurrence = { seriesId: ctx.effects.newId('series'), rule, trigger };
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
