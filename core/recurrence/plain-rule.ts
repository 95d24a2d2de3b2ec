import type { Frequency, Rule } from './rule.ts';

/** Every `interval` days, weeks, months or years, on whatever day it starts, without end. */
export function plainRule(freq: Frequency, interval = 1): Rule {
  return {
    freq,
    interval,
    weekStart: 0,
    byMonth: [],
    byWeekNo: [],
    byYearDay: [],
    byMonthDay: [],
    byDay: [],
    bySetPos: [],
    count: null,
    until: null,
  };
}
