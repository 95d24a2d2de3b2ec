import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { recurrenceCases, ZONES } from '#test/recurrence/random-recurrence.ts';
import { occurrencesAfter } from './occurrences.ts';
import { parseRecurrence } from './parse-recurrence.ts';
import { isProblem } from './rule-problem.ts';
import { firstSlotsAfter, slotsAfter } from './slots.ts';

// Many runs: on a busy machine they take longer than one example does.
vi.setConfig({ testTimeout: 60_000 });

const START = '2026-11-21T15:00';

function parse(rule: string, start = START, zone = 'Europe/Berlin') {
  return parseRecurrence({ rule, start, zone });
}

function parsed(rule: string, start = START, zone = 'Europe/Berlin') {
  const result = parse(rule, start, zone);
  if (isProblem(result)) throw new Error(`${rule}: ${result.message}`);
  return result;
}

describe('canonical form', () => {
  it.each([
    ['FREQ=DAILY', 'FREQ=DAILY'],
    ['rrule:freq=weekly;byday=sa,mo', 'FREQ=WEEKLY;BYDAY=MO,SA'],
    [' RRULE:FREQ=DAILY;INTERVAL=1 ', 'FREQ=DAILY'],
    ['INTERVAL=02;FREQ=DAILY', 'FREQ=DAILY;INTERVAL=2'],
    ['COUNT=3;BYSETPOS=-1;BYDAY=FR,MO;FREQ=MONTHLY', 'FREQ=MONTHLY;BYDAY=MO,FR;BYSETPOS=-1;COUNT=3'],
    ['FREQ=MONTHLY;BYDAY=-1SU,+1SU,1SU,MO', 'FREQ=MONTHLY;BYDAY=MO,1SU,-1SU'],
    ['FREQ=MONTHLY;BYMONTHDAY=-1,15,+1,-2,15', 'FREQ=MONTHLY;BYMONTHDAY=1,15,-2,-1'],
    ['FREQ=YEARLY;BYDAY=MO;BYWEEKNO=20;WKST=SU', 'FREQ=YEARLY;WKST=SU;BYWEEKNO=20;BYDAY=MO'],
    ['FREQ=YEARLY;BYYEARDAY=100,1;BYMONTH=4,1', 'FREQ=YEARLY;BYMONTH=1,4;BYYEARDAY=1,100'],
    ['FREQ=WEEKLY;WKST=SU;BYDAY=SA', 'FREQ=WEEKLY;BYDAY=SA'],
    ['FREQ=WEEKLY;WKST=SU;BYDAY=SA,SU', 'FREQ=WEEKLY;BYDAY=SA,SU'],
    ['FREQ=WEEKLY;WKST=SU;BYDAY=SA,SU;INTERVAL=2', 'FREQ=WEEKLY;INTERVAL=2;WKST=SU;BYDAY=SA,SU'],
    ['FREQ=WEEKLY;WKST=MO;BYDAY=SA,SU;INTERVAL=2', 'FREQ=WEEKLY;INTERVAL=2;BYDAY=SA,SU'],
    ['FREQ=DAILY;UNTIL=20271231', 'FREQ=DAILY;UNTIL=20271231'],
    ['FREQ=DAILY;BYSECOND=0', 'FREQ=DAILY'],
  ])('RC1 %s is written %s', (rule, canonical) => {
    expect(parsed(rule).rule).toBe(canonical);
  });

  it('RC1 is its own canonical form, and its start does not move again', () => {
    fc.assert(
      fc.property(recurrenceCases, (asked) => {
        const first = parseRecurrence(asked);
        if (isProblem(first)) return;
        const again = parseRecurrence({ ...first, zone: asked.zone });
        expect(again).toEqual({ rule: first.rule, start: first.start, isMoved: false });
      }),
      { numRuns: 2000 },
    );
  });
});

