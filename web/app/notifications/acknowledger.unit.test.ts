import { expect, test } from 'vitest';
import type { NewWrite, WriteOutcome } from '../commands/write.ts';
import { createAcknowledger } from './acknowledger.ts';

/** One window, its network, and what the server was told. */
function newWindow(answer: WriteOutcome = { status: 'done', seq: 7 }) {
  let isOffline = false;
  const told: NewWrite[] = [];
  const closed = new Map<string, number | null>();
  const acknowledger = createAcknowledger({
    dispatch: async (write) => {
      told.push(write);
      return answer;
    },
    bell: {
      close: (ids, seq) => ids.forEach((id) => void closed.set(id, seq)),
      reopen: (ids) => ids.forEach((id) => void closed.delete(id)),
    },
    isOffline: () => isOffline,
  });
  return {
    ...acknowledger,
    closed,
    commands: () => told.flatMap(({ commands }) => commands),
    told,
    goOffline: (is: boolean) => {
      isOffline = is;
    },
  };
}

test('WEB31 what is noticed closes at once, and undo passes over it', async () => {
  const here = newWindow();
  here.notice(['a', 'b']);
  expect([...here.closed]).toEqual([
    ['a', null],
    ['b', null],
  ]);
  await Promise.resolve();
  expect(here.commands()).toEqual([{ type: 'reminder.acknowledge', firingIds: ['a', 'b'] }]);
  expect(here.told[0]).toMatchObject({ isFinal: true, isQuiet: true });
  expect(here.closed.get('a')).toBe(7);
});

test('WEB31 without a network closing is held, and said when there is one', async () => {
  const here = newWindow();
  here.goOffline(true);
  here.notice(['a']);
  await Promise.resolve();
  expect([here.closed.get('a'), here.commands()]).toEqual([null, []]);
  here.goOffline(false);
  here.retry();
  here.retry();
  expect(here.commands()).toEqual([{ type: 'reminder.acknowledge', firingIds: ['a'] }]);
});

test('WEB31 what was to end a ringing and is refused lets it ring on', async () => {
  const here = newWindow({ status: 'refused', code: 'invalid_state', detail: 'The task is completed.' });
  here.actOn(['a'], { commands: [], label: 'Snoozed' });
  expect(here.closed.has('a')).toBe(true);
  await Promise.resolve();
  await Promise.resolve();
  expect(here.closed.has('a')).toBe(false);
});

test('WEB31 more at once than one command takes are several commands of one change', async () => {
  const here = newWindow();
  here.noticeAll(Array.from({ length: 450 }, (_, index) => `f${index}`));
  const sizes = here.commands().map((command) => 'firingIds' in command && command.firingIds.length);
  expect(sizes).toEqual([200, 200, 50, 'all'.length]);
});
