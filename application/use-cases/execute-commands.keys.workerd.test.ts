import { describe, expect, it } from 'vitest';
import { type CommandInput, CommandSchema } from '#core/command/command.ts';
import type { CommandReply } from '#core/command/reply.ts';
import { realEffects } from '#test/effects.ts';
import { countRows, readStored } from '#test/stored.ts';
import { newUser } from '#test/users.ts';

const { newId } = realEffects();

function keyed(key: string, input: CommandInput) {
  return { key, command: CommandSchema.parse(input) };
}

function outcomes(replies: CommandReply[]): string[] {
  return replies.map((reply) => (reply.status === 'done' ? (reply.isReplay ? 'replay' : 'done') : reply.code));
}

describe('idempotency keys', () => {
  it('KY1 the first answer is given again, also when the task has changed since', async () => {
    const user = await newUser();
    const taskId = newId('task');
    const create = keyed('k', { type: 'task.create', title: 'First', taskId });
    const [first] = await user.batch([create]);
    await user.done({ type: 'task.update', taskId, patch: { title: 'Second' } });
    await user.done({ type: 'task.delete', taskId });
    const [again] = await user.batch([create]);
    expect(again).toEqual({ ...first, isReplay: true });
    expect(again).toMatchObject({ task: { title: 'First', version: 1, deletedAt: null } });
  });

  it('KY1 a success that changed nothing is given again with the state it found', async () => {
    const user = await newUser();
    const { task } = await user.done({ type: 'task.create', title: 'Milk' });
    if (!task) throw new Error('no task');
    const reopen = keyed('k', { type: 'task.reopen', taskId: task.id });
    const [first] = await user.batch([reopen]);
    expect(first).toMatchObject({ status: 'done', changed: 0, seq: null, task });
    await user.done({ type: 'task.complete', taskId: task.id });
    const [again] = await user.batch([reopen]);
    expect(again).toEqual({ ...first, isReplay: true });
    expect((await readStored(user)).tasks.get(task.id)?.status).toBe('completed');
  });

  it('KY1 every kind of answer is given again as it was', async () => {
    const user = await newUser();
    const [taskId, listId] = [newId('task'), newId('list')];
    const inputs: CommandInput[] = [
      { type: 'list.create', listId, name: 'Home' },
      { type: 'task.create', taskId, listId, title: 'Milk', tags: ['a'] },
      { type: 'task.move', taskId, listId: 'inbox' },
      { type: 'tag.create', tag: 'b' },
      { type: 'tag.rename', tag: 'a', to: 'c' },
      { type: 'list.archive', listId },
      { type: 'settings.update', patch: { weekStart: 7 } },
      { type: 'settings.update', patch: { weekStart: 7 } },
      { type: 'task.complete', taskId },
    ];
    const first: CommandReply[] = [];
    for (const [n, input] of inputs.entries()) first.push(...(await user.batch([keyed(`k${n}`, input)])));
    const undo = keyed('u', { type: 'undo', correlationId: correlationOf(first.at(-1)) });
    first.push(...(await user.batch([undo])));
    const rows = await countRows(user, 'events');
    const all = [...inputs.map((input, n) => keyed(`k${n}`, input)), undo];
    expect(await user.batch(all)).toEqual(first.map((reply) => ({ ...reply, isReplay: true })));
    expect(await countRows(user, 'events')).toBe(rows);
  });

  it('KY2 the same key with another request is refused, and nothing is written', async () => {
    const user = await newUser();
    await user.batch([keyed('k', { type: 'task.create', title: 'Once' })]);
    const events = await countRows(user, 'events');
    const others: CommandInput[] = [
      { type: 'task.create', title: 'Twice' },
      { type: 'task.create', title: 'Once', notes: 'more' },
      { type: 'task.complete', taskId: newId('task') },
      { type: 'tag.create', tag: 'x' },
    ];
    for (const other of others) {
      expect(await user.batch([keyed('k', other)]), other.type).toMatchObject([
        { status: 'refused', code: 'key_reused' },
      ]);
      expect(
        await user.batch([keyed('k', other), keyed('z', { type: 'task.complete', taskId: newId('task') })]),
      ).toMatchObject([{ code: 'key_reused' }, { code: 'not_found' }]);
    }
    expect(await countRows(user, 'events')).toBe(events);
  });

  it('KY3 of fifty requests with one key at once, one is done and the others get its answer', async () => {
    const user = await newUser();
    const create = keyed('k', { type: 'task.create', title: 'Once' });
    const replies = (await Promise.all(Array.from({ length: 50 }, () => user.at({}).batch([create])))).flat();
    expect(outcomes(replies).filter((outcome) => outcome === 'done')).toHaveLength(1);
    expect(outcomes(replies).filter((outcome) => outcome === 'replay')).toHaveLength(49);
    expect(new Set(replies.map((reply) => (reply.status === 'done' ? reply.task?.id : null))).size).toBe(1);
    expect(await countRows(user, 'tasks')).toBe(1);
  });

  it('KY4 a refusal is not remembered: the same key may succeed later', async () => {
    const user = await newUser();
    const taskId = newId('task');
    const complete = keyed('k', { type: 'task.complete', taskId });
    expect(outcomes(await user.batch([complete]))).toEqual(['not_found']);
    await user.done({ type: 'task.create', title: 'Late', taskId });
    expect(outcomes(await user.batch([complete]))).toEqual(['done']);
    expect(outcomes(await user.batch([complete]))).toEqual(['replay']);
  });

  it('KY5 a batch that was partly done goes on where it stopped', async () => {
    const user = await newUser();
    const [a, b, c] = [newId('task'), newId('task'), newId('task')];
    const batch = [
      keyed('1', { type: 'task.create', title: 'a', taskId: a }),
      keyed('2', { type: 'task.complete', taskId: b }),
      keyed('3', { type: 'task.create', title: 'c', taskId: c }),
    ];
    expect(outcomes(await user.batch(batch))).toEqual(['done', 'not_found', 'done']);
    await user.done({ type: 'task.create', title: 'b', taskId: b });
    expect(outcomes(await user.batch([...batch, keyed('4', { type: 'task.complete', taskId: c })]))).toEqual([
      'replay',
      'done',
      'replay',
      'done',
    ]);
    expect(await countRows(user, 'tasks')).toBe(3);
  });

  it('KY6 an atomic batch with a refusal does nothing, and leaves its keys free', async () => {
    const user = await newUser();
    const taskId = newId('task');
    const good = keyed('1', { type: 'task.create', title: 'a', taskId });
    const bad = keyed('2', { type: 'task.complete', taskId: newId('task') });
    expect(outcomes(await user.batch([good, bad], { isAtomic: true }))).toEqual(['batch_aborted', 'not_found']);
    expect(await countRows(user, 'tasks')).toBe(0);
    expect(await countRows(user, 'request_keys')).toBe(0);
    expect(outcomes(await user.batch([good], { isAtomic: true }))).toEqual(['done']);
    expect(outcomes(await user.batch([good, bad], { isAtomic: true }))).toEqual(['replay', 'not_found']);
  });

  it('KY7 a key that stands twice in a batch is refused the second time', async () => {
    const user = await newUser();
    const batch = [keyed('k', { type: 'task.create', title: 'a' }), keyed('k', { type: 'task.create', title: 'a' })];
    expect(outcomes(await user.batch(batch))).toEqual(['done', 'key_reused']);
    expect(outcomes(await user.batch(batch))).toEqual(['replay', 'key_reused']);
    expect(await countRows(user, 'tasks')).toBe(1);
  });

  it('KY8 keys belong to their user: another’s key is a fresh one', async () => {
    const [one, other] = [await newUser(), await newUser()];
    const create = keyed('k', { type: 'task.create', title: 'mine' });
    expect(outcomes([...(await one.batch([create])), ...(await other.batch([create]))])).toEqual(['done', 'done']);
  });
});

function correlationOf(reply: CommandReply | undefined): string {
  return reply?.status === 'done' ? reply.correlationId : '';
}
