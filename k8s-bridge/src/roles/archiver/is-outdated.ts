import type { Month } from './chain.ts';
import { endOf } from './month-partition.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/** Whether a month is wholly older than `keepDays`. */
export function isOutdated(month: Month, { keepDays, nowMs }: { keepDays: number; nowMs: number }): boolean {
  return endOf(month) <= nowMs - keepDays * DAY_MS;
}
