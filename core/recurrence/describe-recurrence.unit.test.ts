import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { recurrenceCases } from '#test/recurrence/random-recurrence.ts';
import { describeRecurrence } from './describe-recurrence.ts';
import { parseRecurrence } from './parse-recurrence.ts';
import { isProblem } from './rule-problem.ts';

// Many runs: on a busy machine they take longer than one example does.
vi.setConfig({ testTimeout: 60_000 });

function text(rule: string, start = '2026-11-21'): string {
  const recurrence = parseRecurrence({ rule, start, zone: 'Europe/Berlin' });
  if (isProblem(recurrence)) throw new Error(recurrence.message);
  return describeRecurrence(recurrence);
}

describe('in English', () => {
  it.each([
    ['FREQ=DAILY', 'Every day'],
    ['FREQ=DAILY;INTERVAL=3;COUNT=10', 'Every 3 days, 10 times'],
    ['FREQ=DAILY;COUNT=1', 'Every day, once'],
    ['FREQ=DAILY;COUNT=2', 'Every day, twice'],
    ['FREQ=DAILY;COUNT=1000', 'Every day, 1,000 times'],
    ['FREQ=DAILY;UNTIL=20271231', 'Every day, until 31 December 2027'],
    ['FREQ=DAILY;BYMONTH=6,7,8', 'Every day, only in June, July and August'],
    ['FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR', 'Every day, only on weekdays'],
    ['FREQ=DAILY;INTERVAL=2;BYDAY=MO,SU', 'Every 2 days, only on Mondays and Sundays'],
    ['FREQ=DAILY;BYMONTHDAY=1,13,-1', 'Every day, only on the 1st, 13th and last day of the month'],
    ['FREQ=WEEKLY', 'Every week on Saturday'],
    ['FREQ=WEEKLY;BYDAY=TU', 'Every week on Tuesday'],
    ['FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH', 'Every 2 weeks on Monday and Thursday'],
    ['FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR', 'Every weekday'],
    ['FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TU,WE,TH,FR', 'Every 2 weeks on weekdays'],
    ['FREQ=WEEKLY;BYDAY=SA,SU', 'Every week on Saturday and Sunday'],
    ['FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA,SU', 'Every day'],
    ['FREQ=WEEKLY;INTERVAL=3;BYDAY=MO,TU,WE,TH,FR,SA,SU', 'Every 3 weeks on every day'],
    ['FREQ=WEEKLY;BYDAY=MO,TU,FR;BYSETPOS=-1', 'Every week on the last Monday, Tuesday or Friday'],
    ['FREQ=WEEKLY;INTERVAL=2;WKST=SU;BYDAY=TU,SU', 'Every 2 weeks on Tuesday and Sunday, weeks beginning on Sunday'],
    ['FREQ=WEEKLY;BYDAY=MO;BYMONTH=1', 'Every week on Monday, only in January'],
    ['FREQ=MONTHLY', 'Every month on the 21st'],
    ['FREQ=MONTHLY;BYMONTHDAY=31', 'Every month on the 31st (skipping shorter months)'],
    ['FREQ=MONTHLY;BYMONTHDAY=28,29,30,31;BYSETPOS=-1', 'Every month on the 31st (or the last day of shorter months)'],
    ['FREQ=MONTHLY;BYMONTHDAY=28,29,30;BYSETPOS=-1', 'Every month on the 30th (or the last day of shorter months)'],
    ['FREQ=MONTHLY;BYMONTHDAY=1,15', 'Every month on the 1st and 15th'],
    ['FREQ=MONTHLY;BYMONTHDAY=15,31', 'Every month on the 15th and 31st (skipping days that a month does not have)'],
    ['FREQ=MONTHLY;BYMONTHDAY=-1', 'Every month on the last day'],
    ['FREQ=MONTHLY;BYMONTHDAY=-3', 'Every month on the third to last day'],
    ['FREQ=MONTHLY;BYMONTHDAY=10,11,12,13,22', 'Every month on the 10th to 13th and 22nd'],
    [
      'FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=1;BYMONTH=1,7',
      'Every 3 months on the 1st, only in January and July',
      '2027-01-01',
    ],
    ['FREQ=MONTHLY;BYDAY=-1FR', 'Every month on the last Friday'],
    ['FREQ=MONTHLY;BYDAY=1MO,3MO', 'Every month on the first and third Monday'],
    ['FREQ=MONTHLY;BYDAY=2TU,-1FR', 'Every month on the second Tuesday and the last Friday'],
    ['FREQ=MONTHLY;BYDAY=FR', 'Every month on every Friday'],
    ['FREQ=MONTHLY;BYDAY=FR,1MO', 'Every month on every Friday and the first Monday'],
    ['FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13', 'Every month on Friday the 13th'],
    [
      'FREQ=MONTHLY;BYDAY=SA;BYMONTHDAY=7,8,9,10,11,12,13',
      'Every month on every Saturday that falls on the 7th to 13th',
    ],
    ['FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1', 'Every month on the first weekday'],
    ['FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-2', 'Every month on the second to last weekday'],
    ['FREQ=MONTHLY;BYDAY=SA,SU;BYSETPOS=1,-1', 'Every month on the first and last weekend day'],
    ['FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR,SA,SU;BYSETPOS=10', 'Every month on the 10th day'],
    ['FREQ=MONTHLY;BYDAY=TU,WE,TH;BYSETPOS=3', 'Every month on the third Tuesday, Wednesday or Thursday'],
    ['FREQ=MONTHLY;BYMONTHDAY=5,20;BYSETPOS=-1', 'Every month on the last of these: the 5th and 20th'],
    ['FREQ=YEARLY', 'Every year on 21 November'],
    ['FREQ=YEARLY;INTERVAL=4;BYMONTH=2;BYMONTHDAY=29', 'Every 4 years on 29 February (leap years only)', '2028-02-29'],
    ['FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=28,29;BYSETPOS=-1', 'Every year on 29 February (or the last day of that month)'],
    ['FREQ=YEARLY;BYMONTH=1,7;BYMONTHDAY=1', 'Every year on 1 January and 1 July'],
    ['FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1', 'Every year on the last day of February'],
    ['FREQ=YEARLY;BYMONTH=11;BYDAY=4TH', 'Every year on the fourth Thursday of November'],
    ['FREQ=YEARLY;BYMONTH=3;BYDAY=TH', 'Every year on every Thursday in March'],
    ['FREQ=YEARLY;BYDAY=20MO', 'Every year on the 20th Monday of the year'],
    ['FREQ=YEARLY;BYDAY=-1SU', 'Every year on the last Sunday of the year'],
    ['FREQ=YEARLY;BYYEARDAY=1,100,200', 'Every year on the 1st, 100th and 200th day of the year'],
    ['FREQ=YEARLY;BYYEARDAY=-1', 'Every year on the last day of the year'],
    ['FREQ=YEARLY;BYWEEKNO=20', 'Every year on Saturday of week 20'],
    ['FREQ=YEARLY;BYWEEKNO=1,2,3,-1;BYDAY=MO,FR', 'Every year on Monday and Friday of weeks 1 to 3 and the last week'],
    [
      'FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8',
      'Every 4 years on every Tuesday that falls on the 2nd to 8th of November',
    ],
    ['FREQ=YEARLY;BYMONTHDAY=15', 'Every year on the 15th of every month'],
    ['FREQ=YEARLY;BYDAY=MO,TU;BYSETPOS=1,-1', 'Every year on the first and last Monday or Tuesday of the year'],
  ])('RC14 %s: %s', (rule, english, start = '2026-11-21') => {
    expect(text(rule, start)).toBe(english);
  });

  it('RC14 the time of day stands after the days, and before what limits and ends them', () => {
    expect(text('FREQ=MONTHLY;BYDAY=-1FR;UNTIL=20271231', '2026-11-27T15:00')).toBe(
      'Every month on the last Friday at 15:00, until 31 December 2027',
    );
    expect(text('FREQ=WEEKLY;BYDAY=MO;BYMONTH=1;COUNT=3', '2027-01-04T09:05')).toBe(
      'Every week on Monday at 09:05, only in January, 3 times',
    );
  });

  it('RC15 every rule has a text, without gaps in it', () => {
    fc.assert(
      fc.property(recurrenceCases, (asked) => {
        const recurrence = parseRecurrence(asked);
        if (isProblem(recurrence)) return;
        const english = describeRecurrence(recurrence);
        expect(english).toMatch(/^Every [^\s]/);
        expect(english).not.toMatch(/ {2}|undefined|null|NaN| ,|,,|\bthe (?:and|of)\b|[ ,]$/);
      }),
      { numRuns: 3000 },
    );
  });
});
