const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

export const MINUTELY_CRON = '* * * * *';
export const DAILY_CRON = '17 3 * * *';
const DAILY_OFFSET_MS = (3 * 60 + 17) * MINUTE_MS;

/** The last moment before or at `nowMs` at which the daily cron was due. */
export function lastDailySlot(nowMs: number): number {
  return Math.floor((nowMs - DAILY_OFFSET_MS) / DAY_MS) * DAY_MS + DAILY_OFFSET_MS;
}

/** The crons to fire at this minute: the minutely one, and the daily one when its slot passed since it last ran. */
export function cronsDue(nowMs: number, dailyRanAtMs: number): string[] {
  return dailyRanAtMs < lastDailySlot(nowMs) ? [MINUTELY_CRON, DAILY_CRON] : [MINUTELY_CRON];
}

/** How long until the next full minute, at which production fires. */
export function untilNextMinute(nowMs: number): number {
  return MINUTE_MS - (nowMs % MINUTE_MS);
}
