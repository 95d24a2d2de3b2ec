import { describe, expect, it } from 'vitest';
import { every, monthlyOn, monthlyOnNth, monthlyOnWorkday, weeklyOn, yearlyOn } from './build-rule.ts';
import { describeRecurrence } from './describe-recurrence.ts';
import { parseRecurrence } from './parse-recurrence.ts';
import { pinToStart } from './pin-to-start.ts';
import { isProblem } from './rule-problem.ts';
import { firstSlotsAfter } from './slots.ts';

describe('rules as the picker writes them', () => {
  it.each([
    [every('DAILY'), 'FREQ=DAILY'],
    [every('MONTHLY', 3), 'FREQ=MONTHLY;INTERVAL=3'],
    [weeklyOn(['FR', 'MO'], 2), 'FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,FR'],
    [monthlyOn(15), 'FREQ=MONTHLY;BYMONTHDAY=15'],
    [monthlyOn(28), 'FREQ=MONTHLY;BYMONTHDAY=28'],
    [monthlyOn(29), 'FREQ=MONTHLY;BYMONTHDAY=28,29;BYSETPOS=-1'],
    [monthlyOn(30, 2), 'FREQ=MONTHLY;INTERVAL=2;BYMONTHDAY=28,29,30;BYSETPOS=-1'],
    [monthlyOn(31), 'FREQ=MONTHLY;BYMONTHDAY=28,29,30,31;BYSETPOS=-1'],
    [monthlyOn(-1), 'FREQ=MONTHLY;BYMONTHDAY=-1'],
    [monthlyOnNth(-1, 'FR'), 'FREQ=MONTHLY;BYDAY=-1FR'],
    [monthlyOnWorkday(1), 'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1'],
    [yearlyOn(2, 29), 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29'],
  ])('RC16 %s', (built, rule) => {
    expect(built).toBe(rule);
    expect(parseRecurrence({ rule: built, start: '2026-11-21', zone: 'UTC' })).toMatchObject({ rule });
  });

  it.each([
    [29, ['01-29', '02-28', '03-29', '04-29', '05-29']],
    [30, ['01-30', '02-28', '03-30', '04-30', '05-30']],
    [31, ['01-31', '02-28', '03-31', '04-30', '05-31']],
  ])('RC16 the %sth of every month is the last day of shorter ones', (day, dates) => {
    const start = `2027-01-${day}`;
    const slots = dates.map((date) => `2027-${date}`);
    expect(firstSlotsAfter({ rule: monthlyOn(day), start }, null, 5)).toEqual(slots);
    expect(firstSlotsAfter({ rule: pinToStart({ rule: 'FREQ=MONTHLY', start }), start }, null, 5)).toEqual(slots);
  });

  it.each([
    ['FREQ=MONTHLY', '2027-01-31', 'FREQ=MONTHLY;BYMONTHDAY=28,29,30,31;BYSETPOS=-1'],
    [
      'FREQ=MONTHLY;INTERVAL=3;COUNT=4',
      '2027-01-30T09:00',
      'FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=28,29,30;BYSETPOS=-1;COUNT=4',
    ],
    ['FREQ=MONTHLY;UNTIL=20281231', '2027-01-29', 'FREQ=MONTHLY;BYMONTHDAY=28,29;BYSETPOS=-1;UNTIL=20281231'],
    ['FREQ=MONTHLY', '2027-01-28', 'FREQ=MONTHLY'],
    ['FREQ=MONTHLY;BYMONTHDAY=31', '2027-01-31', 'FREQ=MONTHLY;BYMONTHDAY=31'],
    ['FREQ=MONTHLY;BYDAY=-1SU', '2027-01-31', 'FREQ=MONTHLY;BYDAY=-1SU'],
    ['FREQ=YEARLY', '2028-02-29', 'FREQ=YEARLY'],
    ['FREQ=WEEKLY', '2027-01-31', 'FREQ=WEEKLY'],
  ])('RC16 %s whose first due is %s is stored as %s', (rule, start, pinned) => {
    expect(pinToStart({ rule, start })).toBe(pinned);
  });

  it('RC16 is told as what it is', () => {
    const recurrence = parseRecurrence({ rule: monthlyOn(31), start: '2027-01-31', zone: 'UTC' });
    if (isProblem(recurrence)) throw new Error(recurrence.message);
    expect(describeRecurrence(recurrence)).toBe('Every month on the 31st (or the last day of shorter months)');
  });
});
