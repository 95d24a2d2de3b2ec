import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { recurrenceCases } from '#test/recurrence/random-recurrence.ts';
import { dayOf, LAST_DAY } from './epoch-day.ts';
import { parseRecurrence } from './parse-recurrence.ts';
import { readRecurrence } from './read-recurrence.ts';
import { readRule } from './read-rule.ts';
import { isProblem } from './rule-problem.ts';
import { slotDays } from './slot-days.ts';
import { firstSlotsAfter, nextSlot, slotsAfter, slotsBetween } from './slots.ts';

// Many runs: on a busy machine they take longer than one example does.
vi.setConfig({ testTimeout: 60_000 });

/** The kinds of month and of year that the calendar has. */
const KINDS = 28;
/** More months, or weeks, than there are from 1900 to 2199. */
const MONTHS = 3601;
const WEEKS = 15_700;

function work(rule: string, start: string, from: string) {
  const read = readRule(rule);
  if (isProblem(read)) throw new Error(read.message);
  const slots = slotDays(read.rule, dayOf(start));
  const [first] = slots.from(dayOf(from));
  return { first, asked: slots.periods.asked(), visited: slots.visited() };
}

describe('asking from any day', () => {
  it('RC9 gives what walking there from the start gives', () => {
    fc.assert(
      fc.property(recurrenceCases, fc.nat(400), (asked, steps) => {
        const recurrence = parseRecurrence(asked);
        if (isProblem(recurrence)) return;
        const walked = firstSlotsAfter(recurrence, null, steps + 3);
        const from = walked[Math.min(steps, walked.length - 1)] ?? '';
        const rest = walked.slice(walked.indexOf(from) + 1);
        expect(firstSlotsAfter(recurrence, from, rest.length)).toEqual(rest);
        expect(nextSlot(recurrence, from)).toBe(rest[0] ?? null);
        // The minute before a slot it is still ahead.
        expect(nextSlot(recurrence, `${from.slice(0, 10)}T`)).toBe(from);
      }),
      { numRuns: 3000 },
    );
  });

  it.each([
    ['FREQ=DAILY;INTERVAL=3'],
    ['FREQ=DAILY;BYDAY=MO,TU'],
    ['FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH'],
    ['FREQ=MONTHLY;BYMONTHDAY=28,29,30,31;BYSETPOS=-1'],
    ['FREQ=YEARLY;BYMONTH=11;BYDAY=4TH'],
  ])('RC9 %s from 1900 costs what it costs from last week', (rule) => {
    const old = work(rule, '1900-01-01', '2026-11-21');
    const young = work(rule, '2026-11-14', '2026-11-21');
    expect(old.visited).toBeLessThanOrEqual(young.visited + 1);
    expect(old.asked).toBeLessThanOrEqual(young.asked + 1);
  });

  it('RC9 counts with COUNT, in steps that are bounded by it', () => {
    const { visited, asked } = work('FREQ=MONTHLY;BYDAY=-1FR;COUNT=10000', '2000-01-01', '2026-11-21');
    expect(visited).toBeLessThan(2500);
    expect(asked).toBeLessThanOrEqual(KINDS);
    expect(work('FREQ=DAILY;COUNT=10000', '2000-01-01', '2026-11-21').visited).toBeLessThan(10_010);
  });
});

describe('where rrule reads otherwise', () => {
  it.each([
    ['every Friday and also the first Monday', 'FREQ=MONTHLY;BYDAY=1MO,FR', '2027-01-01', ['01-01', '01-04', '01-08']],
    ['the weekday of the start in week 20', 'FREQ=YEARLY;BYWEEKNO=20', '2027-05-22', ['05-22', '2028-05-20']],
    [
      'the first Monday from either end, once',
      'FREQ=MONTHLY;BYDAY=1MO;BYSETPOS=1,-1',
      '2027-01-04',
      ['01-04', '02-01'],
    ],
    ['the whole first week', 'FREQ=WEEKLY;BYDAY=MO,WE,FR;BYSETPOS=3', '2027-01-05', ['01-08', '01-15']],
    ['week 52 that ends in January', 'FREQ=YEARLY;BYWEEKNO=52;BYDAY=SA', '2039-01-01', ['2039-01-01', '2039-12-31']],
    ['the first week from the back', 'FREQ=YEARLY;BYWEEKNO=-52;BYDAY=MO', '2024-12-30', ['2024-12-30', '2026-01-05']],
  ])('RC6 %s: %s', (_name, rule, start, days) => {
    const slots = days.map((day) => (day.length > 5 ? day : `2027-${day}`));
    expect(firstSlotsAfter({ rule, start }, null, days.length)).toEqual(slots);
  });
});

