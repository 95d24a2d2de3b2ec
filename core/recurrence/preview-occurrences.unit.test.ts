import { describe, expect, it } from 'vitest';
import { describeNote } from './describe-note.ts';
import { previewOccurrences } from './preview-occurrences.ts';

function preview(rule: string, start: string, count = 4, zone = 'Europe/Berlin') {
  return previewOccurrences({ rule, start, zone, after: null, count });
}

/** The local time of each occurrence and the sentences on it. */
function told(...args: Parameters<typeof preview>): string[][] {
  return preview(...args).map(({ local, notes }) => [local, ...notes.map((note) => describeNote(note, local))]);
}

describe('the next occurrences before saving', () => {
  it('RC13 are wall clock and instant, strictly after a moment, as many as asked for', () => {
    const daily = { rule: 'FREQ=DAILY', start: '2026-11-21T15:00', zone: 'Asia/Kathmandu', count: 2 };
    expect(previewOccurrences({ ...daily, after: '2026-11-21T09:15:00.000Z' })).toEqual([
      { local: '2026-11-22T15:00', instant: '2026-11-22T09:15:00.000Z', notes: [] },
      { local: '2026-11-23T15:00', instant: '2026-11-23T09:15:00.000Z', notes: [] },
    ]);
    expect(previewOccurrences({ ...daily, after: null, count: 0 })).toEqual([]);
    expect(preview('FREQ=DAILY;COUNT=2', '2026-11-21', 10)).toHaveLength(2);
  });

  it('RC13 a date has no instant', () => {
    expect(preview('FREQ=DAILY', '2026-11-21', 1)).toEqual([{ local: '2026-11-21', instant: null, notes: [] }]);
  });

  it('RC13 a skipped and a doubled time are told', () => {
    expect(told('FREQ=DAILY', '2027-03-27T02:30', 3)).toEqual([
      ['2027-03-27T02:30'],
      ['2027-03-28T02:30', 'The clocks go forward: there is no 02:30 on 28 March 2027, so it is at 03:30.'],
      ['2027-03-29T02:30'],
    ]);
    expect(told('FREQ=DAILY', '2026-10-24T02:30', 3)).toEqual([
      ['2026-10-24T02:30'],
      ['2026-10-25T02:30', 'The clocks go back: 02:30 comes twice on 25 October 2026, and it is the first.'],
      ['2026-10-26T02:30'],
    ]);
    expect(told('FREQ=DAILY', '2027-03-27', 3)).toEqual([['2027-03-27'], ['2027-03-28'], ['2027-03-29']]);
  });

  it('RC13 short months are told, the last day as such and a skipped month before the next occurrence', () => {
    expect(told('FREQ=MONTHLY;BYMONTHDAY=28,29,30,31;BYSETPOS=-1', '2027-01-31')).toEqual([
      ['2027-01-31'],
      ['2027-02-28', 'February 2027 has no 31st, so it is on the last day.'],
      ['2027-03-31'],
      ['2027-04-30', 'April 2027 has no 31st, so it is on the last day.'],
    ]);
    expect(told('FREQ=MONTHLY', '2027-01-31', 2)).toEqual([
      ['2027-01-31'],
      ['2027-03-31', 'February 2027 is skipped: there is no such day.'],
    ]);
    expect(told('FREQ=MONTHLY;BYDAY=5MO', '2027-05-31', 2)[1]).toEqual([
      '2027-08-30',
      'June 2027 and July 2027 are skipped: there is no such day.',
    ]);
    expect(told('FREQ=MONTHLY;BYMONTH=3,5;BYMONTHDAY=31', '2027-03-31')).toEqual([
      ['2027-03-31'],
      ['2027-05-31'],
      ['2028-03-31'],
      ['2028-05-31'],
    ]);
  });

  it('RC13 the first occurrence after a moment knows what was skipped before it', () => {
    const [first] = previewOccurrences({
      rule: 'FREQ=MONTHLY;BYMONTHDAY=31',
      start: '2026-01-31',
      zone: 'UTC',
      after: '2027-02-10T00:00:00.000Z',
      count: 1,
    });
    expect(first).toMatchObject({
      local: '2027-03-31',
      notes: [{ kind: 'skipped', unit: 'month', periods: ['2027-02'] }],
    });
  });

  it('RC13 leap days and years are told', () => {
    expect(told('FREQ=YEARLY', '2028-02-29', 2)).toEqual([
      ['2028-02-29', '29 February comes in leap years only.'],
      ['2032-02-29', '29 February comes in leap years only.'],
    ]);
    expect(told('FREQ=YEARLY;BYYEARDAY=366', '2028-12-31', 2)).toEqual([
      ['2028-12-31'],
      ['2032-12-31', '2029, 2030 and 2031 are skipped: there is no such day.'],
    ]);
    expect(told('FREQ=MONTHLY;BYMONTHDAY=-1', '2028-01-31', 2)[1]).toEqual([
      '2028-02-29',
      '29 February comes in leap years only.',
    ]);
    expect(told('FREQ=DAILY', '2028-02-28', 2)[1]).toEqual(['2028-02-29']);
  });
});
