import type { z } from 'zod';
import { AppError } from '../../errors.ts';
import type { NewId } from '../../ids.ts';
import { toInstant } from '../../instant.ts';
import type { PlannedCommand } from '../../plan/plan.ts';
import { snoozedUntil } from '../../reminder/decide-snooze.ts';
import type { Settings } from '../../settings/settings.ts';
import type { Task } from '../../task/task.ts';
import { wallClockToEpochMs } from '../../time/local.ts';
import { whenOf } from '../fields.ts';
import type { remindTool } from '../remind.ts';
import { planned, unchanged } from './planned.ts';

type Item = z.output<typeof remindTool.input>['tasks'][number];
type SnoozeItem = Extract<Item, { action: 'snooze' }>;

type Found = { item: Item; task: Task; pointer: string };
type Moment = { settings: Settings; nowMs: number; effects: { newId: NewId } };

/** The reminders of one task, as commands. @throws AppError when it is not clear which reminder is meant */
export function remindCommands({ item, task, pointer }: Found, { settings, nowMs, effects }: Moment): PlannedCommand[] {
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
