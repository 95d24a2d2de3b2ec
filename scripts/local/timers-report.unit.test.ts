import { expect, test } from 'vitest';
import type { TroubledTimer } from '#core/query/timers-query.ts';
import { reportRearmed, reportRetried, reportTimers } from './timers-report.ts';

const timer: TroubledTimer = {
  state: 'parked',
  userId: 'usr_1',
  kind: 'ring',
  ref: 'task_1 rem_1',
  dueAt: '2026-11-21T03:17:00.000Z',
  nextTryAt: null,
  attempts: 10,
  lastError: 'Error: \u001b[31mred\nalert',
};

test('TM13 a table of what is parked and overdue, which cannot steer the terminal', () => {
  expect(reportTimers({ timers: [timer], parked: 1, overdue: 3 })).toBe(
    [
      'STATE   KIND  USER   REF           DUE                       TRIES  LAST ERROR',
      'parked  ring  usr_1  task_1 rem_1  2026-11-21T03:17:00.000Z  10     Error:  [31mred alert',
      '',
      '1 parked, 3 overdue. 3 of them not shown: see --limit and --user.',
    ].join('\n'),
  );
  expect(reportTimers({ timers: [], parked: 0, overdue: 0 })).toBe('No timer is parked or overdue.');
});

test('TM13 what retry and rearm did, and which hub did not answer', () => {
  expect(reportRetried({ retried: 0, nudged: 0, unreachable: [] })).toBe('No parked timer fits.');
  expect(reportRetried({ retried: 3, nudged: 1, unreachable: ['usr_2'] })).toBe(
    '3 let run again.\n1 hub was woken.\nNo answer, the watchdog goes on trying: usr_2',
  );
  expect(reportRearmed({ nudged: 0, unreachable: [], isMore: false })).toBe('No timer is overdue.');
  expect(reportRearmed({ nudged: 200, unreachable: [], isMore: true })).toBe(
    '200 hubs were woken.\nThere may be more: run it again.',
  );
});
