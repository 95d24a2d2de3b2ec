import { expect, test } from 'vitest';
import { draftOfRule, firstDraft, type RepeatDraft, ruleOfDraft } from './repeat-draft.ts';

const SATURDAY = '2026-11-21T15:00';
const first = firstDraft(SATURDAY);

test.each<[Partial<RepeatDraft>, string]>([
  [{}, 'FREQ=WEEKLY;BYDAY=SA'],
  [{ unit: 'DAILY', interval: 3 }, 'FREQ=DAILY;INTERVAL=3'],
  [{ weekdays: ['TH', 'MO'], interval: 2 }, 'FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH'],
  [{ unit: 'MONTHLY' }, 'FREQ=MONTHLY;BYMONTHDAY=21'],
  [{ unit: 'MONTHLY', monthly: { kind: 'day', day: 31 } }, 'FREQ=MONTHLY;BYMONTHDAY=28,29,30,31;BYSETPOS=-1'],
  [{ unit: 'MONTHLY', monthly: { kind: 'day', day: -1 } }, 'FREQ=MONTHLY;BYMONTHDAY=-1'],
  [{ unit: 'MONTHLY', monthly: { kind: 'nth', nth: 3, weekday: 'SA' } }, 'FREQ=MONTHLY;BYDAY=3SA'],
  [{ unit: 'YEARLY' }, 'FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=21'],
  [{ end: { kind: 'count', count: 5 } }, 'FREQ=WEEKLY;BYDAY=SA;COUNT=5'],
  [{ end: { kind: 'until', date: '2027-01-31' } }, 'FREQ=WEEKLY;BYDAY=SA;UNTIL=20270131'],
])('WEB41 the fields %o write %s, and are read back from it', (fields, rule) => {
  const draft = { ...first, ...fields };
  expect(ruleOfDraft(draft, SATURDAY)).toBe(rule);
  const read = draftOfRule(rule, SATURDAY);
  expect(read && ruleOfDraft(read, SATURDAY)).toBe(rule);
});

test.each([
  ['FREQ=WEEKLY', 'FREQ=WEEKLY;BYDAY=SA'],
  ['FREQ=MONTHLY;INTERVAL=2', 'FREQ=MONTHLY;INTERVAL=2;BYMONTHDAY=21'],
  ['rrule:freq=daily;interval=1', 'FREQ=DAILY'],
])('WEB41 what %s leaves to its start stands in the fields', (text, rule) => {
  const draft = draftOfRule(text, SATURDAY);
  expect(draft && ruleOfDraft(draft, SATURDAY)).toBe(rule);
});

test.each([
  'FREQ=MONTHLY;BYMONTHDAY=1,15',
  'FREQ=MONTHLY;BYMONTHDAY=31',
  'FREQ=WEEKLY;BYDAY=SA;BYHOUR=9',
  'FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU',
  'FREQ=DAILY;BYMONTH=1',
  'nonsense',
])('WEB41 %s says more than the fields can', (rule) => {
  expect(draftOfRule(rule, SATURDAY)).toBeNull();
});
