import { accept, type DecideContext, type Decision, refuse } from '../command/decision.ts';
import type { World } from '../command/world.ts';
import { invariant, refusal } from '../errors.ts';
import { toEpochMs, toInstant } from '../instant.ts';
import { changeTask, onlyEvents } from '../task/task-event.ts';
import { addDays, localDateAt, wallClockToEpochMs } from '../time/local.ts';
import { acknowledge } from './change-firing.ts';
import type { Snooze, SnoozeReminder } from './commands.ts';
import { findOpenTask, refuseUnknown } from './decide-reminder.ts';
import type { PlanSettings } from './plan-firings.ts';

const MINUTE_MS = 60_000;

/** Plans another ringing and ends the present one; the due stays where it is. */
export function decideSnooze(command: SnoozeReminder, world: World, ctx: DecideContext): Decision {
  const { task, refused } = findOpenTask(world, command);
  if (!task) return refuse(refused);
  const { settings } = world;
  invariant(settings, 'a snooze is decided on with the settings');
  if (!task.reminders.some(({ id }) => id === command.reminderId)) return refuse(refuseUnknown(command.reminderId));
  const nowMs = toEpochMs(ctx.now);
  const untilMs = snoozedUntil(command.snooze, settings, nowMs);
  if (untilMs <= nowMs) {
    const error = { path: 'snooze.at', message: 'must be in the future' };
    return refuse(refusal('validation_failed', 'That moment has passed.', [error]));
  }
  const ringAt = toInstant(untilMs);
  const reminders = task.reminders.map((each) => (each.id === command.reminderId ? { ...each, ringAt } : each));
  const ringing = [...world.firings.values()].filter(
    ({ taskId, reminderId }) => taskId === command.taskId && reminderId === command.reminderId,
  );
  const events = onlyEvents([changeTask(task, 'reminder.snoozed', { reminders }, ctx.now)]);
  return accept([...events, ...ringing.flatMap((firing) => acknowledge(firing, ctx.now) ?? [])], {
    kind: 'task',
    id: task.id,
  });
}

/** The moment a snooze ends, in ms since the epoch. */
export function snoozedUntil(snooze: Snooze, { zone, morning }: PlanSettings, nowMs: number): number {
  switch (snooze.kind) {
    case 'minutes':
      return nowMs + snooze.minutes * MINUTE_MS;
    case 'until':
      return toEpochMs(snooze.at);
    case 'morning':
      return wallClockToEpochMs(`${addDays(localDateAt(nowMs, zone), 1)}T${morning}`, zone);
  }
}
