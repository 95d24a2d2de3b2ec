import { describe, expect, test } from 'vitest';
import { taskStateKey } from '#core/feed/task-state.ts';
import { nthId } from '#test/ids.ts';
import { checkMessages } from './check-messages.ts';
import { checkStates } from './check-states.ts';
import { checkTopics } from './check-topics.ts';
import type { LedgerMessage, SentEvent } from './edge-database.ts';

// That a certification which passes says something: each way in which it could go wrong is found.

const user = nthId('user', 1);

const sent: SentEvent[] = [1, 2, 3].map((seq) => ({
  seq,
  id: nthId('event', seq),
  userId: user,
  aggregateId: nthId('task', seq),
  type: 'task.created',
}));

function received(...seqs: readonly number[]) {
  return seqs.map((seq, offset) => {
    const value = JSON.stringify({ id: nthId('event', seq), sequence: String(seq).padStart(16, '0'), userid: user });
    return { partition: 0, offset, key: user, value };
  });
}

const onTasks = (...seqs: readonly number[]) => checkTopics(sent, new Map([['task-events', received(...seqs)]]));

describe('what a certification finds', () => {
  test('CE3 on the topics: nothing in repetitions, something in what is missing, out of order, of nobody or under another key', () => {
    expect(onTasks(1, 2, 3)).toEqual([]);
    expect(onTasks(1, 2, 1, 2, 3, 3)).toEqual([]);
    expect(onTasks(1, 3)).toEqual([expect.stringContaining('1 of 3 missing')]);
    expect(onTasks(1, 3, 2)).toEqual([expect.stringContaining('came after 3')]);
    expect(onTasks(1, 2, 3, 4)).toEqual([expect.stringContaining('1 that nobody sent so')]);
    const underAnother = received(1, 2, 3).map((record, n) =>
      n === 1 ? { ...record, key: nthId('user', 2) } : record,
    );
    expect(checkTopics(sent, new Map([['task-events', underAnother]]))).toEqual([
      expect.stringContaining('nobody sent so'),
    ]);
    expect(checkTopics(sent, new Map([['reminders', received(1)]]))).toEqual([
      expect.stringContaining('nobody sent so'),
    ]);
  });

  test('CE3 in the states: an older one, one too many, none, and one that is deleted in one place only', () => {
    const task = { id: nthId('task', 1), version: 2, title: 'Figs', deletedAt: null };
    const key = taskStateKey(user, task.id);
    const state = (over: object) => ({ key, value: JSON.stringify({ data: { task: { ...task, ...over } } }) });
    const known = [{ userId: user, task }];
    const gone = [{ userId: user, task: { ...task, deletedAt: '2026-11-21T10:00:00.000Z' } }];
    expect(checkStates([state({ version: 1 }), state({})], known)).toEqual([]);
    expect(checkStates([state({}), { key, value: null }], gone)).toEqual([]);
    expect(checkStates([state({}), { key, value: '' }], gone)).toEqual([]);
    expect(checkStates([state({}), state({ version: 1 })], known)).toHaveLength(1);
    expect(checkStates([state({ title: 'Plums' })], known)).toHaveLength(1);
    expect(checkStates([], known)).toHaveLength(1);
    expect(checkStates([state({})], [])).toHaveLength(1);
    expect(checkStates([state({})], gone)).toHaveLength(1);
    expect(checkStates([{ key, value: null }], known)).toHaveLength(1);
  });

  test('CE3 in mails and calls: one that never came, one too many, one of nobody, and a second that no crash allows', () => {
    const ledger: LedgerMessage[] = [
      { id: 'one', kind: 'reminder', channel: 'email', status: 'sent' },
      { id: 'two', kind: 'reminder', channel: 'webhook', status: 'sent' },
    ];
    const none = new Set<string>();
    expect(checkMessages(ledger, { email: ['one'], webhook: ['two'] }, none)).toEqual([]);
    expect(checkMessages(ledger, { email: ['one', 'one'], webhook: ['two'] }, new Set(['one']))).toEqual([]);
    expect(checkMessages(ledger, { email: ['one', 'one'], webhook: ['two'] }, none)).toHaveLength(1);
    expect(checkMessages(ledger, { email: ['one', 'one', 'one'], webhook: ['two'] }, new Set(['one']))).toHaveLength(1);
    expect(checkMessages(ledger, { email: [], webhook: ['two'] }, none)).toHaveLength(1);
    expect(checkMessages(ledger, { email: ['one', 'other'], webhook: ['two'] }, none)).toHaveLength(1);
    const waiting = ledger.map((message) => ({ ...message, status: 'waiting' }));
    expect(checkMessages(waiting, { email: ['one'], webhook: ['two'] }, none)).toHaveLength(2);
  });
});
