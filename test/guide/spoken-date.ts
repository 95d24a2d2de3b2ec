import { dayOf, weekdayOf } from '#core/recurrence/epoch-day.ts';
import { dateWords, MONTH_NAMES, WEEKDAY_NAMES } from '#core/recurrence/words.ts';

const SPOKEN = /^(?:[A-Z][a-z]+day )?(?<day>\d{1,2}) (?<month>[A-Z][a-z]+) (?<year>\d{4})(?: at (?<time>\d\d:\d\d))?$/;

/** `Monday 4 January 2027 at 09:00`, as the guide writes dates; the time where there is one. */
export function speak(slot: string): string {
  const time = slot.length > 10 ? ` at ${slot.slice(11)}` : '';
  return `${WEEKDAY_NAMES[weekdayOf(dayOf(slot))]} ${dateWords(slot)}${time}`;
}

/** The same back again. Which weekday it says is not looked at here, but spoken anew and compared. */
export function understand(words: string): string {
  const { day = '', month = '', year, time } = SPOKEN.exec(words)?.groups ?? {};
  const at = MONTH_NAMES.indexOf(month);
  if (at < 0) throw new Error(`“${words}” is no date such as Monday 4 January 2027 at 09:00`);
  const two = (value: number | string) => String(value).padStart(2, '0');
  return `${year}-${two(at + 1)}-${two(day)}${time === undefined ? '' : `T${time}`}`;
}
