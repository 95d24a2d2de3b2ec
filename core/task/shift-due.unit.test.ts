import { describe, expect, it } from 'vitest';
import { shiftDue } from './shift-due.ts';

describe('moving a due by so much', () => {
  it.each([
    ['2027-01-31', { months: 1 }, '2027-02-28'],
    ['2028-02-29', { months: 12 }, '2029-02-28'],
    ['2026-12-31', { days: 1 }, '2027-01-01'],
    ['2026-12-31', { weeks: -1, days: 1 }, '2026-12-25'],
    ['2026-12-31', { hours: 1 }, null],
    ['2199-12-31', { days: 1 }, null],
  ])('TL7 the day %s by %j is %s', (date, shift, expected) => {
    expect(shiftDue({ kind: 'date', date }, shift)).toEqual(expected && { kind: 'date', date: expected });
  });

  it.each([
    ['2026-11-24T09:30', { days: 2, hours: -1 }, '2026-11-26T08:30'],
    ['2026-11-24T23:45', { minutes: 30 }, '2026-11-25T00:15'],
    ['2027-03-28T01:30', { hours: 1 }, '2027-03-28T02:30'],
    ['1900-01-01T00:00', { minutes: -1 }, null],
  ])('TL7 the time %s by %j is %s, on the wall clock', (local, shift, expected) => {
    expect(shiftDue({ kind: 'fixed', local, zone: 'Europe/Berlin' }, shift)).toEqual(
      expected && { kind: 'fixed', local: expected, zone: 'Europe/Berlin' },
    );
  });
});