describe('refusals', () => {
  it.each([
    ['', 'rule'],
    ['   ', 'rule'],
    ['every day', 'rule'],
    ['FREQ=DAILY;', 'rule'],
    ['FREQ=DAILY;;COUNT=2', 'rule'],
    ['FREQ DAILY', 'rule'],
    ['DTSTART:20260101\nRRULE:FREQ=DAILY', 'rule'],
    ['FREQ=DAILY\nRRULE:FREQ=WEEKLY', 'rule'],
    [`FREQ=YEARLY;BYYEARDAY=${Array.from({ length: 200 }, (_, at) => at + 1)}`, 'rule'],
    ['INTERVAL=2', 'FREQ'],
    ['FREQ=', 'FREQ'],
    ['FREQ=FORTNIGHTLY', 'FREQ'],
    ['FREQ=HOURLY', 'FREQ'],
    ['FREQ=MINUTELY;INTERVAL=5', 'FREQ'],
    ['FREQ=SECONDLY', 'FREQ'],
    ['FREQ=DAILY;FREQ=WEEKLY', 'FREQ'],
    ['FREQ=DAILY;FOO=1', 'FOO'],
    ['FREQ=MONTHLY;RSCALE=GREGORIAN;SKIP=BACKWARD', 'RSCALE'],
    ['FREQ=DAILY;X-NAME=1', 'X-NAME'],
    ['FREQ=YEARLY;BYEASTER=0', 'BYEASTER'],
    ['FREQ=DAILY;TZID=Europe/Berlin', 'TZID'],
    ['FREQ=DAILY;COUNT=2;COUNT=2', 'COUNT'],
    ['FREQ=DAILY;INTERVAL=0', 'INTERVAL'],
    ['FREQ=DAILY;INTERVAL=-1', 'INTERVAL'],
    ['FREQ=DAILY;INTERVAL=1.5', 'INTERVAL'],
    ['FREQ=DAILY;INTERVAL=1001', 'INTERVAL'],
    ['FREQ=DAILY;INTERVAL=99999999999999999999', 'INTERVAL'],
    ['FREQ=DAILY;INTERVAL=1e2', 'INTERVAL'],
    ['FREQ=DAILY;COUNT=0', 'COUNT'],
    ['FREQ=DAILY;COUNT=1000000000', 'COUNT'],
    ['FREQ=DAILY;COUNT=', 'COUNT'],
    ['FREQ=DAILY;COUNT=2;UNTIL=20271231', 'COUNT'],
    ['FREQ=DAILY;UNTIL=20271331', 'UNTIL'],
    ['FREQ=DAILY;UNTIL=20270229', 'UNTIL'],
    ['FREQ=DAILY;UNTIL=99991231T235959Z', 'UNTIL'],
    ['FREQ=DAILY;UNTIL=2027-12-31', 'UNTIL'],
    ['FREQ=DAILY;UNTIL=20271231T240000', 'UNTIL'],
    ['FREQ=DAILY;UNTIL=20271231T235960Z', 'UNTIL'],
    ['FREQ=DAILY;UNTIL=20271231T2359Z', 'UNTIL'],
    ['FREQ=DAILY;UNTIL=20261120', 'UNTIL'],
    ['FREQ=DAILY;UNTIL=20261121T145900', 'UNTIL'],
    ['FREQ=WEEKLY;BYDAY=MO;UNTIL=20261122', 'UNTIL'],
    ['FREQ=WEEKLY;BYDAY=', 'BYDAY'],
    ['FREQ=WEEKLY;BYDAY=,', 'BYDAY'],
    ['FREQ=WEEKLY;BYDAY=XX', 'BYDAY'],
    ['FREQ=WEEKLY;BYDAY=MONDAY', 'BYDAY'],
    ['FREQ=WEEKLY;BYDAY=2MO', 'BYDAY'],
    ['FREQ=DAILY;BYDAY=-1FR', 'BYDAY'],
    ['FREQ=MONTHLY;BYDAY=0MO', 'BYDAY'],
    ['FREQ=MONTHLY;BYDAY=6MO', 'BYDAY'],
    ['FREQ=YEARLY;BYDAY=54MO', 'BYDAY'],
    ['FREQ=YEARLY;BYMONTH=3;BYDAY=20MO', 'BYDAY'],
    ['FREQ=YEARLY;BYWEEKNO=20;BYDAY=1MO', 'BYDAY'],
    ['FREQ=WEEKLY;BYMONTHDAY=1', 'BYMONTHDAY'],
    ['FREQ=MONTHLY;BYMONTHDAY=0', 'BYMONTHDAY'],
    ['FREQ=MONTHLY;BYMONTHDAY=32', 'BYMONTHDAY'],
    ['FREQ=MONTHLY;BYMONTHDAY=-32', 'BYMONTHDAY'],
    ['FREQ=YEARLY;BYMONTH=13', 'BYMONTH'],
    ['FREQ=YEARLY;BYMONTH=-1', 'BYMONTH'],
    ['FREQ=YEARLY;BYMONTH=5L', 'BYMONTH'],
    ['FREQ=YEARLY;BYYEARDAY=367', 'BYYEARDAY'],
    ['FREQ=DAILY;BYYEARDAY=1', 'BYYEARDAY'],
    ['FREQ=WEEKLY;BYYEARDAY=1', 'BYYEARDAY'],
    ['FREQ=MONTHLY;BYYEARDAY=1', 'BYYEARDAY'],
    ['FREQ=MONTHLY;BYWEEKNO=20', 'BYWEEKNO'],
    ['FREQ=YEARLY;BYWEEKNO=54', 'BYWEEKNO'],
    ['FREQ=MONTHLY;BYSETPOS=1', 'BYSETPOS'],
    ['FREQ=MONTHLY;BYDAY=MO;BYSETPOS=0', 'BYSETPOS'],
    ['FREQ=MONTHLY;BYDAY=MO;BYSETPOS=367', 'BYSETPOS'],
    [`FREQ=YEARLY;BYDAY=MO;BYSETPOS=${Array.from({ length: 65 }, (_, at) => at + 1)}`, 'BYSETPOS'],
    ['FREQ=WEEKLY;WKST=XX', 'WKST'],
    ['FREQ=DAILY;BYHOUR=9,17', 'BYHOUR'],
    ['FREQ=DAILY;BYHOUR=24', 'BYHOUR'],
    ['FREQ=DAILY;BYMINUTE=0,30', 'BYMINUTE'],
    ['FREQ=DAILY;BYMINUTE=60', 'BYMINUTE'],
    ['FREQ=DAILY;BYSECOND=30', 'BYSECOND'],
    ['FREQ=DAILY;BYSECOND=0,30', 'BYSECOND'],
    ['FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30', 'rule'],
    ['FREQ=YEARLY;BYMONTH=4,6;BYMONTHDAY=31', 'rule'],
    ['FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=30', 'rule'],
    ['FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30', 'rule'],
    ['FREQ=MONTHLY;BYDAY=1MO;BYMONTHDAY=20', 'rule'],
    ['FREQ=MONTHLY;INTERVAL=12;BYMONTH=3', 'rule'],
    ['FREQ=DAILY;INTERVAL=7;BYDAY=MO', 'rule'],
    ['FREQ=WEEKLY;BYDAY=MO;BYSETPOS=2', 'rule'],
    ['FREQ=DAILY;BYDAY=MO;BYSETPOS=2', 'rule'],
    ['FREQ=MONTHLY;BYDAY=MO;BYSETPOS=6', 'rule'],
    ['FREQ=YEARLY;BYWEEKNO=1;BYMONTH=6;BYDAY=MO', 'rule'],
    ['FREQ=YEARLY;INTERVAL=2;BYYEARDAY=366', 'rule', '2027-01-01'],
    ['FREQ=DAILY', 'start', '2026-02-30'],
    ['FREQ=DAILY', 'start', '9999-01-01'],
    ['FREQ=DAILY', 'start', '2026-11-21T15:00:00Z'],
    ['FREQ=DAILY', 'start', ''],
  ])('RC2 %s is refused, naming %s', (rule, field, start = START) => {
    const problem = parse(rule, start);
    expect(problem).toMatchObject({ field });
    if (!isProblem(problem)) return;
    expect(problem.message).toMatch(/^[^\n]{10,240}\.$/);
  });

  it('RC2 a zone that is none is refused', () => {
    expect(parse('FREQ=DAILY', START, 'Mars/Olympus')).toMatchObject({ field: 'zone' });
  });

  it('RC2 what reads well and never occurs says so', () => {
    expect(parse('FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30')).toMatchObject({ neverOccurs: true });
    expect(parse('FREQ=DAILY;UNTIL=20261120')).toMatchObject({ neverOccurs: true });
    expect(parse('FREQ=DAILY;UNTIL=99991231')).not.toHaveProperty('neverOccurs');
  });

  it('RC2 no text whatever breaks the reader', () => {
    const pieces = fc.constantFrom(
      'FREQ',
      '=',
      ';',
      'DAILY',
      'BYDAY',
      '1MO',
      ',',
      '-',
      '0',
      '99',
      'UNTIL',
      '20270101',
      'T',
      '٣',
      '\n',
    );
    const texts = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(pieces).map((each) => each.join('')),
    );
    fc.assert(
      fc.property(texts, (text) => {
        const result = parse(text);
        if (isProblem(result)) expect(result.message).not.toBe('');
      }),
      { numRuns: 3000 },
    );
  });
});

