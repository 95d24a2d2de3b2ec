import { every, monthlyOn, monthlyOnNth, weeklyOn, yearlyOn } from '#core/recurrence/build-rule.ts';
import { describeRecurrence } from '#core/recurrence/describe-recurrence.ts';
import { calendarOf } from './start-calendar.ts';

export interface RepeatPreset {
  rule: string;
  /** `Every week on Saturday`. */
  label: string;
}

const WORKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR'] as const;

/** The rules people mostly want for something that is first due then. */
export function repeatPresets(start: string): RepeatPreset[] {
  const { month, day, weekday, nth, isLastOfWeekday, isLastDay } = calendarOf(start);
  const rules = [
    every('DAILY'),
    weeklyOn(WORKDAYS),
    weeklyOn([weekday]),
    weeklyOn([weekday], 2),
    monthlyOn(day),
    ...(isLastDay ? [monthlyOn(-1)] : []),
    monthlyOnNth(isLastOfWeekday ? -1 : nth, weekday),
    yearlyOn(month, day),
  ];
  // Without its time: that stands beside it already.
  return rules.map((rule) => ({ rule, label: describeRecurrence({ rule, start: start.slice(0, 10) }) }));
}
