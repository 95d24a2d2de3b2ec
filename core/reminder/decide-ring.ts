import { accept, type DecideContext, type Decision, refuse } from '../command/decision.ts';
import type { World } from '../command/world.ts';
import { invariant, refusal } from '../errors.ts';
import { toEpochMs, toInstant } from '../instant.ts';
import { endOfQuiet } from '../settings/quiet-hours.ts';
import type { Firing } from './firing.ts';
import { firingId } from './firing.ts';
import { isMissed } from './missed.ts';
import { planFirings } from './plan-firings.ts';
import type { RingReminder } from './system-commands.ts';

/**
 * Rings a reminder whose moment has come. Nothing happens when it rang before. Refused is what was overtaken since the
 * schedule looked: by another plan (moved, completed, or the zone is another) or by quiet hours; its timer may be wanted
 * again by now. One that is more than a week late is told and not rung (see `missed.ts`).
 */
export function decideRing(command: RingReminder, world: World, ctx: DecideContext): Decision {
  const { settings } = world;
  invariant(settings, 'a ringing is decided on with the settings');
  const task = world.tasks.get(command.taskId);
  const reminder = task?.reminders.find(({ id }) => id === command.reminderId);
  if (!task || !reminder) return refuse(refusal('not_found', 'The reminder is gone.'));
  const plannedMs = toEpochMs(command.plannedAt);
  if (planFirings(task, settings).get(reminder.id) !== plannedMs)
    return refuse(refusal('invalid_state', 'It is not planned for this moment.'));
  const id = firingId(task.id, reminder.id, command.plannedAt);
  if (world.firings.has(id)) return accept([]);
  if (endOfQuiet(toEpochMs(ctx.now), settings.quietHours, settings.zone) !== null)
    return refuse(refusal('invalid_state', 'These are quiet hours: it waits for their end.'));
  const scheduledAt = toInstant(endOfQuiet(plannedMs, settings.quietHours, settings.zone) ?? plannedMs);
  const firing: Firing = {
    id,
    reminderId: reminder.id,
    taskId: task.id,
    title: task.title,
    channels: reminder.channels,
    plannedAt: command.plannedAt,
    scheduledAt,
    firedAt: ctx.now,
    acknowledgedAt: isMissed({ scheduledAt, firedAt: ctx.now }) ? ctx.now : null,
    readAt: null,
    version: 1,
    updatedAt: ctx.now,
  };
  return accept([{ kind: 'firing', type: 'reminder.fired', after: firing, before: null }]);
}
