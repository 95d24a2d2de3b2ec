import { describe, expect, it } from 'vitest';
import { captureEvaluation } from './capture.ts';

const BOOTS = {
  id: 'c1',
  now: '2027-05-05T10:00:00+02:00',
  timezone: 'Europe/Paris',
  text: 'polish boots sunday 6pm #hall p3 !15m',
  expect: {
    title: 'polish boots',
    due: { kind: 'time', local: '2027-05-09T18:00' },
    priority: 'medium',
    tags: ['hall'],
    recurrence: null,
    reminders: [{ before_minutes: 15 }],
  },
  accept: [{ due: { kind: 'date', date: '2027-05-09' } }],
};

function judge(changes: object, expect: object = {}) {
  return captureEvaluation().judge(JSON.stringify({ ...BOOTS, ...changes, expect: { ...BOOTS.expect, ...expect } }));
}

describe('npm run eval -- capture', () => {
  it('LG19 a line holds when all six keys do, in any order of tags and reminders', () => {
    expect(judge({})).toMatchObject({ id: 'c1', isStrict: true, isLenient: true });
    const two = { text: 'boots #b #a !1h !1d', expect: { title: 'boots', tags: ['a', 'b'] } };
    const reminders = [{ before_minutes: 1440 }, { before_minutes: 60 }];
    const line = JSON.stringify({ ...BOOTS, ...two, expect: { ...two.expect, reminders } });
    expect(captureEvaluation().judge(line)).toMatchObject({ isStrict: true });
  });

  it('LG19 each key alone makes a miss, that shows both', () => {
    for (const wrong of [
      { title: 'boots' },
      { due: null },
      { priority: 'low' },
      { tags: [] },
      { recurrence: { rrule: 'FREQ=DAILY', trigger: 'schedule' } },
      { reminders: [] },
    ]) {
      const verdict = judge({}, wrong);
      expect(verdict, JSON.stringify(wrong)).toMatchObject({ isStrict: false, isLenient: false });
      expect(verdict.expected).not.toBe(verdict.given);
    }
  });

  it('LG19 lenient takes an alternative, and a rule with the same occurrences', () => {
    const due = { kind: 'date', date: '2027-05-09' };
    const accept = [{ due: BOOTS.expect.due }];
    expect(judge({ accept }, { due })).toMatchObject({ isStrict: false, isLenient: true });
    const text = 'boots every monday for 6 weeks';
    const meant = (rrule: string) => ({
      text,
      accept: [],
      expect: {
        title: 'boots',
        due: { kind: 'date', date: '2027-05-10' },
        recurrence: { rrule, trigger: 'schedule' },
      },
    });
    const ask = (rrule: string) => captureEvaluation().judge(JSON.stringify({ ...BOOTS, ...meant(rrule) }));
    expect(ask('FREQ=WEEKLY;BYDAY=MO;UNTIL=20270614')).toMatchObject({ isStrict: false, isLenient: true });
    expect(ask('FREQ=WEEKLY;BYDAY=MO;UNTIL=20270621')).toMatchObject({ isStrict: false, isLenient: false });
  });

  it('LG19 a broken line is a miss', () => {
    for (const line of ['', '{', '[]', 'null', '"x"']) {
      expect(captureEvaluation().judge(line)).toMatchObject({ id: '?', isStrict: false, isLenient: false });
    }
    for (const changes of [{ now: 'soon' }, { timezone: 'Mars/Olympus' }, { text: null }]) {
      expect(judge(changes)).toMatchObject({ id: '?', isStrict: false });
    }
  });
});