describe('between two moments', () => {
  const daily = { rule: 'FREQ=DAILY;COUNT=5', start: '2026-11-21T15:00' };

  it('RC12 the first moment is out, the last is in, and a date as the last counts whole', () => {
    expect(slotsBetween(daily, '2026-11-21T15:00', '2026-11-23T15:00')).toEqual([
      '2026-11-22T15:00',
      '2026-11-23T15:00',
    ]);
    expect(slotsBetween(daily, '2026-11-21T14:59', '2026-11-22T14:59')).toEqual(['2026-11-21T15:00']);
    expect(slotsBetween(daily, null, '2026-11-22')).toEqual(['2026-11-21T15:00', '2026-11-22T15:00']);
    expect(slotsBetween(daily, '2026-11-25T15:00', '2199-12-31')).toEqual([]);
    expect(firstSlotsAfter(daily, null, 0)).toEqual([]);
  });

  it('RC12 nothing occurs after 2199', () => {
    expect([...slotsAfter({ rule: 'FREQ=YEARLY;INTERVAL=100', start: '2026-11-21' }, null)]).toEqual([
      '2026-11-21',
      '2126-11-21',
    ]);
    expect(nextSlot({ rule: 'FREQ=DAILY', start: '2026-11-21' }, '2199-12-31')).toBeNull();
    expect(dayOf('2199-12-31')).toBe(LAST_DAY);
  });
});

describe('bombs', () => {
  const many = (count: number, from = 1) => Array.from({ length: count }, (_, at) => from + at).join(',');

  it.each([
    ['FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30'],
    ['FREQ=YEARLY;INTERVAL=1000;BYMONTH=2;BYMONTHDAY=29;BYDAY=MO'],
    ['FREQ=MONTHLY;BYDAY=1MO;BYMONTHDAY=20'],
    ['FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR,SA,SU;BYSETPOS=366,365,364,-366'],
    ['FREQ=DAILY;INTERVAL=7;BYDAY=MO'],
    ['FREQ=DAILY;INTERVAL=997;BYMONTH=2;BYMONTHDAY=29;BYDAY=MO'],
    ['FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30'],
    ['FREQ=WEEKLY;INTERVAL=1000;BYMONTH=2;BYDAY=MO,TU,WE,TH,FR,SA,SU;BYSETPOS=7'],
    ['FREQ=WEEKLY;BYDAY=MO;BYSETPOS=2'],
    [`FREQ=YEARLY;BYDAY=MO,TU,WE,TH,FR,SA;BYSETPOS=${many(46, 321)}`],
    [`FREQ=YEARLY;BYYEARDAY=${many(64)};BYMONTHDAY=${many(31)};BYMONTH=12;BYDAY=MO`],
    ['FREQ=YEARLY;BYWEEKNO=1;BYMONTH=6;BYDAY=MO,TU,WE,TH,FR,SA,SU'],
    ['FREQ=YEARLY;BYDAY=MO,1TU,53WE,-53TH;BYMONTHDAY=31;BYYEARDAY=60'],
  ])('RC10 %s is answered in a bounded number of steps', (rule) => {
    const { asked, visited } = work(rule, '1900-01-02', '1900-01-02');
    expect(asked).toBeLessThanOrEqual(rule.includes('WEEKLY') ? 128 : KINDS);
    expect(visited).toBeLessThanOrEqual(rule.includes('WEEKLY') ? WEEKS : MONTHS);
  });

  it('RC10 whatever the rule, rrule is asked at most once for each kind of month or year', () => {
    fc.assert(
      fc.property(recurrenceCases, ({ rule, start }) => {
        const { asked, visited } = work(rule.replace(/;UNTIL=[^;]*/, ''), start, '2199-12-31');
        expect(asked).toBeLessThanOrEqual(KINDS);
        expect(visited).toBeLessThanOrEqual(rule.includes('WEEKLY') ? WEEKS : MONTHS);
      }),
      { numRuns: 1000 },
    );
  });

  it('RC10 what is long is refused unread', () => {
    for (const rule of [`FREQ=DAILY;${';'.repeat(1_000_000)}`, `FREQ=YEARLY;BYYEARDAY=${many(100_000)}`]) {
      expect(parseRecurrence({ rule, start: '2026-11-21', zone: 'UTC' })).toMatchObject({ field: 'rule' });
    }
  });
});

it('RC1 a rule that was never read is not computed with', () => {
  expect(() => readRecurrence({ rule: 'FREQ=SECONDLY', start: '2026-11-21' })).toThrow(/cannot be read/);
  expect(() => readRecurrence({ rule: 'FREQ=DAILY;UNTIL=20271231T000000Z', start: '2026-11-21' })).toThrow(
    /ends on a date/,
  );
});
