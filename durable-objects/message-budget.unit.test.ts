import { expect, it } from 'vitest';
import { createMessageBudget } from './message-budget.ts';

it('LV7 a socket may say thirty things in ten seconds, each socket for itself', () => {
  let nowMs = 0;
  const budget = createMessageBudget(() => nowMs);
  const [a, b] = [{}, {}];
  const takes = Array.from({ length: 40 }, () => budget.take(a));
  expect(takes.filter(Boolean)).toHaveLength(30);
  expect(budget.take(b)).toBe(true);
  nowMs = 9999;
  expect(budget.take(a)).toBe(false);
  nowMs = 10_000;
  expect(budget.take(a)).toBe(true);
});