describe('a start off the pattern', () => {
  it.each([
    ['FREQ=WEEKLY;BYDAY=MO', '2026-11-21', '2026-11-23'],
    ['FREQ=WEEKLY;BYDAY=SA', '2026-11-21', '2026-11-21'],
    // The week of the start is the first, so the Monday after it is in a week that is left out.
    ['FREQ=WEEKLY;INTERVAL=2;BYDAY=MO', '2026-11-21', '2026-11-30'],
    ['FREQ=MONTHLY;BYMONTHDAY=1', '2026-11-21T08:00', '2026-12-01T08:00'],
    ['FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29', '2026-11-21', '2028-02-29'],
    ['FREQ=YEARLY;BYWEEKNO=20', '2026-11-21', '2027-05-22'],
  ])('RC3 %s from %s begins on %s', (rule, start, first) => {
    expect(parsed(rule, start)).toMatchObject({ start: first, isMoved: first !== start });
  });

  it('RC3 is not counted', () => {
    expect(firstSlotsAfter(parsed('FREQ=WEEKLY;BYDAY=MO;COUNT=2', '2026-11-21'), null, 5)).toEqual([
      '2026-11-23',
      '2026-11-30',
    ]);
  });
});

describe('times of day in a rule', () => {
  it.each([
    ['FREQ=WEEKLY;BYDAY=FR;BYHOUR=14', '2026-11-20', 'FREQ=WEEKLY;BYDAY=FR', '2026-11-20T14:00'],
    ['FREQ=DAILY;BYHOUR=9;BYMINUTE=30;BYSECOND=0', '2026-11-20', 'FREQ=DAILY', '2026-11-20T09:30'],
    ['FREQ=DAILY;BYHOUR=16', '2026-11-20T15:45', 'FREQ=DAILY', '2026-11-20T16:45'],
    ['FREQ=DAILY;BYMINUTE=50', '2026-11-20T15:45', 'FREQ=DAILY', '2026-11-20T15:50'],
    // That of the first day is over when the rule begins.
    ['FREQ=DAILY;BYHOUR=9', '2026-11-20T15:45', 'FREQ=DAILY', '2026-11-21T09:45'],
    ['FREQ=DAILY;INTERVAL=3;BYHOUR=9', '2026-11-20T15:45', 'FREQ=DAILY;INTERVAL=3', '2026-11-23T09:45'],
    ['FREQ=DAILY;BYSECOND=0', '2026-11-20', 'FREQ=DAILY', '2026-11-20'],
  ])('RC4 %s from %s is %s from %s', (rule, start, canonical, moved) => {
    expect(parsed(rule, start)).toMatchObject({ rule: canonical, start: moved });
  });

  it('RC4 a minute alone does not make a time of a date', () => {
    expect(parse('FREQ=DAILY;BYMINUTE=30', '2026-11-20')).toMatchObject({ field: 'BYMINUTE' });
  });
});

