import { describe, expect, it } from 'vitest';
import { recurrenceEvaluation } from './recurrence.ts';

const DAILY = {
  id: 'd',
  rule: 'FREQ=DAILY;COUNT=3',
  start: '2027-03-27T02:30',
  zone: 'Europe/Berlin',
  after: '2027-03-27T01:30:00Z',
  expect: ['2027-03-28T01:30:00Z', '2027-03-29T02:30:00+02:00'],
};

function judge(changes: object) {
  return recurrenceEvaluation.judge(JSON.stringify({ ...DAILY, ...changes }));
}

describe('npm run eval -- recurrence', () => {
  it('RC20 a case holds when the instants are the same, however they are written', () => {
    expect(judge({})).toMatchObject({ id: 'd', isStrict: true, isLenient: true });
    expect(judge({ start: '2027-03-27T02:30:00' })).toMatchObject({ isStrict: true });
  });

  it('RC20 a missing or another occurrence is a miss that shows both, and so is any where none was expected', () => {
    expect(judge({ expect: DAILY.expect.slice(0, 1) })).toMatchObject({ isStrict: true });
    expect(judge({ expect: [] })).toMatchObject({ isStrict: false, given: '2027-03-28T01:30:00.000Z' });
    expect(judge({ expect: [...DAILY.expect, '2027-03-30T00:30:00Z'] })).toMatchObject({ isStrict: false });
    expect(judge({ expect: ['2027-03-28T00:30:00Z'] })).toMatchObject({
      isStrict: false,
      expected: '2027-03-28T00:30:00.000Z',
      given: '2027-03-28T01:30:00.000Z',
    });
  });

  it('RC20 a date falls on the first instant of its day', () => {
    const expected = { expect: ['2027-03-27T23:00:00Z', '2027-03-28T22:00:00Z'] };
    expect(judge({ start: '2027-03-27', ...expected })).toMatchObject({ isStrict: true });
  });

  it('RC20 a refused rule and a broken line are misses, and one that never occurs gives nothing', () => {
    for (const rule of ['', 'FREQ=SECONDLY', 'FREQ=DAILY;FOO=1', 'nonsense', 'FREQ=DAILY;COUNT=1000000000']) {
      expect(judge({ rule }), rule).toMatchObject({ id: 'd', isStrict: false });
      expect(judge({ rule, expect: [] }), rule).toMatchObject({ isStrict: false });
    }
    expect(judge({ rule: 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30', expect: [] })).toMatchObject({ isStrict: true });
    for (const changes of [
      { zone: 'Mars/Olympus' },
      { start: 'soon' },
      { after: 'later' },
      { expect: null },
      { id: null },
    ]) {
      expect(judge(changes)).toMatchObject({ isStrict: false });
    }
    for (const line of ['', '{', '[]', 'null', '"x"']) {
      expect(recurrenceEvaluation.judge(line)).toMatchObject({ id: '?', isStrict: false });
    }
  });
});
