import { ownTime } from '#core/reminder/plan-firings.ts';
import type { Reminder } from '#core/reminder/reminder.ts';
import type { Settings } from '#core/settings/settings.ts';
import type { Due } from '#core/task/due.ts';

/**
 * The reminder that a new task gets by itself, as its box shows it before it is written: for a due with a time whose
 * moment is still to come.
 */
export function defaultReminder(due: Due | null, settings: Settings, nowMs: number): Reminder | null {
  const { defaultLeadMinutes: minutes, reminderChannels: channels } = settings;
  if (due === null || due.kind === 'date' || minutes === null) return null;
  const when = { kind: 'before', minutes } as const;
  const at = ownTime({ when }, due, settings);
  return at !== null && at > nowMs ? { id: 'default', when, channels, ringAt: null } : null;
}
