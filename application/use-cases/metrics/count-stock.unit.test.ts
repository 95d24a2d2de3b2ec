import { expect, it } from 'vitest';
import { isStockDue, type Stock } from './count-stock.ts';

const stock = (openTasks: number): Stock => ({
  countedAtMs: 0,
  users: 0,
  openTasks,
  completedTasks: 0,
  trashedTasks: 0,
  reminders: 0,
});
const MINUTE_MS = 60_000;

it('OB4 counting everything is never done more often than it may cost: 24 million rows a day, or one count', () => {
  expect(isStockDue(null, 0)).toBe(true);
  expect([isStockDue(stock(10), 5 * MINUTE_MS - 1), isStockDue(stock(10), 5 * MINUTE_MS)]).toEqual([false, true]);
  // A million rows, 24 times a day.
  expect([isStockDue(stock(1e6), 60 * MINUTE_MS - 1), isStockDue(stock(1e6), 60 * MINUTE_MS)]).toEqual([false, true]);
  expect([isStockDue(stock(1e9), 1440 * MINUTE_MS - 1), isStockDue(stock(1e9), 1440 * MINUTE_MS)]).toEqual([
    false,
    true,
  ]);
});
