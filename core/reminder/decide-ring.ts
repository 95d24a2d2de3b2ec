import { accept, type DecideContext, type Decision } from '../command/decision.ts';
import type { World } from '../command/world.ts';
import { invariant } from '../errors.ts';
import { toEpochMs, toInstant } from '../instant.ts';
import { endOfQuiet } from '../settings/quiet-hours.ts';
import type { Firing } from './firing.ts';
import { firingId } from './firing.ts';
import { planFirings } from './plan-firings.ts';
import type { RingReminder } from './system-commands.ts';

/**
 * Rings a reminder whose moment has come. Nothing happens when it rang before, or when the plan is another one by now:
 * then that one has a timer of its own.
 */
export function decideRing(command: RingReminder, world: World, ctx: DecideContext): Decision {
  const { settings } = world;
  invariant(settings, 'a ringing is decided on with the settings');
  const task = world.tasks.get(command.taskId);
  const reminder = task?.reminders.find(({ id }) => id === command.reminderId);
  if (!task || !reminder) return accept([]);
  const plannedMs = toEpochMs(command.plannedAt);
  if (planFirings(task, settings).get(reminder.id) !== plannedMs) return accept([]);
  const id = firingId(reminder.id, command.plannedAt);
  if (world.firings.has(id)) return accept([]);
  const firing: Firing = {
    id,
    reminderId: reminder.id,
    taskId: task.id,
    title: task.title,
    channels: reminder.channels,
    plannedAt: command.plannedAt,
    scheduledAt: toInstant(endOfQuiet(plannedMs, settings.quietHours, settings.zone) ?? plannedMs),
    firedAt: ctx.now,
    acknowledgedAt: null,
    readAt: null,
    version: 1,
    updatedAt: ctx.now,
  };
  return accept([{ kind: 'firing', type: 'reminder.fired', after: firing, before: null }]);
}
