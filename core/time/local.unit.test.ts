import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import {
  addDays,
  daysBetween,
  LocalDateSchema,
  LocalDateTimeSchema,
  localDateAt,
  startOfDayEpochMs,
  wallClockToEpochMs,
} from './local.ts';
import { isTimeZone } from './zone.ts';

// Many runs: on a busy machine they take longer than one example does.
vi.setConfig({ testTimeout: 60_000 });

function at(instant: string): number {
  return Date.parse(instant);
}

const ZONES = Intl.supportedValuesOf('timeZone');
const zone = fc.constantFrom(...ZONES);
const date = fc
  .date({ min: new Date('1970-01-02T00:00:00Z'), max: new Date('2100-12-30T00:00:00Z'), noInvalidDate: true })
  .map((moment) => moment.toISOString().slice(0, 10));

describe('wall clock', () => {
  it.each([
    ['ordinary', '2026-11-21T15:00', 'Europe/Berlin', '2026-11-21T14:00:00Z'],
    ['in a gap moves forward', '2026-03-29T02:30', 'Europe/Berlin', '2026-03-29T01:30:00Z'],
    ['in an overlap is the first', '2026-10-25T02:30', 'Europe/Berlin', '2026-10-25T00:30:00Z'],
    ['in a gap of half an hour', '2026-10-04T02:15', 'Australia/Lord_Howe', '2026-10-03T15:45:00Z'],
    ['on 29 February', '2028-02-29T12:00', 'UTC', '2028-02-29T12:00:00Z'],
    ['at 45 minutes', '2026-11-21T12:00', 'Asia/Kathmandu', '2026-11-21T06:15:00Z'],
    ['on a day that a zone left out', '2011-12-30T12:00', 'Pacific/Apia', '2011-12-30T22:00:00Z'],
  ])('DU1 a time %s (%s in %s) is %s', (_name, local, name, instant) => {
    expect(new Date(wallClockToEpochMs(local, name)).toISOString()).toBe(new Date(instant).toISOString());
  });

  it.each([
    ['ordinary', '2026-11-21', 'Europe/Berlin', '2026-11-20T23:00:00Z'],
    ['clocks go forward at midnight', '2018-11-04', 'America/Sao_Paulo', '2018-11-04T03:00:00Z'],
    ['clocks go forward at midnight', '2024-04-26', 'Africa/Cairo', '2024-04-25T22:00:00Z'],
    ['clocks go forward at midnight', '2024-03-31', 'Asia/Beirut', '2024-03-30T22:00:00Z'],
    ['midnight comes twice, the first counts', '2024-11-03', 'America/Havana', '2024-11-03T04:00:00Z'],
    ['far west', '2026-11-21', 'Pacific/Midway', '2026-11-21T11:00:00Z'],
    ['far east', '2026-11-21', 'Pacific/Kiritimati', '2026-11-20T10:00:00Z'],
  ])('DU2 the day begins (%s: %s in %s) at %s', (_name, day, name, instant) => {
    expect(new Date(startOfDayEpochMs(day, name)).toISOString()).toBe(new Date(instant).toISOString());
  });

  it('DU2 the first instant of a day is on it, and the one before is not', () => {
    fc.assert(
      fc.property(date, zone, (day, name) => {
        const start = startOfDayEpochMs(day, name);
        // Three zones have skipped a day as a whole; it then begins where the next one does.
        if (localDateAt(start, name) !== day) expect(localDateAt(start - 1, name) < day).toBe(true);
        expect(localDateAt(start - 1, name) < day).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  it('DU3 a date exists, between 1900 and 2199', () => {
    for (const text of ['1900-01-01', '2199-12-31', '2028-02-29', '2000-02-29'])
      expect(LocalDateSchema.parse(text)).toBe(text);
    for (const text of [
      '1899-12-31',
      '2200-01-01',
      '0000-01-01',
      '10000-01-01',
      '2026-02-29',
      '1900-02-29',
      '2026-04-31',
      '2026-13-01',
      '2026-00-10',
      '2026-1-1',
      '2026-11-21T00:00',
      '٢٠٢٦-١١-٢١',
      ' 2026-11-21',
      '2026-11-21\n',
    ]) {
      expect(LocalDateSchema.safeParse(text).success, text).toBe(false);
    }
  });

  it('DU3 a wall-clock time is to the minute, without offset, below 24:00', () => {
    for (const text of ['2026-11-21T00:00', '2026-11-21T23:59']) expect(LocalDateTimeSchema.parse(text)).toBe(text);
    for (const text of [
      '2026-11-21T24:00',
      '2026-11-21T12:60',
      '2026-11-21T23:59:60',
      '2026-11-21T12:00Z',
      '2026-11-21T12:00+01:00',
      '2026-11-21 12:00',
      '2026-02-29T12:00',
      '2026-11-21T12:00\n',
    ]) {
      expect(LocalDateTimeSchema.safeParse(text).success, text).toBe(false);
    }
  });

  it('DU4 days are added on the calendar, whatever the clocks do', () => {
    expect(addDays('2026-03-28', 1)).toBe('2026-03-29');
    expect(addDays('2028-02-28', 1)).toBe('2028-02-29');
    expect(addDays('2026-01-01', -1)).toBe('2025-12-31');
    fc.assert(
      fc.property(date, fc.integer({ min: -1000, max: 1000 }), (day, days) => {
        expect(addDays(addDays(day, days), -days)).toBe(day);
      }),
    );
  });
});

describe('time zones', () => {
  it('DU5 whatever is taken for a zone can be computed with', () => {
    const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
    const abbreviations = letters.flatMap((a) => letters.flatMap((b) => [`${a}${b}T`, `${a}S${b}`]));
    const names = [
      ...ZONES,
      ...abbreviations,
      'utc',
      'europe/berlin',
      'EST5EDT',
      'Etc/GMT+5',
      'GMT0',
      'US/Pacific',
      'Asia/Calcutta',
      'Zulu',
      'Etc/Unknown',
      'SystemV/EST5',
    ];
    const broken = names.filter((name) => {
      if (!isTimeZone(name)) return false;
      try {
        return (
          !Number.isFinite(wallClockToEpochMs('2026-11-21T12:00', name)) ||
          !localDateAt(at('2026-11-21T12:00:00Z'), name)
        );
      } catch {
        return true;
      }
    });
    expect(broken).toEqual([]);
  });

  it('DU5 offsets and nonsense are no zones', () => {
    for (const name of [
      '+02:00',
      'UTC+2',
      'Mars/Olympus',
      '',
      ' ',
      'Europe/Berlin ',
      '../etc/passwd',
      'Europe/Berlin\0',
      'GMT+25',
    ]) {
      expect(isTimeZone(name), name).toBe(false);
    }
  });
});

it('between two dates are as many days as lead from one to the other, whatever the time of day', () => {
  const days = fc.integer({ min: -40_000, max: 40_000 });
  fc.assert(
    fc.property(date, days, (from, count) => {
      expect(daysBetween(from, addDays(from, count))).toBe(count);
      expect(daysBetween(`${from}T23:59`, `${addDays(from, count)}T00:00`)).toBe(count);
    }),
  );
});
