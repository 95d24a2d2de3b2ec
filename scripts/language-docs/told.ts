import type { Capture } from '#core/language/capture.ts';
import type { DateReading } from '#core/query-language/read-date.ts';
import { describeRecurrence } from '#core/recurrence/describe-recurrence.ts';
import { dayOf, weekdayOf } from '#core/recurrence/epoch-day.ts';
import { dateWords, listWords, WEEKDAY_NAMES } from '#core/recurrence/words.ts';
import type { ReminderWhen } from '#core/reminder/reminder.ts';
import type { Due } from '#core/task/due.ts';

/** `Friday 7 May 2027` */
export function dayWords(date: string): string {
  return `${WEEKDAY_NAMES[weekdayOf(dayOf(date))]} ${dateWords(date)}`;
}

function localWords(local: string): string {
  return `${dayWords(local.slice(0, 10))} at ${local.slice(11)}`;
}

export function dueWords(due: Due): string {
  return due.kind === 'date' ? dayWords(due.date) : localWords(due.local);
}

/** What a line comes to, but for its title; empty where it is a title and nothing else. */
export function captureWords({ due, recurrence, reminders, tags, list, priority }: Capture): string {
  const facts: string[] = [];
  if (recurrence !== null && due !== null) {
    const start = due.kind === 'date' ? due.date : due.local;
    const counted = recurrence.trigger === 'completion' ? ', counted from when it is done' : '';
    facts.push(`${describeRecurrence({ rule: recurrence.rule, start })}${counted}; first ${dueWords(due)}`);
  } else if (due !== null) facts.push(dueWords(due));
  if (reminders.length > 0) facts.push(`reminds ${listWords(reminders.map(reminderWords))}`);
  facts.push(...tags.map((tag) => `#${tag}`));
  if (list !== null) facts.push(`list ${list}`);
  if (priority !== 'none') facts.push(`${priority} priority`);
  return facts.join('; ');
}

function reminderWords(when: ReminderWhen): string {
  if (when.kind !== 'before') return `on ${localWords(when.local)}`;
  if (when.minutes === 0) return 'when it is due';
  const [length, unit] =
    when.minutes % 1440 === 0
      ? [when.minutes / 1440, 'day']
      : when.minutes % 60 === 0
        ? [when.minutes / 60, 'hour']
        : [when.minutes, 'minute'];
  return `${length} ${unit}${length === 1 ? '' : 's'} before`;
}

export function dateReadingWords(reading: DateReading): string {
  switch (reading.kind) {
    case 'date':
      return dayWords(reading.date);
    case 'dates':
      return `${dayWords(reading.from)} to ${dayWords(reading.to)}`;
    case 'time':
      return localWords(reading.local);
    case 'instant':
      return new Date(reading.epochMs).toISOString();
  }
}
