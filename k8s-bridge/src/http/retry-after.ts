const DAY_MS = 86_400_000;
const SECONDS = /^\d{1,10}$/;
/** As RFC 9110 has dates; `Date.parse` alone would also take a bare year. */
const DATE = /^[A-Z][a-z]{2,8},? .+$/;

/**
 * What a `Retry-After` header asks for, in ms from now and a day at most; null when it says nothing that is understood.
 *
 * @param nowMs since the epoch
 */
export function retryAfterMs(header: string | undefined, nowMs: number): number | null {
  const text = header?.trim() ?? '';
  if (SECONDS.test(text)) return Math.min(Number(text) * 1000, DAY_MS);
  const atMs = DATE.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(atMs) ? null : Math.min(Math.max(0, atMs - nowMs), DAY_MS);
}
