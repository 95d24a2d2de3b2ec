import { every, monthlyOn, monthlyOnNth, weeklyOn, yearlyOn } from '#core/recurrence/build-rule.ts';
import { clampedDay } from '#core/recurrence/clamped-day.ts';
import { readRule } from '#core/recurrence/read-rule.ts';
import { type Frequency, type Rule, WEEKDAYS, type Weekday } from '#core/recurrence/rule.ts';
import { isProblem } from '#core/recurrence/rule-problem.ts';
import { calendarOf } from './start-calendar.ts';

/** The day of a month: 1 to 31 (-1 is the last), or the how-manieth of a weekday (-1 is the last). */
export type MonthlyDay = { kind: 'day'; day: number } | { kind: 'nth'; nth: number; weekday: Weekday };
export type RepeatEnd = { kind: 'never' } | { kind: 'until'; date: string } | { kind: 'count'; count: number };

/** What the fields of the picker say; each keeps its own while another unit is chosen. */
export interface RepeatDraft {
  unit: Frequency;
  interval: number;
  weekdays: readonly Weekday[];
  monthly: MonthlyDay;
  end: RepeatEnd;
}

/** What the fields begin with: every week on the weekday of the start. */
export function firstDraft(start: string): RepeatDraft {
  const { weekday, day } = calendarOf(start);
  return {
    unit: 'WEEKLY',
    interval: 1,
    weekdays: [weekday],
    monthly: { kind: 'day', day },
    end: { kind: 'never' },
  };
}

/** The rule that the fields mean. It still has to meet its start, as any rule (`previewRecurrence`). */
export function ruleOfDraft({ unit, interval, weekdays, monthly, end }: RepeatDraft, start: string): string {
  const { month, day } = calendarOf(start);
  return `${ruleOfUnit()}${endOfRule(end)}`;

  function ruleOfUnit(): string {
    switch (unit) {
      case 'DAILY':
        return every(unit, interval);
      case 'WEEKLY':
        return weekdays.length === 0 ? every(unit, interval) : weeklyOn(weekdays, interval);
      case 'MONTHLY':
        if (monthly.kind === 'nth') return monthlyOnNth(monthly.nth, monthly.weekday, interval);
        return monthlyOn(monthly.day, interval);
      case 'YEARLY':
        return yearlyOn(month, day, interval);
    }
  }
}

function endOfRule(end: RepeatEnd): string {
  switch (end.kind) {
    case 'never':
      return '';
    case 'until':
      return `;UNTIL=${end.date.replaceAll('-', '')}`;
    case 'count':
      return `;COUNT=${end.count}`;
  }
}

/** A rule in fields; null when it says more than they can, or cannot be read. */
export function draftOfRule(text: string, start: string): RepeatDraft | null {
  const read = readRule(text);
  if (isProblem(read) || read.hour !== null || read.minute !== null) return null;
  const { rule, until } = read;
  const first = firstDraft(start);
  const draft: RepeatDraft = {
    ...first,
    unit: rule.freq,
    interval: rule.interval,
    weekdays: weekdaysOf(rule) ?? first.weekdays,
    monthly: monthlyOf(rule) ?? first.monthly,
    end: endOf(rule, until),
  };
  if (leavesAllToStart(rule)) return draft;
  // Only what the fields would write the same way is shown in them.
  return ruleOfDraft(draft, start) === canonical(text) ? draft : null;
}

function canonical(text: string): string {
  return text
    .trim()
    .toUpperCase()
    .replace(/^RRULE:/, '')
    .replace(/;WKST=MO(?=;|$)/, '')
    .replace(/;INTERVAL=1(?=;|$)/, '');
}

function leavesAllToStart({ byMonth, byWeekNo, byYearDay, byMonthDay, byDay, bySetPos, weekStart }: Rule): boolean {
  return (
    weekStart === 0 && [byMonth, byWeekNo, byYearDay, byMonthDay, byDay, bySetPos].every((list) => list.length === 0)
  );
}

function weekdaysOf({ freq, byDay }: Rule): readonly Weekday[] | null {
  if (freq !== 'WEEKLY' || byDay.length === 0) return null;
  return byDay.flatMap(({ weekday }) => WEEKDAYS[weekday] ?? []);
}

function monthlyOf(rule: Rule): MonthlyDay | null {
  if (rule.freq !== 'MONTHLY') return null;
  const day = clampedDay(rule) ?? rule.byMonthDay[0];
  if (day !== undefined) return { kind: 'day', day };
  const [first] = rule.byDay;
  const weekday = first && WEEKDAYS[first.weekday];
  return first?.nth && weekday ? { kind: 'nth', nth: first.nth, weekday } : null;
}

function endOf({ count }: Rule, until: string | null): RepeatEnd {
  if (count !== null) return { kind: 'count', count };
  if (until === null) return { kind: 'never' };
  return { kind: 'until', date: `${until.slice(0, 4)}-${until.slice(4, 6)}-${until.slice(6, 8)}` };
}
