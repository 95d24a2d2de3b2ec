import { expect, test } from 'vitest';
import { type EventType, type LoggedEvent, LoggedEventSchema } from '#core/log/event.ts';
import { sampleSeries } from '#test/sample-series.ts';
import { sampleTask } from '#test/sample-task.ts';
import type { ActivityContext } from './change-values.ts';
import { groupActivity } from './group-activity.ts';

const ctx: ActivityContext = {
  nowMs: Date.parse('2026-11-21T13:05:00.000Z'),
  zone: 'Europe/Berlin',
  locale: 'en-GB',
  listNames: new Map([['inbox', 'Inbox']]),
};
let seq = 100;

/** Each is older than the one before, as the log gives them. */
function event(type: EventType, correlation: number, thing: number, occurredAt: string): LoggedEvent {
  seq -= 1;
  const id = (prefix: string, n: number) => `${prefix}_01jd8xv0q5e3t8h2w6m4k9${String(n).padStart(4, '0')}`;
  const at = `${occurredAt}.000Z`;
  const after = sampleTask({ id: id('task', thing), title: `Task ${thing}`, version: 2, createdAt: at, updatedAt: at });
  const state = type.startsWith('recurrence.') ? sampleSeries() : after;
  const data = type.startsWith('account.') ? { userId: id('usr', 1) } : { after: state, before: null };
  return LoggedEventSchema.parse({
    seq,
    id: id('evt', seq),
    aggregateId: id('task', thing),
    version: 2,
    actor: { kind: 'user', client: 'web' },
    correlationId: id('cor', correlation),
    occurredAt: at,
    type,
    data,
  });
}

function told(events: LoggedEvent[]) {
  return groupActivity(events, ctx).map(({ heading, actions }) => [
    heading.name,
    ...actions.map(({ words, parts, canUndo }) => `${words.action}|${parts.length}${canUndo ? '|undo' : ''}`),
  ]);
}

test('one correlation id is one action, in the order in which its parts were done', () => {
  const events = [
    event('task.completed', 1, 3, '2026-11-21T12:00:00'),
    event('task.completed', 1, 2, '2026-11-21T12:00:00'),
    event('task.completed', 1, 1, '2026-11-21T12:00:00'),
    event('task.created', 2, 1, '2026-11-21T11:00:00'),
  ];
  expect(told(events)).toEqual([['Today', 'completed 3 tasks|3|undo', 'added|0|undo']]);
  const parts = groupActivity(events, ctx)[0]?.actions[0]?.parts ?? [];
  expect(parts.map(({ words }) => words.subject?.text)).toEqual(['Task 1', 'Task 2', 'Task 3']);
});

test('what another device did in between does not tear an action apart', () => {
  const events = [
    event('task.completed', 1, 2, '2026-11-21T12:00:02'),
    event('task.created', 2, 9, '2026-11-21T12:00:01'),
    event('task.completed', 1, 1, '2026-11-21T12:00:00'),
  ];
  expect(told(events)).toEqual([['Today', 'completed 2 tasks|2|undo', 'added|0|undo']]);
});

test('days are those of the zone', () => {
  const events = [
    event('task.created', 1, 1, '2026-11-20T23:30:00'),
    event('task.created', 2, 2, '2026-11-20T22:30:00'),
    event('task.created', 3, 3, '2026-11-18T12:00:00'),
  ];
  expect(told(events).map(([name]) => name)).toEqual(['Today', 'Yesterday', 'Wednesday']);
});

test('mixed and repeated changes have a summary of their own', () => {
  expect(
    told([event('task.updated', 1, 1, '2026-11-21T12:00:00'), event('task.created', 1, 1, '2026-11-21T12:00:00')]),
  ).toEqual([['Today', 'made 2 changes to|2|undo']]);
  expect(
    told([event('task.completed', 1, 1, '2026-11-21T12:00:00'), event('task.created', 1, 2, '2026-11-21T12:00:00')]),
  ).toEqual([['Today', 'changed 2 things at once|2|undo']]);
});

test('an account cannot be unmade, and what is erased does not come back', () => {
  expect(
    told([event('task.created', 1, 1, '2026-11-21T12:00:00'), event('account.created', 1, 2, '2026-11-21T12:00:00')]),
  ).toEqual([['Today', 'made this account|0']]);
  expect(told([event('task.purged', 1, 1, '2026-11-21T12:00:00')])).toEqual([['Today', 'erased|0']]);
});

test('WEB43 completing what repeats is told as that, with the next one among its parts', () => {
  const at = '2026-11-21T12:00:00';
  const events = [
    event('task.created', 1, 2, at),
    event('recurrence.occurrence_created', 1, 9, at),
    event('task.completed', 1, 1, at),
  ];
  expect(told(events)).toEqual([['Today', 'completed|3|undo']]);
  expect(told([event('recurrence.paused', 2, 9, at)])).toEqual([['Today', 'paused a repeating task:|0|undo']]);
});
