const FIRST_MS = 500;
const MAX_MS = 15_000;

/** How long to wait before trying again: doubling, and half of it random, so that windows do not knock together. */
export function backoffMs(attempt: number, random: () => number): number {
  const full = Math.min(MAX_MS, FIRST_MS * 2 ** Math.min(attempt, 10));
  return Math.round(full / 2 + random() * (full / 2));
}
