import { sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { type CommandInput, CommandSchema } from '#core/command/command.ts';
import { realEffects } from '#test/effects.ts';
import { newUser, type TestUser } from '#test/users.ts';

const { newId } = realEffects();

async function rows(user: TestUser, table: string): Promise<Record<string, unknown>[]> {
  return await user.db.all(sql`SELECT * FROM ${sql.raw(table)} WHERE user_id = ${user.id}`);
}

async function createTask(user: TestUser, more: Record<string, unknown> = {}) {
  const input = { type: 'task.create', title: 'Buy milk', ...more } as const;
  const { task } = await user.done(input);
  if (!task) throw new Error('no task');
  return task;
}

describe('execute commands', () => {
  it('LOG1 what was answered is in D1 with its event', async () => {
    const user = await newUser();
    const reply = await user.done({
      type: 'task.create',
      title: 'Buy milk',
      tags: ['Shop'],
      due: { kind: 'floating', local: '2026-11-21T15:00' },
    });
    expect(reply.task).toMatchObject({ title: 'Buy milk', tags: ['shop'], version: 1, listId: 'inbox' });
    const [row] = await rows(user, 'tasks');
    expect(row).toMatchObject({ title: 'Buy milk', due_at: Date.parse('2026-11-21T14:00:00Z'), zone_version: 1 });
    const events = await rows(user, 'events');
    expect(events.map(({ type }) => type)).toEqual([
      'account.created',
      'settings.created',
      'list.created',
      'task.created',
    ]);
    expect(events.at(-1)).toMatchObject({ seq: reply.seq, correlation_id: reply.correlationId });
    expect(await rows(user, 'tags')).toMatchObject([{ tag: 'shop', total: 1, open_count: 1 }]);
    expect(await rows(user, 'lists')).toMatchObject([{ id: 'inbox', open_count: 1 }]);
  });

  it('LOG4 the same key and command is answered again, not done again', async () => {
    const user = await newUser();
    const command = CommandSchema.parse({ type: 'task.create', title: 'Once', taskId: newId('task') });
    const [first] = await user.batch([{ key: 'k1', command }]);
    const [again] = await user.batch([{ key: 'k1', command }]);
    expect(again).toEqual({ ...first, isReplay: true });
    const other = CommandSchema.parse({ ...command, title: 'Twice' });
    const [refused] = await user.batch([{ key: 'k1', command: other }]);
    expect(refused).toMatchObject({ status: 'refused', code: 'key_reused' });
    expect(await rows(user, 'tasks')).toHaveLength(1);
  });

  it('LOG5 later commands of a batch see what earlier ones did', async () => {
    const user = await newUser();
    const listId = newId('correlation').replace('cor_', 'list_');
    const parentId = newId('task');
    const childId = newId('task');
    const replies = await user.batch(
      [
        { type: 'list.create', listId, name: 'Home' },
        { type: 'task.create', taskId: parentId, listId, title: 'Move house' },
        { type: 'task.create', taskId: childId, parentId, title: 'Pack' },
        { type: 'task.complete', taskId: parentId },
        { type: 'task.update', taskId: newId('task'), patch: { title: 'nobody' } },
      ].map((input, at) => ({ key: `b${at}`, command: CommandSchema.parse(input) })),
    );
    expect(replies.map((reply) => (reply.status === 'done' ? reply.changed : reply.code))).toEqual([
      1,
      1,
      1,
      2,
      'not_found',
    ]);
    expect((await rows(user, 'tasks')).map(({ status, list_id }) => [status, list_id])).toEqual([
      ['completed', listId],
      ['completed', listId],
    ]);
    expect(await rows(user, 'lists')).toMatchObject([
      { id: 'inbox', open_count: 0 },
      { id: listId, open_count: 0 },
    ]);
  });

  it('LOG2 of twenty writers of one version exactly one wins, and the others decide again', async () => {
    const user = await newUser();
    const task = await createTask(user);
    const replies = await Promise.all(
      Array.from({ length: 20 }, (_, at) =>
        user.run({ type: 'task.update', taskId: task.id, ifVersion: 1, patch: { title: `Writer ${at}` } }),
      ),
    );
    expect(replies.filter(({ status }) => status === 'done')).toHaveLength(1);
    expect(replies.filter((reply) => reply.status === 'refused' && reply.code === 'precondition_failed')).toHaveLength(
      19,
    );
    expect((await rows(user, 'events')).filter(({ aggregate_id }) => aggregate_id === task.id)).toHaveLength(2);
  });

  it('UN1 undo of every kind of command restores the state', async () => {
    const user = await newUser();
    const task = await createTask(user, { tags: ['a'] });
    const changes: CommandInput[] = [
      { type: 'task.update', taskId: task.id, patch: { title: 'Other', due: { kind: 'date', date: '2026-12-24' } } },
      { type: 'task.tag', taskId: task.id, add: ['b'], remove: ['a'] },
      { type: 'task.complete', taskId: task.id },
      { type: 'task.delete', taskId: task.id },
      { type: 'task.move', taskId: task.id, after: null },
      { type: 'tag.rename', tag: 'a', to: 'z' },
    ];
    for (const change of changes) {
      const { correlationId } = await user.done(change);
      await user.done({ type: 'undo', correlationId });
      const [row] = await rows(user, 'tasks');
      expect(row, change.type).toMatchObject({
        title: task.title,
        tags: '["a"]',
        status: 'open',
        deleted_at: null,
        due_at: null,
        order_key: task.orderKey,
      });
    }
    expect(await rows(user, 'tags')).toMatchObject([{ tag: 'a', total: 1, open_count: 1 }]);
  });

  it('OR1 a task moves between its neighbours', async () => {
    const user = await newUser();
    const [a, b, c] = [
      await createTask(user, { title: 'a' }),
      await createTask(user, { title: 'b' }),
      await createTask(user, { title: 'c' }),
    ];
    const order = async () =>
      (await rows(user, 'tasks'))
        .sort((x, y) => (String(x.order_key) < String(y.order_key) ? -1 : 1))
        .map(({ title }) => title)
        .join('');
    await user.done({ type: 'task.move', taskId: c.id, after: a.id });
    expect(await order()).toBe('acb');
    await user.done({ type: 'task.move', taskId: b.id, after: null });
    expect(await order()).toBe('bac');
    await user.done({ type: 'task.move', taskId: c.id, before: a.id });
    expect(await order()).toBe('bca');
    await user.done({ type: 'task.move', taskId: b.id });
    expect(await order()).toBe('cab');
  });
});
