import type { MonthlyDay, RepeatDraft } from './repeat-draft.ts';
import { calendarOf, type StartCalendar } from './start-calendar.ts';

/** The fields after the start has moved: what was said by the old start says the new one, what was chosen stays. */
export function followStart(draft: RepeatDraft, before: string, after: string): RepeatDraft {
  const [old, now] = [calendarOf(before), calendarOf(after)];
  const isOfStart = draft.weekdays.length === 1 && draft.weekdays[0] === old.weekday;
  return {
    ...draft,
    weekdays: isOfStart ? [now.weekday] : draft.weekdays,
    monthly: followMonthly(draft.monthly, old, now),
  };
}

function followMonthly(monthly: MonthlyDay, old: StartCalendar, now: StartCalendar): MonthlyDay {
  if (monthly.kind === 'day') return monthly.day === old.day ? { kind: 'day', day: now.day } : monthly;
  if (monthly.weekday !== old.weekday) return monthly;
  if (monthly.nth === -1 && old.isLastOfWeekday) return { kind: 'nth', nth: nthOf(now), weekday: now.weekday };
  return monthly.nth === old.nth ? { kind: 'nth', nth: nthOf(now), weekday: now.weekday } : monthly;
}

/** The last rather than the fifth, which most months have not. */
export function nthOf({ nth, isLastOfWeekday }: StartCalendar): number {
  return isLastOfWeekday ? -1 : nth;
}
