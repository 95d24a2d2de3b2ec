import type { z } from 'zod';
import { AppError } from '#core/errors.ts';
import { toEpochMs, toInstant } from '#core/instant.ts';
import type { PlannedCommand } from '#core/plan/plan.ts';
import { snoozedUntil } from '#core/reminder/decide-snooze.ts';
import type { Settings } from '#core/settings/settings.ts';
import type { Task } from '#core/task/task.ts';
import { wallClockToEpochMs } from '#core/time/local.ts';
import { whenOf } from '#core/tools/fields.ts';
import type { remindTool } from '#core/tools/remind.ts';
import type { Effects } from '../effects.ts';
import type { CompiledChange } from './bound-tool.ts';
import { planned, unchanged } from './planned.ts';
import { requireTasks } from './require-tasks.ts';
import type { ToolContext } from './tool-context.ts';

type Item = z.output<typeof remindTool.input>['tasks'][number];
type SnoozeItem = Extract<Item, { action: 'snooze' }>;

export async function compileRemind(
  { tasks }: z.output<typeof remindTool.input>,
  ctx: ToolContext,
): Promise<CompiledChange> {
  const found = await requireTasks(ctx, tasks, 'tasks');
  const settings = await ctx.user.getSettings();
  const nowMs = toEpochMs(ctx.effects.now());
  return { commands: found.flatMap((each) => commandsOf(each, { settings, nowMs, effects: ctx.effects })) };
}

type Found = { item: Item; task: Task; pointer: string };
type Moment = { settings: Settings; nowMs: number; effects: Effects };

function commandsOf({ item, task, pointer }: Found, { settings, nowMs, effects }: Moment): PlannedCommand[] {
  const taskId = task.id;
  switch (item.action) {
    case 'set':
      return item.reminders.map((reminder, n) =>
        planned(`${pointer}/reminders/${n}`, {
          type: 'reminder.add',
          taskId,
          reminderId: effects.newId('reminder'),
          when: whenOf(reminder),
          ...(reminder.channels !== undefined && { channels: reminder.channels }),
        }),
      );
    case 'snooze': {
      const reminderId = item.reminder ?? onlyReminder(task, pointer);
      const snooze = { kind: 'until', at: toInstant(untilMs(item, settings, nowMs)) } as const;
      return [planned(pointer, { type: 'reminder.snooze', taskId, reminderId, snooze })];
    }
    case 'cancel': {
      const ids = item.reminder === undefined ? task.reminders.map(({ id }) => id) : [item.reminder];
      if (ids.length === 0) return [unchanged(pointer, taskId)];
      return ids.map((reminderId) => planned(pointer, { type: 'reminder.cancel', taskId, reminderId }));
    }
  }
}

/** The moment itself, in ms since the epoch: “in ten minutes” is ten minutes from now, whenever the plan is applied. */
function untilMs({ until }: SnoozeItem, settings: Settings, nowMs: number): number {
  if (typeof until === 'number') return snoozedUntil({ kind: 'minutes', minutes: until }, settings, nowMs);
  if (until === 'morning') return snoozedUntil({ kind: 'morning' }, settings, nowMs);
  return wallClockToEpochMs(until, settings.zone);
}

function onlyReminder(task: Task, pointer: string): string {
  const [first, second] = task.reminders;
  if (first && !second) return first.id;
  const ids = task.reminders.map(({ id }) => id).join(', ');
  const detail = first ? `“${task.title}” has several reminders: ${ids}.` : `“${task.title}” has no reminder.`;
  const errors = [{ path: `${pointer}/reminder`, message: first ? 'must name one of them' : 'has nothing to snooze' }];
  throw new AppError('invalid_state', `${detail} Nothing was changed.`, { errors });
}
