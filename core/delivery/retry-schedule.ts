import type { OutsideChannel } from './delivery-notice.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const FIRST_PAUSES_MS = [MINUTE_MS, 5 * MINUTE_MS, 15 * MINUTE_MS] as const;
/** As long as its pauses are together: a mail is never given up sooner, however many of its tries nobody reported. */
const MAIL_GIVES_UP_AFTER_MS = 21 * MINUTE_MS;
/** A webhook goes on hourly for as long as an endpoint is usually repaired in. */
const WEBHOOK_GIVES_UP_AFTER_MS = 24 * HOUR_MS;

/** More than the schedule ever makes; only claims that are never reported come to so many. */
export const MAX_TRIES: Readonly<Record<OutsideChannel, number>> = { email: 10, webhook: 50 };

export interface FailedTry {
  channel: OutsideChannel;
  /** How many there were, this one included. */
  attempts: number;
  /** When the first of them was, in ms since the epoch. */
  firstAttemptMs: number;
  nowMs: number;
  /** What the answer asked for (`Retry-After`); null when it did not. */
  retryAfterMs: number | null;
}

/**
 * When a mail or a call is tried again: after 1, 5 and 15 minutes; a webhook then hourly until a day after the first
 * try. Never before the other side said. Where notifiers died with a mail in their hands, which are tries of two minutes,
 * it gets a last one 21 minutes after the first.
 *
 * @returns ms since the epoch; null when it is given up
 */
export function nextTryMs({ channel, attempts, firstAttemptMs, nowMs, retryAfterMs }: FailedTry): number | null {
  const lastMs = channel === 'webhook' ? HOUR_MS : firstAttemptMs + MAIL_GIVES_UP_AFTER_MS - nowMs;
  const pauseMs = FIRST_PAUSES_MS[attempts - 1] ?? lastMs;
  if (pauseMs <= 0) return null;
  const atMs = nowMs + Math.max(pauseMs, retryAfterMs ?? 0);
  return channel === 'webhook' && atMs - firstAttemptMs > WEBHOOK_GIVES_UP_AFTER_MS ? null : atMs;
}

/** How long what rang or is to be tried again waits for a notifier before the log asks for it once more. */
export const UNCLAIMED_AFTER_MS = 5 * MINUTE_MS;
const ASK_AT_LEAST_EVERY_MS = 6 * HOUR_MS;
const DAY_MS = 24 * HOUR_MS;
/** As old as a reminder may get before it is told and no longer rung (see `core/reminder/missed.ts`). */
const UNCLAIMED_GIVES_UP_AFTER_MS = 7 * DAY_MS;
/** Whoever has not come for so long is not expected: asking again is for the log to keep, and nobody reads it. */
export const NOTIFIER_AWAY_AFTER_MS = DAY_MS;
/** Longest pause between two questions, whoever is expected. */
export const MAX_ASK_PAUSE_MS = DAY_MS;

export interface Unclaimed {
  /** Since when it waits, in ms since the epoch. */
  sinceMs: number;
  nowMs: number;
  /** Whether a notifier came for messages of its channel of late. */
  isAttended: boolean;
}

/**
 * When the log asks again for what nobody has come for: after 5 minutes, then twice as long each time, at least every
 * six hours. Where no notifier comes at all, four times as long and at least once a day, so that a cluster that is away
 * for days, or was never there, costs little: the first claim of one that arrives has all of it asked for at once.
 *
 * @returns ms since the epoch; null when a week is over and it is given up
 */
export function askAgainMs({ sinceMs, nowMs, isAttended }: Unclaimed): number | null {
  const waitedMs = Math.max(0, nowMs - sinceMs);
  if (waitedMs >= UNCLAIMED_GIVES_UP_AFTER_MS) return null;
  const pauseMs = isAttended ? Math.min(waitedMs, ASK_AT_LEAST_EVERY_MS) : Math.min(3 * waitedMs, MAX_ASK_PAUSE_MS);
  return nowMs + Math.max(pauseMs, UNCLAIMED_AFTER_MS);
}

/** Whether a notifier that came last at this moment, null when none ever did, is still expected. */
export function isNotifierAway(seenAtMs: number | null, nowMs: number): boolean {
  return seenAtMs === null || seenAtMs <= nowMs - NOTIFIER_AWAY_AFTER_MS;
}
