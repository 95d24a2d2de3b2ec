import { Temporal } from 'temporal-polyfill';
import { describe, expect, it, vi } from 'vitest';
import { ZONES } from '#test/recurrence/random-recurrence.ts';
import { addDays } from '../time/local.ts';
import { nextOccurrence, occurrencesAfter, slotEpochMs, wallClockAt } from './occurrences.ts';

// Some hundred zones with up to eight changes each.
vi.setConfig({ testTimeout: 60_000 });

interface ClockChange {
  readonly zone: string;
  readonly epochMs: number;
  readonly offsetBeforeMs: number;
  readonly offsetAfterMs: number;
}

/** Every clock change of every zone from 2024 to 2027. */
const CHANGES: readonly ClockChange[] = ZONES.flatMap((zone) => {
  const changes: ClockChange[] = [];
  let at = Temporal.Instant.from('2024-01-01T00:00Z').toZonedDateTimeISO(zone);
  for (;;) {
    const next = at.getTimeZoneTransition('next');
    if (next === null || next.epochMilliseconds >= Date.UTC(2028, 0, 1)) return changes;
    changes.push({
      zone,
      epochMs: next.epochMilliseconds,
      offsetBeforeMs: next.subtract({ seconds: 1 }).offsetNanoseconds / 1e6,
      offsetAfterMs: next.offsetNanoseconds / 1e6,
    });
    at = next;
  }
});

function local(epochMs: number): string {
  return new Date(epochMs).toISOString().slice(0, 16);
}

/** Times around the change: the first skipped or doubled minute, one within, the last, and the ones beside. */
function timesAround({ epochMs, offsetBeforeMs, offsetAfterMs }: ClockChange): string[] {
  const first = epochMs + Math.min(offsetBeforeMs, offsetAfterMs);
  const last = epochMs + Math.max(offsetBeforeMs, offsetAfterMs);
  return [first - 60_000, first, (first + last) / 2, last - 60_000, last].map((ms) =>
    local(Math.floor(ms / 60_000) * 60_000),
  );
}

describe('clock changes', () => {
  it('RC11 there are some in a hundred zones', () => {
    expect(new Set(CHANGES.map(({ zone }) => zone)).size).toBeGreaterThan(100);
    expect(
      CHANGES.some(({ offsetAfterMs, offsetBeforeMs }) => Math.abs(offsetAfterMs - offsetBeforeMs) === 1_800_000),
    ).toBe(true);
  });

  it('RC11 in every zone a daily time occurs on each day once: moved forward where it is skipped, the first where it comes twice', () => {
    for (const change of CHANGES) {
      for (const time of timesAround(change)) {
        const start = `${addDays(time.slice(0, 10), -2)}${time.slice(10)}`;
        const found = [...occurrencesAfter({ rule: 'FREQ=DAILY;COUNT=5', start }, change.zone, null)];
        expect(found.map(({ slot }) => slot.slice(0, 10))).toEqual([0, 1, 2, 3, 4].map((days) => addDays(start, days)));
        // What the clocks would show had they not changed yet: right for both, and for every time before the change.
        const wanted = Date.parse(`${time}Z`) - change.offsetBeforeMs;
        const isAfter =
          Date.parse(`${time}Z`) >= change.epochMs + Math.max(change.offsetBeforeMs, change.offsetAfterMs);
        const offsetMs = isAfter ? change.offsetAfterMs : change.offsetBeforeMs;
        expect(found[2]?.epochMs, `${change.zone} ${time}`).toBe(isAfter ? Date.parse(`${time}Z`) - offsetMs : wanted);
      }
    }
  });

  it('RC11 in every zone the next one after any moment near a change is the first that is later', () => {
    for (const change of CHANGES) {
      for (const time of timesAround(change)) {
        const start = `${addDays(time.slice(0, 10), -2)}${time.slice(10)}`;
        const all = [...occurrencesAfter({ rule: 'FREQ=DAILY;COUNT=5', start }, change.zone, null)];
        for (const offset of [-1, 0, 1_800_000]) {
          const now = change.epochMs + offset;
          const next = nextOccurrence({ rule: 'FREQ=DAILY;COUNT=5', start }, change.zone, now);
          expect(next?.epochMs, `${change.zone} ${time} ${offset}`).toBe(
            all.find(({ epochMs }) => epochMs > now)?.epochMs,
          );
        }
      }
    }
  });

  it.each([
    ['skipped', '2027-03-27T02:30', 'Europe/Berlin', ['2027-03-27T01:30Z', '2027-03-28T01:30Z', '2027-03-29T00:30Z']],
    ['twice', '2026-10-24T02:30', 'Europe/Berlin', ['2026-10-24T00:30Z', '2026-10-25T00:30Z', '2026-10-26T01:30Z']],
    [
      'half an hour',
      '2026-10-03T02:15',
      'Australia/Lord_Howe',
      ['2026-10-02T15:45Z', '2026-10-03T15:45Z', '2026-10-04T15:15Z'],
    ],
    ['dates', '2026-03-28', 'Europe/Berlin', ['2026-03-27T23:00Z', '2026-03-28T23:00Z', '2026-03-29T22:00Z']],
    [
      'a day that begins at one',
      '2024-04-25',
      'Africa/Cairo',
      ['2024-04-24T22:00Z', '2024-04-25T22:00Z', '2024-04-26T21:00Z'],
    ],
  ])('RC11 %s: from %s in %s', (_name, start, zone, instants) => {
    const found = [...occurrencesAfter({ rule: 'FREQ=DAILY;COUNT=3', start }, zone, null)];
    expect(found.map(({ epochMs }) => epochMs)).toEqual(instants.map((instant) => Date.parse(instant)));
  });

  it('RC12 a day that a zone left out gives no occurrence of its own', () => {
    const apia = { rule: 'FREQ=DAILY;COUNT=4', start: '2011-12-28T12:00' };
    const found = [...occurrencesAfter(apia, 'Pacific/Apia', null)];
    expect(found.map(({ epochMs }) => local(epochMs))).toEqual([
      '2011-12-28T22:00',
      '2011-12-29T22:00',
      '2011-12-30T22:00',
    ]);
    expect(nextOccurrence(apia, 'Pacific/Apia', Date.UTC(2011, 11, 30, 21, 59))?.epochMs).toBe(
      Date.UTC(2011, 11, 30, 22),
    );
    expect(nextOccurrence(apia, 'Pacific/Apia', Date.UTC(2011, 11, 30, 22))).toBeNull();
  });

  it('RC12 "after" is strictly after, to the millisecond', () => {
    const daily = { rule: 'FREQ=DAILY', start: '2026-11-21T15:00' };
    const at = slotEpochMs('2026-11-22T15:00', 'Asia/Kathmandu');
    expect(nextOccurrence(daily, 'Asia/Kathmandu', at - 1)?.slot).toBe('2026-11-22T15:00');
    expect(nextOccurrence(daily, 'Asia/Kathmandu', at)?.slot).toBe('2026-11-23T15:00');
    expect(wallClockAt(at, 'Asia/Kathmandu')).toBe('2026-11-22T15:00');
  });
});
