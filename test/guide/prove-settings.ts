import { DEFAULT_MODEL_LIMITS } from '#application/chat/chat-configuration.ts';
import { DEFAULT_KEEP_DAYS } from '#core/chat/chat-settings.ts';
import { PUSH_GRACE_MS } from '#core/delivery/delivery.ts';
import type { OutsideChannel } from '#core/delivery/delivery-notice.ts';
import { nextTryMs, UNCLAIMED_AFTER_MS } from '#core/delivery/retry-schedule.ts';
import { MAX_WEBHOOKS, SECRET_OVERLAP_MS } from '#core/delivery/webhook.ts';
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
    'A mail is tried again after': pauses('email'),
    'A call is tried again after': pauses('webhook'),
    'Asked for again when nobody came for': `${UNCLAIMED_AFTER_MS / 60_000} minutes`,
    'Webhooks a person can have': `up to ${MAX_WEBHOOKS}`,
    'The secret before signs too for': `${SECRET_OVERLAP_MS / 3_600_000} hours`,
    'Reminders on a task': `up to ${MAX_REMINDERS_PER_TASK}`,
    'Undo reaches back': days(KEEP_EVENTS_MS),
    'A conversation is kept for': `${DEFAULT_KEEP_DAYS} days`,
    'Requests to a model in a day': `up to ${DEFAULT_MODEL_LIMITS.requests}`,
    'Tokens of a model in a day': `up to ${DEFAULT_MODEL_LIMITS.tokens}`,
    'The trash keeps': days(KEEP_TRASH_MS),
    'The bell keeps': days(KEEP_FIRINGS_MS),
  };
  const unknown = example.facts.find(([name]) => right[name] === undefined);
  if (unknown) throw new Error(`nothing is known about “${unknown[0]}”`);
  return { facts: correctFacts(example, right), results: [] };
}

/** As the ledger counts them, one failed try after the other: `1, 5 and 15 minutes, then it is given up`. */
function pauses(channel: OutsideChannel): string {
  const minutes: number[] = [];
  let nowMs = 0;
  let nextMs: number | null = 0;
  for (let attempts = 1; nextMs !== null; attempts += 1) {
    nextMs = nextTryMs({ channel, attempts, firstAttemptMs: 0, nowMs, retryAfterMs: null });
    if (nextMs === null) break;
    minutes.push((nextMs - nowMs) / 60_000);
    nowMs = nextMs;
  }
  const first = `${listWords(minutes.filter((pause) => pause < 60).map(String))} minutes`;
  const isHourly = minutes.some((pause) => pause === 60);
  const hours = Math.round(nowMs / 3_600_000);
  return isHourly ? `${first}, then hourly for ${hours} hours` : `${first}, then it is given up`;
}
