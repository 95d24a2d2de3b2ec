import { expect, test } from 'vitest';
import type { Due } from '#core/task/due.ts';
import { firstRepeatState, outcomeOf, type RepeatState } from './repeat-state.ts';

const clock = {
  nowMs: Date.parse('2026-11-21T10:00:00Z'),
  zone: 'Europe/Berlin',
  locale: 'en-GB',
  weekStart: 1,
  zones: ['Europe/Berlin'],
};
const at = (local: string): Due => ({ kind: 'floating', local });
const outcome = (due: Due, over: Partial<RepeatState>) =>
  outcomeOf({ ...firstRepeatState(due, null, clock), ...over }, clock);

test('WEB42 ten dates stand there, with a note on a short month and on a change of the clocks', () => {
  const text = 'FREQ=MONTHLY;BYMONTHDAY=28,29,30,31;BYSETPOS=-1';
  const { preview } = outcome(at('2027-01-31T09:00'), { how: 'text', text });
  expect(preview?.occurrences).toHaveLength(10);
  expect(preview?.occurrences[1]).toMatchObject({ local: '2027-02-28T09:00', notes: [{ kind: 'short_month' }] });
  const sundays = outcome(at('2027-03-21T02:30'), {});
  expect(sundays.preview?.occurrences[1]?.notes[0]?.text).toMatch(/^The clocks go forward/);
});

test('WEB42 of a rule that began long ago what is ahead is shown, today included', () => {
  const { preview } = outcome({ kind: 'date', date: '2020-01-04' }, { how: 'text', text: 'FREQ=WEEKLY' });
  expect(preview?.occurrences[0]?.local).toBe('2026-11-21');
});

test('WEB42 what cannot be has a reason instead', () => {
  const refused = outcome(
    { kind: 'date', date: '2026-11-21' },
    { how: 'text', text: 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30' },
  );
  expect(refused.preview).toBeNull();
  expect(refused.problem).toMatch(/never occurs/);
});

test('WEB41 a rule the fields cannot say opens as text', () => {
  const value = { rule: 'FREQ=MONTHLY;BYMONTHDAY=1,15', trigger: { kind: 'on_completion', anchor: 'due' } } as const;
  expect(firstRepeatState(null, value, clock)).toMatchObject({
    how: 'text',
    text: value.rule,
    due: { kind: 'date', date: '2026-11-21' },
  });
});
