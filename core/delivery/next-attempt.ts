const FIRST_PAUSE_MS = 5000;
const PAUSE_CEILING_MS = 300_000;
/** After that nobody is reminded any more, only disturbed. */
const GIVE_UP_AFTER_MS = 3_600_000;

export interface FailedAttempt {
  /** How many there were, this one included. */
  attempts: number;
  /** When the first of them was, in ms since the epoch. An outage of ours before it does not count. */
  firstAttemptMs: number;
  nowMs: number;
  /** What the answer asked for (`Retry-After`); null when it did not. */
  retryAfterMs: number | null;
}

/**
 * When to try again after a failure that may pass: twice as long after each, never before the other side said.
 *
 * @returns ms since the epoch; null when it would be more than an hour after the first try
 */
export function nextAttemptMs({ attempts, firstAttemptMs, nowMs, retryAfterMs }: FailedAttempt): number | null {
  const pauseMs = Math.min(FIRST_PAUSE_MS * 2 ** (attempts - 1), PAUSE_CEILING_MS);
  const atMs = nowMs + Math.max(pauseMs, retryAfterMs ?? 0);
  return atMs - firstAttemptMs > GIVE_UP_AFTER_MS ? null : atMs;
}
