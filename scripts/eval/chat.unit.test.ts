import { describe, expect, it } from 'vitest';
import { chatEvaluation, type Lists } from './chat.ts';

const REST = {
  status: 'open',
  priority: null,
  tags: [],
  due: null,
  recurrence: null,
  reminders: [],
  completed_at: null,
};
const LISTS: Lists = {
  home: {
    tasks: [
      { ...REST, title: 'Buy milk', tags: ['shop'] },
      { ...REST, title: 'Buy eggs', tags: ['shop'] },
    ],
  },
};
const CASE = {
  id: 'x1',
  now: '2027-05-05T10:00:00+02:00',
  timezone: 'Europe/Paris',
  tasks: 'home',
  utterance: 'finish milk',
  expect: { intent: 'complete_task', args: { task: 'Buy milk' } },
};

async function judge(changes: object) {
  return await chatEvaluation(LISTS).judge(JSON.stringify({ ...CASE, ...changes }));
}

describe('npm run eval -- chat', () => {
  it('PK21 a line holds when the intent and every argument that is named do; earlier turns are carried out', async () => {
    expect(await judge({})).toMatchObject({ id: 'x1', isStrict: true, isLenient: true });
    const reopened = { intent: 'reopen_task', args: { task: 'Buy milk' } };
    expect(await judge({ previous: ['finish milk'], utterance: 'reopen it', expect: reopened })).toMatchObject({
      isStrict: true,
    });
    const shown = {
      intent: 'list_tasks',
      args: { filters: { tags: ['shop'] } },
      result_titles: ['Buy eggs', 'Buy milk'],
    };
    expect(await judge({ utterance: 'show #shop', expect: shown })).toMatchObject({ isStrict: true });
    const fewer = { ...shown, result_titles: ['Buy milk'] };
    expect(await judge({ utterance: 'show #shop', expect: fewer })).toMatchObject({
      isStrict: false,
      isLenient: false,
    });
  });

  it('PK21 another intent, another task or a forbidden intent is a miss that shows both', async () => {
    for (const changes of [
      { expect: { intent: 'delete_task', args: {} } },
      { expect: { intent: 'complete_task', args: { task: 'Buy eggs' } } },
      { expect: { intent: 'complete_task', args: { no_op: true } } },
      { forbidden_intents: ['complete_task'] },
    ]) {
      const verdict = await judge(changes);
      expect(verdict, JSON.stringify(changes)).toMatchObject({ isStrict: false, isLenient: false });
      expect(verdict.expected).not.toBe('');
      expect(verdict.given).toContain('complete_task');
    }
  });

  it('PK21 lenient takes one of the alternatives, which replace what they name', async () => {
    const other = { intent: 'delete_task', args: {} };
    expect(await judge({ expect: other, accept: [CASE.expect] })).toMatchObject({ isStrict: false, isLenient: true });
    const eggs = { intent: 'complete_task', args: { task: 'Buy eggs' } };
    expect(await judge({ expect: eggs, accept: [{ task: 'Buy milk' }] })).toMatchObject({
      isStrict: false,
      isLenient: true,
    });
  });

  it('PK21 a broken line, or one over a list that is not there, is a miss', async () => {
    for (const line of ['', '{', 'null', '"x"']) {
      expect(await chatEvaluation(LISTS).judge(line)).toMatchObject({ id: '?', isStrict: false });
    }
    for (const changes of [{ tasks: 'nowhere' }, { now: 'soon' }, { expect: { intent: 'dance', args: {} } }]) {
      expect(await judge(changes)).toMatchObject({ isStrict: false, isLenient: false });
    }
  });
});
