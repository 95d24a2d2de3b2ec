import { expect, test } from 'vitest';
import type { RungTask } from '#core/query/bell.ts';
import type { Firing } from '#core/reminder/firing.ts';
import { firstSettings } from '#core/settings/first-settings.ts';
import { nthId } from '#test/ids.ts';
import { firingFacts } from './firing-words.ts';
import { latenessWords } from './lateness-words.ts';
import { momentWords } from './moment-words.ts';
import { snoozeChoices } from './snooze-choices.ts';

// Saturday 21 November 2026, 15:00 in Berlin.
const here = { nowMs: Date.UTC(2026, 10, 21, 14, 0), zone: 'Europe/Berlin', locale: 'en-GB' };
const at = (iso: string) => Date.parse(iso);

test.each([
  ['2026-11-21T14:10:00Z', '15:10'],
  ['2026-11-22T08:00:00Z', 'tomorrow 9:00'],
  ['2026-11-27T08:00:00Z', 'Fri 9:00'],
  ['2026-12-03T08:00:00Z', '3 Dec 9:00'],
  ['2027-01-03T08:00:00Z', '3 Jan 2027 9:00'],
])('WEB34 %s is %s', (instant, words) => {
  expect(momentWords(at(instant), here).replaceAll(/\b0(\d:)/g, '$1')).toBe(words);
});

test.each([
  ['2026-11-21T14:00:59.000Z', null],
  ['2026-11-21T14:01:00.000Z', '1 minute late'],
  ['2026-11-21T14:12:30.000Z', '12 minutes late'],
  ['2026-11-21T16:00:00.000Z', '2 hours late'],
  ['2026-11-24T14:00:00.000Z', '3 days late'],
  ['2026-11-30T14:00:00.000Z', 'missed by 9 days'],
])('WEB30 planned for 14:00 and rung %s is %s', (firedAt, words) => {
  expect(latenessWords({ scheduledAt: '2026-11-21T14:00:00.000Z', firedAt })).toBe(words);
});

test('WEB34 each way to put a reminder off says until when', () => {
  const { nowMs, ...home } = here;
  const settings = firstSettings({ ...home, now: '2026-11-21T14:00:00.000Z' });
  const words = snoozeChoices(settings, nowMs).map((choice) => choice.words);
  expect(words.map((each) => each.replaceAll(/\b0(\d:)/g, '$1'))).toEqual([
    '10 minutes, until 15:10',
    '1 hour, until 16:00',
    'Tomorrow morning, 9:00',
  ]);
});

const firing: Firing = {
  id: nthId('firing', 1),
  reminderId: nthId('reminder', 1),
  taskId: nthId('task', 1),
  title: 'Fetch the ropes',
  channels: ['in_app'],
  plannedAt: '2026-11-21T13:30:00.000Z',
  scheduledAt: '2026-11-21T13:30:00.000Z',
  firedAt: '2026-11-21T13:42:00.000Z',
  acknowledgedAt: null,
  readAt: null,
  version: 1,
  updatedAt: '2026-11-21T13:42:00.000Z',
};
const task: RungTask = {
  id: firing.taskId,
  title: firing.title,
  status: 'open',
  due: { kind: 'floating', local: '2026-11-21T15:30' },
  reminders: [{ id: firing.reminderId, when: { kind: 'before', minutes: 60 }, channels: ['in_app'], ringAt: null }],
  completedAt: null,
  deletedAt: null,
  version: 1,
};
const facts = (over: Partial<Firing>, known: RungTask | null | undefined) =>
  firingFacts({ ...firing, ...over }, known, here).map(({ text }) => text);

test('WEB30 an entry says when it is due, how late it rang, and what became of the task', () => {
  expect(facts({}, task)).toEqual(['due today 15:30', '12 minutes late']);
  expect(facts({}, undefined)).toEqual(['12 minutes late']);
  expect(facts({}, null)).toEqual(['deleted', '12 minutes late']);
  expect(facts({ firedAt: firing.scheduledAt }, { ...task, status: 'completed' })).toEqual(['completed']);
  expect(facts({ scheduledAt: firing.firedAt }, { ...task, due: null })).toEqual(['after quiet hours']);
});

test('WEB34 a reminder that was put off says until when; one that rang at once was not put off', () => {
  const put = (ringAt: string) => ({ ...task, reminders: task.reminders.map((each) => ({ ...each, ringAt })) });
  expect(facts({}, put('2026-11-21T14:10:00.000Z'))[0]).toBe('snoozed until 15:10');
  expect(facts({}, put('2026-11-21T13:42:00.000Z'))[0]).toBe('due today 15:30');
});
