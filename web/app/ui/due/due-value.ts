import { Temporal } from 'temporal-polyfill';
import type { Due } from '#core/task/due.ts';

/** A due date taken apart into what its field edits. A zone is only there with a time. */
export interface DueParts {
  date: string;
  /** `15:00` */
  time: string | null;
  zone: string | null;
}

export function dueParts(due: Due): DueParts {
  if (due.kind === 'date') return { date: due.date, time: null, zone: null };
  const [date = '', time = ''] = due.local.split('T');
  return { date, time, zone: due.kind === 'fixed' ? due.zone : null };
}

export function dueOf({ date, time, zone }: DueParts): Due {
  if (time === null) return { kind: 'date', date };
  const local = `${date}T${time}`;
  return zone === null ? { kind: 'floating', local } : { kind: 'fixed', local, zone };
}

const SATURDAY = 6;

/**
 * The days a due date is most often moved to. The weekend is its Saturday, the next one once it has begun; `Next week`
 * is its Monday, whatever day the calendar begins with.
 */
export function dueShortcuts(today: string): readonly { label: string; date: string }[] {
  const now = Temporal.PlainDate.from(today);
  const isWeekend = now.dayOfWeek >= SATURDAY;
  const saturday = now.add({ days: SATURDAY - now.dayOfWeek + (isWeekend ? 7 : 0) });
  return [
    { label: 'Today', date: today },
    { label: 'Tomorrow', date: now.add({ days: 1 }).toString() },
    { label: isWeekend ? 'Next weekend' : 'This weekend', date: saturday.toString() },
    { label: 'Next week', date: now.add({ days: 8 - now.dayOfWeek }).toString() },
  ];
}
