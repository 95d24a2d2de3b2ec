import { expect, it } from 'vitest';
import type { DiffAction, DiffEntry } from '#core/plan/diff.ts';
import { agentWords, byWeight, planSentence } from './plan-words.ts';

const entry = (kind: DiffEntry['kind'], action: DiffAction, title = ''): DiffEntry => ({
  kind,
  id: title,
  title,
  action,
  fields: [],
});

it.each([
  [[], 'change nothing'],
  [[entry('task', 'deleted')], 'delete 1 task'],
  [
    [entry('series', 'changed'), entry('task', 'deleted'), entry('task', 'deleted')],
    'delete 2 tasks and change 1 schedule',
  ],
  [
    [entry('task', 'created'), entry('task', 'completed'), entry('task', 'deleted')],
    'delete 1 task, add 1 task and complete 1 task',
  ],
])('PL13 a plan in one line %#: %s', (changes, expected) => {
  expect(planSentence(changes)).toBe(expected);
});

it('PL13 what goes stands first', () => {
  const changes = [entry('task', 'changed', 'a'), entry('list', 'changed', 'b'), entry('task', 'deleted', 'c')];
  expect(byWeight(changes).map(({ title }) => title)).toEqual(['c', 'a', 'b']);
});

it.each([
  ['chat', 'The assistant'],
  ['mcp:my laptop', 'The agent “my laptop”'],
  ['mcp:a:b', 'The agent “a:b”'],
  ['mcp', 'An agent'],
])('PL13 %s is %s', (client, words) => {
  expect(agentWords({ kind: 'agent', client, conversation: null })).toBe(words);
});
