import { beforeEach, expect, test } from 'vitest';
import { createDeliveryJudge, type DeliveryJudge, type Grant } from './delivery-judge.ts';
import type { Logged } from './logged.ts';
import type { Promised } from './promises.ts';
import type { Account, TaskState } from './state.ts';

const MINUTE_MS = 60_000;
const LEASE_MS = 2 * MINUTE_MS;
const SENT = { isTaken: true, kind: 'sent', retryAfterMs: null } as const;

let nowMs: number;
let broken: Promised[];
let task: TaskState;
let judge: DeliveryJudge;

const row = (type: string, aggregate_id: string, after: object): Logged => ({
  seq: 1,
  user_id: 'usr',
  aggregate_id,
  version: 1,
  type,
  actor: { kind: 'system' },
  correlation_id: 'cor',
  data: JSON.stringify({ after }),
  occurred_at: nowMs,
});
const firing = (id: string) => {
  const at = new Date(nowMs).toISOString();
  const moments = { plannedAt: at, scheduledAt: at, firedAt: at, acknowledgedAt: null };
  return { id, reminderId: 'rem', taskId: 'task', title: 'Ropes', channels: ['email'], ...moments };
};
const ring = (id: string) => judge.observe([row('reminder.fired', id, firing(id))]);
const notice = { firingId: 'fir', channel: 'email', webhookId: null, reason: null, messageId: 'msg' };
const say = (type: string, over: object = {}) => judge.observe([row(type, 'dlv', { ...notice, ...over })]);
const change = (over: Partial<TaskState>) => {
  task = { ...task, ...over };
  judge.observe([row('task.updated', 'task', task)]);
};
/** A message that is handed out now. */
const grant = (claim: string, over: Partial<Grant> = {}): Grant => {
  const to = { userId: 'usr', messageId: 'msg', channel: 'email', destination: '', firingIds: ['fir'] } as const;
  const made = { ...to, claim, atMs: nowMs, leaseUntilMs: nowMs + LEASE_MS, ...over };
  judge.granted(made);
  return made;
};

beforeEach(() => {
  nowMs = Date.UTC(2026, 10, 21);
  broken = [];
  const reminder = { id: 'rem', when: { kind: 'before', minutes: 5 }, channels: ['email'], ringAt: null } as const;
  const nothing = { parentId: null, due: null, completedAt: null, deletedAt: null, series: null };
  task = { id: 'task', title: 'Ropes', status: 'open', reminders: [{ ...reminder, channels: ['email'] }], ...nothing };
  const settings = { zone: 'UTC', morning: '09:00' };
  judge = createDeliveryJudge({
    nowMs: () => nowMs,
    // As much of an account as this judge looks at.
    accountOf: () => ({ id: 'usr', settings, tasks: new Map([[task.id, task]]) }) as unknown as Account,
    destinationsOf: () => ({ isMailed: true, webhookIds: [] }),
    complain: (promise) => broken.push(promise),
  });
  ring('fir');
});

test('SIM6 is content with what is sent, reported and through', () => {
  judge.tried(grant('a'), SENT);
  nowMs += 1;
  say('notification.sent');
  judge.settle([]);
  expect(broken).toEqual([]);
});

test('SIM6 allows another try to whoever comes after a lease that nobody reported, and counts what went out twice', () => {
  judge.tried(grant('a'), SENT);
  nowMs += LEASE_MS;
  judge.tried(grant('b'), SENT);
  expect(broken).toEqual([]);
  expect(judge.counts()).toMatchObject({ taken: 2, doubled: 1 });
});

test('SIM6 complains about two hands, about what is known as sent, and about what comes before its time', () => {
  const first = grant('a');
  nowMs += LEASE_MS - 1;
  grant('b');
  expect(broken).toEqual(['resent']);
  say('notification.failed');
  judge.reported({ ...first, claim: 'b' }, { isTaken: false, kind: 'failed', retryAfterMs: 10 * MINUTE_MS });
  nowMs += 9 * MINUTE_MS;
  judge.tried(grant('c'), SENT);
  expect(broken).toEqual(['resent', 'resent']);
  say('notification.sent');
  nowMs += LEASE_MS;
  grant('d');
  expect(broken).toEqual(['resent', 'resent', 'resent']);
});

test('SIM6 complains about one ringing in two messages', () => {
  judge.tried(grant('a'), SENT);
  judge.tried(grant('b', { messageId: 'other' }), SENT);
  expect(broken).toEqual(['resent']);
});

test.each([
  ['completed', { status: 'completed' }],
  ['deleted', { deletedAt: '2026-11-21T00:00:00.000Z' }],
  ['without its reminder', { reminders: [] }],
])('SIM6 complains about what is handed out of a task that is %s, and not in that very moment', (_, over) => {
  change(over);
  grant('a');
  expect(broken).toEqual([]);
  nowMs += LEASE_MS;
  grant('b');
  expect(broken).toEqual(['off']);
});

test('SIM6 complains about what is handed out after somebody took notice', () => {
  judge.observe([
    row('reminder.acknowledged', 'fir', { ...firing('fir'), acknowledgedAt: new Date(nowMs).toISOString() }),
  ]);
  nowMs += 1;
  grant('a');
  expect(broken).toEqual(['off']);
});

test('SIM6 complains about ends that are none: sent by nobody, called off for nothing, given up at once, none at all', () => {
  judge.settle([]);
  say('notification.sent');
  ring('second');
  say('reminder.suppressed', { firingId: 'second', messageId: null, reason: 'moved' });
  ring('third');
  say('notification.dead_lettered', { firingId: 'third', messageId: null, reason: 'gave_up' });
  expect(broken).toEqual(['delivered', 'delivered', 'delivered', 'delivered']);
  judge.settle(['usr']);
  expect(broken).toHaveLength(5);
});