describe('UNTIL', () => {
  it.each([
    ['a date includes its whole day', '20260103', '2026-01-01T09:00', 'Europe/Berlin', '20260103'],
    ['a date with a start that is one', '20260103', '2026-01-01', 'Europe/Berlin', '20260103'],
    ['the very minute is within', '20260103T090000', '2026-01-01T09:00', 'Europe/Berlin', '20260103'],
    ['a minute before is not', '20260103T085959', '2026-01-01T09:00', 'Europe/Berlin', '20260102'],
    ['UTC at the very moment', '20260103T080000Z', '2026-01-01T09:00', 'Europe/Berlin', '20260103'],
    ['UTC a second before', '20260103T075959Z', '2026-01-01T09:00', 'Europe/Berlin', '20260102'],
    ['UTC on another date than here', '20260103T010000Z', '2026-01-01T19:00', 'America/New_York', '20260102'],
    ['UTC with a start that is a date', '20260102T230000Z', '2026-01-01', 'Europe/Berlin', '20260103'],
    ['UTC in the skipped hour', '20270328T013000Z', '2027-03-01T02:30', 'Europe/Berlin', '20270328'],
    ['UTC before the first of two', '20261025T002959Z', '2026-10-01T02:30', 'Europe/Berlin', '20261024'],
    ['UTC between the first and the second', '20261025T010000Z', '2026-10-01T02:30', 'Europe/Berlin', '20261025'],
  ])('RC5 %s (%s, from %s in %s)', (_name, until, start, zone, canonical) => {
    expect(parsed(`FREQ=DAILY;UNTIL=${until}`, start, zone).rule).toBe(`FREQ=DAILY;UNTIL=${canonical}`);
  });

  it('RC5 an instant includes exactly the occurrences that are not after it', () => {
    const utc = fc.integer({ min: Date.UTC(2025, 0, 1) / 60_000, max: Date.UTC(2027, 11, 31) / 60_000 });
    fc.assert(
      fc.property(fc.constantFrom(...ZONES), utc, (zone, minutes) => {
        const epochMs = minutes * 60_000;
        const until = new Date(epochMs).toISOString().slice(0, 19).replace(/[-:]/g, '');
        const start = '2024-12-20T02:30';
        const limited = parsed(`FREQ=DAILY;UNTIL=${until}Z`, start, zone);
        const last = [...occurrencesAfter(limited, zone, epochMs - 3 * 86_400_000)].at(-1);
        const [next] = occurrencesAfter({ rule: 'FREQ=DAILY', start }, zone, epochMs);
        const all = [...slotsAfter(limited, null)].at(-1);
        expect(last?.slot).toBe(all);
        expect(last?.epochMs).toBeLessThanOrEqual(epochMs);
        expect(next?.slot.slice(0, 10)).not.toBe(last?.slot.slice(0, 10));
      }),
      { numRuns: 300 },
    );
  });
});
