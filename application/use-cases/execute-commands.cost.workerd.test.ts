import { expect, it } from 'vitest';
import { type CommandInput, CommandSchema } from '#core/command/command.ts';
import { nthId } from '#test/ids.ts';
import { newUser, type TestUser } from '#test/users.ts';

/** What each kind of command costs a user who has `size` other tasks and their history: [rows read, rows written]. */
async function costs(size: number): Promise<Record<string, [number, number]>> {
  const user = await newUser();
  await fill(user, size);
  const taskId = nthId('task', 9000);
  const other = nthId('task', 9001);
  const listId = nthId('list', 9000);
  const spent: Record<string, [number, number]> = {};
  const act = async (input: CommandInput, name: string = input.type) => {
    const { correlationId } = await user.done(input);
    const { rowsRead, rowsWritten } = user.cost();
    spent[name] = [rowsRead, rowsWritten];
    return correlationId;
  };
  await act({ type: 'list.create', listId, name: 'Errands' });
  await act({ type: 'task.create', taskId, title: 'One', tags: ['mine'], due: { kind: 'date', date: '2027-01-01' } });
  await act({ type: 'task.create', taskId: other, title: 'Two', listId }, 'task.create in a list');
  await act({ type: 'task.update', taskId, patch: { title: 'Uno' } });
  await act({ type: 'task.tag', taskId, add: ['more'] });
  await act({ type: 'task.move', taskId, listId, after: other });
  await act({ type: 'task.complete', taskId });
  const reopened = await act({ type: 'task.reopen', taskId });
  await act({ type: 'undo', correlationId: reopened });
  await act({ type: 'tag.rename', tag: 'mine', to: 'ours' });
  await act({ type: 'task.delete', taskId });
  const restored = await act({ type: 'task.restore', taskId });
  await act({ type: 'undo', correlationId: restored }, 'undo of a restoring');
  await act({ type: 'list.rename', listId, name: 'Things' });
  const seriesId = nthId('series', 9000);
  const repeating = nthId('task', 9002);
  const due = { kind: 'floating', local: '2100-01-01T09:00' } as const;
  const recurrence = { seriesId, rule: 'FREQ=DAILY' };
  await act({ type: 'task.create', taskId: repeating, title: 'Water', due, recurrence }, 'task.create repeating');
  const again = await act({ type: 'task.complete', taskId: repeating }, 'task.complete repeating');
  await act({ type: 'undo', correlationId: again }, 'undo of that');
  await act({ type: 'series.skip', seriesId });
  await act({ type: 'series.update', seriesId, scope: 'all', patch: { title: 'Water the plants' } });
  await act({ type: 'series.stop', seriesId });
  await act({ type: 'task.update', taskId: repeating, patch: { due: null } }, 'task.update of the due');
  return spent;
}

async function fill(user: TestUser, size: number): Promise<void> {
  const parent = nthId('task', 8999);
  await user.done({ type: 'task.create', taskId: parent, title: 'Parent' });
  for (let from = 0; from < size; from += 200) {
    const inputs = Array.from({ length: Math.min(200, size - from) }, (_, n) => ({
      type: 'task.create',
      title: `Task ${from + n}`,
      tags: n % 5 === 0 ? ['filler'] : [],
      parentId: n % 7 === 0 ? parent : null,
      ...(n % 7 === 1 && { due: { kind: 'date', date: '2100-01-01' }, recurrence: { rule: 'FREQ=DAILY' } }),
    }));
    await user.batch(inputs.map((input) => ({ key: null, command: CommandSchema.parse(input) })));
  }
}

it('QU6 a change costs the same whatever the number of tasks and the length of the history', async () => {
  expect(await costs(1000)).toEqual(await costs(50));
});
