import type { DecideContext } from '../command/decision.ts';
import type { World } from '../command/world.ts';
import { deriveId } from '../derive-id.ts';
import { invariant, type Refusal, refusal } from '../errors.ts';
import { type Instant, toEpochMs } from '../instant.ts';
import type { Due } from '../task/due.ts';
import type { NewReminder } from './commands.ts';
import { ownTime } from './plan-firings.ts';
import { type Reminder, reminderSet } from './reminder.ts';
import { settleReminder } from './settle-reminder.ts';

export type FirstReminders =
  | { reminders: Reminder[]; refused?: undefined }
  | { reminders?: undefined; refused: Refusal };

/** The reminders a task begins with: those that were asked for, or the one that the user's settings make by themselves. */
export function firstReminders(
  { taskId, due, reminders: asked }: { taskId: string; due: Due | null; reminders?: NewReminder[] | undefined },
  world: World,
  ctx: DecideContext,
): FirstReminders {
  if (asked === undefined) return { reminders: defaultReminders(taskId, due, world, ctx.now) };
  const reminders: Reminder[] = [];
  for (const [at, { reminderId, when, channels }] of asked.entries()) {
    const { settings } = world;
    invariant(settings, 'reminders are decided on with the settings');
    const settled = settleReminder(when, due, settings, ctx.now);
    if (settled.refused) {
      const errors = (settled.refused.errors ?? []).map(({ path, message }) => ({
        path: `reminders.${at}.${path}`,
        message,
      }));
      return { refused: refusal('validation_failed', settled.refused.detail, errors) };
    }
    const id = reminderId ?? ctx.newReminderId();
    if (reminders.some((each) => each.id === id)) {
      const error = { path: `reminders.${at}.reminderId`, message: 'stands twice' };
      return { refused: refusal('validation_failed', 'Each reminder has an id of its own.', [error]) };
    }
    reminders.push({ id, when, channels: channels ?? settings.reminderChannels, ringAt: settled.ringAt });
  }
  return { reminders: reminderSet(reminders) };
}

/** The reminder of the settings, for a due with a time whose moment is still to come; a missed one is simply not made. */
export function defaultReminders(taskId: string, due: Due | null, { settings }: World, now: Instant): Reminder[] {
  if (due === null || due.kind === 'date') return [];
  invariant(settings, 'a due is decided on with the settings');
  const { defaultLeadMinutes: minutes, reminderChannels: channels } = settings;
  if (minutes === null) return [];
  const when = { kind: 'before', minutes } as const;
  const at = ownTime({ when }, due, settings);
  return at !== null && at > toEpochMs(now) ? [{ id: deriveId('reminder', taskId), when, channels, ringAt: null }] : [];
}
