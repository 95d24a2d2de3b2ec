import { toEpochMs } from '#core/instant.ts';
import type { Firing } from '#core/reminder/firing.ts';
import { localDateAt } from '#core/time/local.ts';
import { type DayWords, dayWords } from '../ui/format/day-words.ts';

export interface FiringDay {
  /** The user's date. */
  date: string;
  heading: DayWords;
  firings: Firing[];
}

/** What rang, by the days of the user, in the order it comes. */
export function groupFirings(
  firings: readonly Firing[],
  { today, locale, zone }: { today: string; locale: string; zone: string },
): FiringDay[] {
  const days: FiringDay[] = [];
  for (const firing of firings) {
    const date = localDateAt(toEpochMs(firing.firedAt), zone);
    const last = days.at(-1);
    if (last?.date === date) last.firings.push(firing);
    else days.push({ date, heading: dayWords(date, { today, locale }), firings: [firing] });
  }
  return days;
}
