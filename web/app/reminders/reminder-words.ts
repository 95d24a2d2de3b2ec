import { Temporal } from 'temporal-polyfill';
import { ownTime, remindedTime } from '#core/reminder/plan-firings.ts';
import type { Reminder, ReminderWhen } from '#core/reminder/reminder.ts';
import { endOfQuiet } from '#core/settings/quiet-hours.ts';
import type { Settings } from '#core/settings/settings.ts';
import type { Due } from '#core/task/due.ts';
import { momentWords } from '../notifications/moment-words.ts';
import { placeOf } from '../ui/format/due-sentence.ts';
import { formatWallClock } from '../ui/format/format-wall-clock.ts';

/** What words about reminders need of the person. */
export type ReminderSettings = Pick<Settings, 'zone' | 'locale' | 'morning' | 'quietHours'>;

/**
 * When a reminder rings by itself, in words: `30 min before`, `At the due time`, `Mon 23 Nov, 9:00`. On a due without
 * a time it counts from the person's morning, so the time is said too: `1 day before, at 9:00`.
 */
export function whenWords(when: ReminderWhen, due: Due | null, settings: ReminderSettings): string {
  if (when.kind !== 'before') {
    const words = wallWords(when.local, settings.locale);
    return when.kind === 'fixed' && when.zone !== settings.zone ? `${words} in ${placeOf(when.zone)}` : words;
  }
  if (due === null || due.kind !== 'date')
    return when.minutes === 0 ? 'At the due time' : `${leadWords(when.minutes)} before`;
  const at = localAt(remindedTime(due, settings) - when.minutes * 60_000, settings.zone);
  const days = at.toPlainDate().until(Temporal.PlainDate.from(due.date)).days;
  const time = formatWallClock(at, settings.locale, { hour: 'numeric', minute: '2-digit' });
  if (days === 0) return `On the day, at ${time}`;
  return `${days} ${days === 1 ? 'day' : 'days'} before, at ${time}`;
}

/** `30 min`, `1 hour`, `1 h 30 min`, `2 days`, `1 week`. */
export function leadWords(minutes: number): string {
  if (minutes >= DAY && minutes % DAY === 0) {
    const days = minutes / DAY;
    return days % 7 === 0 ? count(days / 7, 'week') : count(days, 'day');
  }
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  if (hours === 0) return `${rest} min`;
  return rest === 0 ? count(hours, 'hour') : `${hours} h ${rest} min`;
}

const DAY = 24 * 60;

/** What becomes of a reminder next; `time` is the moment without its day. */
export type NextRing =
  | { kind: 'rings' | 'snoozed'; atMs: number; words: string; time: string }
  /** Its moment has passed: what came of it is told by the ledger. */
  | { kind: 'past' }
  /** It hangs on a due that the task has not. */
  | { kind: 'never' };

/**
 * When a reminder rings next: at its own time or where it was snoozed to, after the quiet hours it falls into.
 *
 * @param isWaiting whether the task is open; one that is done never rings
 */
export function nextRing(
  reminder: Pick<Reminder, 'when' | 'ringAt'>,
  due: Due | null,
  settings: ReminderSettings,
  { nowMs, isWaiting }: { nowMs: number; isWaiting: boolean },
): NextRing {
  const planned = reminder.ringAt === null ? ownTime(reminder, due, settings) : Date.parse(reminder.ringAt);
  if (planned === null || !isWaiting) return { kind: 'never' };
  const atMs = endOfQuiet(planned, settings.quietHours, settings.zone) ?? planned;
  if (atMs <= nowMs) return { kind: 'past' };
  return {
    kind: reminder.ringAt === null ? 'rings' : 'snoozed',
    atMs,
    words: momentWords(atMs, { nowMs, ...settings }),
    time: formatWallClock(localAt(atMs, settings.zone), settings.locale, { hour: 'numeric', minute: '2-digit' }),
  };
}

function wallWords(local: string, locale: string): string {
  const at = Temporal.PlainDateTime.from(local);
  const day = formatWallClock(at, locale, { weekday: 'short', day: 'numeric', month: 'short' });
  return `${day}, ${formatWallClock(at, locale, { hour: 'numeric', minute: '2-digit' })}`;
}

function localAt(epochMs: number, zone: string): Temporal.PlainDateTime {
  return Temporal.Instant.fromEpochMilliseconds(epochMs).toZonedDateTimeISO(zone).toPlainDateTime();
}

function count(n: number, unit: string): string {
  return `${n} ${unit}${n === 1 ? '' : 's'}`;
}
