const FIRST_MS = 100;
const MAX_MS = 10_000;

/**
 * How long to wait before the next try: anything up to a bound that doubles ("full jitter"), so that programs that failed
 * together do not come back together.
 *
 * @param attempt failures in a row so far, from 1
 */
export function backoffMs(attempt: number, random: () => number): number {
  return Math.round(random() * Math.min(MAX_MS, FIRST_MS * 2 ** Math.min(attempt - 1, 20)));
}
