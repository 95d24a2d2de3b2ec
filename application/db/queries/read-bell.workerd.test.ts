import { expect, test } from 'vitest';
import { BELL_SIZE } from '#core/query/bell.ts';
import { nthId } from '#test/ids.ts';
import { fixedAt, NOON, newWatcher } from '#test/watcher.ts';
import { listRungTasks, readBell } from './read-bell.ts';

const MINUTE_MS = 60_000;

/** A reminder `count` times, one a minute, each of a task of its own. */
async function rung(count: number) {
  const watcher = await newWatcher();
  const ids = Array.from({ length: count }, (_, index) => nthId('task', index + 1));
  for (const [index, taskId] of ids.entries()) {
    const when = fixedAt(NOON + (index + 1) * MINUTE_MS);
    const reminders = [{ when }];
    await watcher.say({ type: 'task.create', taskId, title: `Bell ${index + 1}`, notes: 'long', reminders });
  }
  await watcher.until(NOON + (count + 1) * MINUTE_MS);
  return { ...watcher, ids };
}

test('WEB30 the bell holds the newest ringings with their tasks, and counts what is unread', async () => {
  const { user, say, rang, ids } = await rung(BELL_SIZE + 2);
  const [first, second] = await rang();
  await say({ type: 'reminder.read', firingIds: [first?.id ?? ''] });
  await say({ type: 'reminder.acknowledge', firingIds: [second?.id ?? ''] });
  await say({ type: 'task.delete', taskId: ids.at(-1) ?? '' });
  const bell = await readBell(user.db, user.id);
  expect(bell.firings.map(({ title }) => title)).toEqual(
    Array.from({ length: BELL_SIZE }, (_, index) => `Bell ${BELL_SIZE + 2 - index}`),
  );
  expect(bell.unread).toBe(BELL_SIZE);
  expect(bell.tasks).toHaveLength(BELL_SIZE);
  expect(bell.tasks.every((task) => !('notes' in task))).toBe(true);
  expect(bell.tasks.find(({ id }) => id === ids.at(-1))?.deletedAt).not.toBeNull();
  expect(bell.seq).toBeGreaterThan(0);
});

test('G5 the bell is nobody else’s', async () => {
  const { ids } = await rung(2);
  const other = await newWatcher();
  const { firings, unread, tasks } = await readBell(other.user.db, other.user.id);
  expect({ firings, unread, tasks }).toEqual({ firings: [], unread: 0, tasks: [] });
  expect(await listRungTasks(other.user.db, other.user.id, ids)).toEqual([]);
});
