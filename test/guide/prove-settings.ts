import { PUSH_GRACE_MS } from '#core/delivery/delivery.ts';
import { listWords } from '#core/recurrence/words.ts';
import { type Channel, MAX_REMINDERS_PER_TASK } from '#core/reminder/reminder.ts';
import { KEEP_EVENTS_MS, KEEP_FIRINGS_MS, KEEP_TRASH_MS } from '#core/retention.ts';
import { FIRST_PREFERENCES } from '#core/settings/first-settings.ts';
import type { Example } from '#web/app/routes/guide/read-example.ts';
import { correctFacts } from './facts.ts';

const CHANNELS: Record<Channel, string> = {
  in_app: 'in the app',
  push: 'by push',
  email: 'by mail',
  webhook: 'by webhook',
};

const days = (ms: number) => `${ms / 86_400_000} days`;

/** What is so as long as nobody has chosen otherwise, and what cannot be chosen. */
export function proveSettings(example: Example): Example {
  const { morning, defaultLeadMinutes, reminderChannels, quietHours, isTitleInPush } = FIRST_PREFERENCES;
  const right: Record<string, string> = {
    'Default reminder': `${defaultLeadMinutes} minutes before a due with a time`,
    'The day starts at': morning,
    'Quiet hours': quietHours === null ? 'none' : `${quietHours.from} to ${quietHours.to}`,
    'Where it rings': listWords(reminderChannels.map((channel) => CHANNELS[channel])),
    'Title in a push': isTitleInPush ? 'shown' : 'not shown',
    'Push goes out after': `${PUSH_GRACE_MS / 1000} seconds, when no window showed it`,
    'Reminders on a task': `up to ${MAX_REMINDERS_PER_TASK}`,
    'Undo reaches back': days(KEEP_EVENTS_MS),
    'The trash keeps': days(KEEP_TRASH_MS),
    'The bell keeps': days(KEEP_FIRINGS_MS),
  };
  const unknown = example.facts.find(([name]) => right[name] === undefined);
  if (unknown) throw new Error(`nothing is known about “${unknown[0]}”`);
  return { facts: correctFacts(example, right), results: [] };
}
