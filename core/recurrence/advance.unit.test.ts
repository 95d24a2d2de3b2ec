import { describe, expect, it } from 'vitest';
import { slotAfterCompletion, slotAfterDue, slotAfterDueAndNow } from './advance.ts';

const BERLIN = 'Europe/Berlin';

describe('every: the schedule goes on', () => {
  const mondays = { rule: 'FREQ=WEEKLY;BYDAY=MO;COUNT=3', start: '2026-11-23T09:00' };

  it('RC17 on a due follows the next slot of the schedule, and after the last nothing', () => {
    expect(slotAfterDue(mondays, '2026-11-23T09:00')).toBe('2026-11-30T09:00');
    expect(slotAfterDue(mondays, '2026-12-07T09:00')).toBeNull();
  });

  it('RC17 a due that was moved goes on from where it is', () => {
    expect(slotAfterDue(mondays, '2026-11-25T18:00')).toBe('2026-11-30T09:00');
    expect(slotAfterDue(mondays, '2026-11-30T08:00')).toBe('2026-11-30T09:00');
    expect(slotAfterDue(mondays, '2026-11-30T10:00')).toBe('2026-12-07T09:00');
  });

  it('RC17 what is done late goes on with what is still ahead', () => {
    const now = Date.parse('2026-11-30T08:00:00Z');
    expect(slotAfterDueAndNow(mondays, '2026-11-23T09:00', now - 1, BERLIN)).toBe('2026-11-30T09:00');
    expect(slotAfterDueAndNow(mondays, '2026-11-23T09:00', now, BERLIN)).toBe('2026-12-07T09:00');
    expect(slotAfterDueAndNow(mondays, '2026-11-23T09:00', Date.parse('2027-01-01T00:00:00Z'), BERLIN)).toBeNull();
  });

  it('RC17 what is done early goes on after its due', () => {
    expect(slotAfterDueAndNow(mondays, '2026-11-30T09:00', Date.parse('2026-11-22T08:00:00Z'), BERLIN)).toBe(
      '2026-12-07T09:00',
    );
    expect(slotAfterDueAndNow(mondays, '2026-12-07T09:00', Date.parse('2026-11-22T08:00:00Z'), BERLIN)).toBeNull();
  });

  it('RC17 a date that is today is not ahead', () => {
    const daily = { rule: 'FREQ=DAILY', start: '2026-11-18' };
    expect(slotAfterDueAndNow(daily, '2026-11-19', Date.parse('2026-11-21T12:00:00Z'), BERLIN)).toBe('2026-11-22');
    expect(slotAfterDueAndNow(daily, '2026-11-19', Date.parse('2026-11-21T23:30:00Z'), BERLIN)).toBe('2026-11-23');
  });
});

describe('every!: counted from completion', () => {
  it.each([
    ['FREQ=DAILY;INTERVAL=3', '2026-11-21', '2026-11-24'],
    ['FREQ=DAILY;INTERVAL=3;COUNT=1', '2026-11-21', '2026-11-24'],
    ['FREQ=WEEKLY;INTERVAL=2', '2026-11-21', '2026-12-05'],
    ['FREQ=MONTHLY', '2027-01-31', '2027-02-28'],
    ['FREQ=MONTHLY;INTERVAL=3', '2026-11-30', '2027-02-28'],
    ['FREQ=YEARLY', '2028-02-29', '2029-02-28'],
    // A rule that names its days keeps to them.
    ['FREQ=WEEKLY;BYDAY=FR', '2026-11-21', '2026-11-27'],
    ['FREQ=WEEKLY;BYDAY=SA', '2026-11-21', '2026-11-28'],
    ['FREQ=WEEKLY;BYDAY=SA;COUNT=1', '2026-11-21', '2026-11-28'],
    ['FREQ=MONTHLY;BYMONTHDAY=1', '2026-11-21', '2026-12-01'],
    ['FREQ=MONTHLY;BYMONTHDAY=28,29,30,31;BYSETPOS=-1', '2027-01-31', '2027-02-28'],
    ['FREQ=DAILY;INTERVAL=2;BYDAY=MO,TU,WE,TH,FR', '2026-11-21', '2026-11-23'],
  ])('RC18 %s done on %s is next due on %s', (rule, completedOn, next) => {
    expect(slotAfterCompletion({ rule, start: '2026-01-05' }, completedOn)).toBe(next);
    expect(slotAfterCompletion({ rule, start: '2026-01-05T09:30' }, completedOn)).toBe(`${next}T09:30`);
  });

  it('RC18 ends by UNTIL', () => {
    const start = '2026-11-01';
    expect(slotAfterCompletion({ rule: 'FREQ=DAILY;INTERVAL=3;UNTIL=20261124', start }, '2026-11-21')).toBe(
      '2026-11-24',
    );
    expect(slotAfterCompletion({ rule: 'FREQ=DAILY;INTERVAL=3;UNTIL=20261124', start }, '2026-11-22')).toBeNull();
    expect(slotAfterCompletion({ rule: 'FREQ=WEEKLY;BYDAY=FR;UNTIL=20261124', start }, '2026-11-21')).toBeNull();
  });
});
