import { dateText, dayOf } from '../../recurrence/epoch-day.ts';
import type { Frame } from '../frame.ts';
import type { Meaning } from '../grammar/phrases.ts';
import { type Amount, earlierDate } from './amount.ts';
import { monthEnd, monthOf, monthStart, nextDayOfMonth, weekStart } from './calendar.ts';
import type { DateReading } from './date.ts';

/** Days, both of them part of it. */
export interface Period {
  readonly from: string;
  readonly to: string;
}

function reading(date: string | null): DateReading | null {
  return date === null ? null : { date, form: 'adverb', isTodayAhead: false };
}

function daysAfter(date: string, days: number): string {
  return dateText(dayOf(date) + days);
}

const NO_AMOUNT: Amount = { unit: 'day', count: 0 };

/**
 * Days that somebody asks for and nobody writes into a task: what was, and a bare `21st`. Only what must be a date is read
 * with them, such as a date in a query; in a line that is captured `yesterday` is part of the title.
 */
export const PAST_MEANINGS = {
  yesterday: (_, { today }) => reading(daysAfter(today, -1)),
  dayBeforeYesterday: (_, { today }) => reading(daysAfter(today, -2)),
  /** The newest before today. */
  lastWeekday: ({ weekday = 0 }, { today, weekday: now }) => reading(daysAfter(today, -((now - weekday + 6) % 7) - 1)),
  ago: ({ amount = NO_AMOUNT }, { today }) => reading(earlierDate(today, amount)),
  endOfLastWeek: (_, { today }) => reading(daysAfter(weekStart(today), -1)),
  endOfLastMonth: (_, { today }) => reading(monthEnd(monthOf(today, -1))),
  endOfLastYear: (_, { today }) => reading(`${monthOf(today).year - 1}-12-31`),
  bareDay: ({ ordinal = 0 }, { today, lean }) => reading(nextDayOfMonth(today, ordinal, lean)),
} satisfies Record<string, Meaning<DateReading>>;

function week({ today }: Frame, later: number): Period {
  const from = weekStart(today, later);
  return { from, to: daysAfter(from, 6) };
}

function weekend({ today }: Frame, later: number): Period {
  const saturday = daysAfter(weekStart(today, later), 5);
  return { from: saturday, to: daysAfter(saturday, 1) };
}

function month({ today }: Frame, later: number): Period {
  const of = monthOf(today, later);
  return { from: monthStart(of), to: monthEnd(of) };
}

function year({ today }: Frame, later: number): Period {
  const number = monthOf(today).year + later;
  return { from: `${number}-01-01`, to: `${number}-12-31` };
}

/** Stretches of days. For a task `next week` is its Monday; for what is looked for it is all of it. */
export const PERIOD_MEANINGS = {
  thisWeek: (_, frame) => week(frame, 0),
  nextWeek: (_, frame) => week(frame, 1),
  lastWeek: (_, frame) => week(frame, -1),
  thisWeekend: (_, frame) => weekend(frame, 0),
  nextWeekend: (_, frame) => weekend(frame, 1),
  lastWeekend: (_, frame) => weekend(frame, -1),
  thisMonth: (_, frame) => month(frame, 0),
  nextMonth: (_, frame) => month(frame, 1),
  lastMonth: (_, frame) => month(frame, -1),
  thisYear: (_, frame) => year(frame, 0),
  nextYear: (_, frame) => year(frame, 1),
  lastYear: (_, frame) => year(frame, -1),
} satisfies Record<string, Meaning<Period>>;
