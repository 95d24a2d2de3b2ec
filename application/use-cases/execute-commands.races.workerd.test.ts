import { env } from 'cloudflare:workers';
import { and, eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import type { CommandInput } from '#core/command/command.ts';
import type { CommandReply } from '#core/command/reply.ts';
import { realEffects } from '#test/effects.ts';
import { gatedD1 } from '#test/hooked-d1.ts';
import { violations } from '#test/invariants.ts';
import { newModel } from '#test/model.ts';
import { readDue, readStored, recompute, versionGaps } from '#test/stored.ts';
import { newUser, type TestUser } from '#test/users.ts';
import { timers } from '../db/schema.ts';

const { newId } = realEffects();

/** Lets `slow` load and decide, then `fast` happen as a whole, then `slow` commit what it decided. */
async function interleave(
  user: TestUser,
  slow: CommandInput,
  fast: CommandInput,
): Promise<[CommandReply, CommandReply]> {
  const gate = gatedD1(env.DB);
  const pending = user.at({ d1: gate.d1 }).run(slow);
  await gate.reached;
  const done = await user.run(fast);
  gate.open();
  return [await pending, done];
}

async function expectSound(user: TestUser): Promise<void> {
  const stored = await readStored(user);
  const { log, ...rest } = stored;
  expect(rest).toMatchObject(recompute(log));
  expect(violations({ ...newModel().world, tasks: stored.tasks, lists: stored.lists })).toEqual([]);
  expect(versionGaps(log)).toEqual([]);
}

async function newTask(
  user: TestUser,
  more: Partial<Extract<CommandInput, { type: 'task.create' }>> = {},
): Promise<string> {
  const taskId = newId('task');
  await user.done({ type: 'task.create', title: 'Task', taskId, ...more });
  return taskId;
}

async function newList(user: TestUser): Promise<string> {
  const listId = newId('list');
  await user.done({ type: 'list.create', listId, name: 'List' });
  return listId;
}

/** Both orders of two commands of which one reads what the other writes. */
const PAIRS: [string, (user: TestUser) => Promise<[CommandInput, CommandInput]>][] = [
  [
    'a new subtask and the completion of its parent',
    async (user) => {
      const parentId = await newTask(user);
      return [
        { type: 'task.create', title: 'Sub', parentId },
        { type: 'task.complete', taskId: parentId },
      ];
    },
  ],
  [
    'a new subtask and the deletion of its parent',
    async (user) => {
      const parentId = await newTask(user);
      return [
        { type: 'task.create', title: 'Sub', parentId },
        { type: 'task.delete', taskId: parentId },
      ];
    },
  ],
  [
    'a new subtask and the move of its parent to another list',
    async (user) => {
      const [parentId, listId] = [await newTask(user), await newList(user)];
      return [
        { type: 'task.create', title: 'Sub', parentId },
        { type: 'task.move', taskId: parentId, listId },
      ];
    },
  ],
  [
    'a new subtask and its parent becoming a subtask',
    async (user) => {
      const [parentId, other] = [await newTask(user), await newTask(user)];
      return [
        { type: 'task.create', title: 'Sub', parentId },
        { type: 'task.move', taskId: parentId, parentId: other },
      ];
    },
  ],
  [
    'two tasks becoming a subtask of each other',
    async (user) => {
      const [one, other] = [await newTask(user), await newTask(user)];
      return [
        { type: 'task.move', taskId: one, parentId: other },
        { type: 'task.move', taskId: other, parentId: one },
      ];
    },
  ],
  [
    'reopening a subtask and deleting its parent',
    async (user) => {
      const parentId = await newTask(user);
      const taskId = await newTask(user, { parentId });
      await user.done({ type: 'task.complete', taskId: parentId });
      return [
        { type: 'task.reopen', taskId },
        { type: 'task.delete', taskId: parentId },
      ];
    },
  ],
  [
    'restoring a subtask and deleting its parent',
    async (user) => {
      const parentId = await newTask(user);
      const taskId = await newTask(user, { parentId });
      await user.done({ type: 'task.delete', taskId });
      return [
        { type: 'task.restore', taskId },
        { type: 'task.delete', taskId: parentId },
      ];
    },
  ],
  [
    'a new task and the deletion of its list',
    async (user) => {
      const listId = await newList(user);
      return [
        { type: 'task.create', title: 'Task', listId },
        { type: 'list.delete', listId },
      ];
    },
  ],
  [
    'a task moving into a list and the deletion of that list',
    async (user) => {
      const [taskId, listId] = [await newTask(user), await newList(user)];
      return [
        { type: 'task.move', taskId, listId },
        { type: 'list.delete', listId },
      ];
    },
  ],
  [
    'a task restored and the deletion of its list',
    async (user) => {
      const listId = await newList(user);
      const taskId = await newTask(user, { listId });
      await user.done({ type: 'task.delete', taskId });
      return [
        { type: 'task.restore', taskId },
        { type: 'list.delete', listId },
      ];
    },
  ],
  [
    'a new task and undoing the making of its list',
    async (user) => {
      const listId = newId('list');
      const { correlationId } = await user.done({ type: 'list.create', listId, name: 'List' });
      return [
        { type: 'task.create', title: 'Task', listId },
        { type: 'undo', correlationId },
      ];
    },
  ],
  [
    'a new subtask and undoing the making of its parent',
    async (user) => {
      const parentId = newId('task');
      const { correlationId } = await user.done({ type: 'task.create', title: 'Parent', taskId: parentId });
      return [
        { type: 'task.create', title: 'Sub', parentId },
        { type: 'undo', correlationId },
      ];
    },
  ],
  [
    'renaming a tag and deleting it',
    async (user) => {
      await newTask(user, { tags: ['old'] });
      return [
        { type: 'tag.rename', tag: 'old', to: 'new' },
        { type: 'tag.delete', tag: 'old' },
      ];
    },
  ],
  [
    'undoing the same thing twice',
    async (user) => {
      const taskId = await newTask(user);
      const { correlationId } = await user.done({ type: 'task.complete', taskId });
      return [
        { type: 'undo', correlationId },
        { type: 'undo', correlationId },
      ];
    },
  ],
];

describe('two commands of which one reads what the other writes', () => {
  it.each(PAIRS)('LOG3 %s: whichever commits first, the data is sound', async (_name, prepare) => {
    for (const isSwapped of [false, true]) {
      const user = await newUser();
      const [one, other] = await prepare(user);
      const replies = isSwapped ? await interleave(user, other, one) : await interleave(user, one, other);
      expect(replies[1].status).toBe('done');
      await expectSound(user);
    }
  });

  it('LOG3 a task made in a list that is archived meanwhile is refused', async () => {
    const user = await newUser();
    const listId = await newList(user);
    const [made] = await interleave(
      user,
      { type: 'task.create', title: 'Late', listId },
      { type: 'list.archive', listId },
    );
    expect(made).toMatchObject({ status: 'refused', code: 'not_found' });
    await expectSound(user);
  });

  it('TG5 a task that gets the tag while it is renamed is renamed too', async () => {
    const user = await newUser();
    await newTask(user, { tags: ['old'] });
    const late = newId('task');
    await interleave(
      user,
      { type: 'tag.rename', tag: 'old', to: 'new' },
      { type: 'task.create', title: 'Late', taskId: late, tags: ['old'] },
    );
    const { tasks, tagCounts } = await readStored(user);
    expect(tasks.get(late)?.tags).toEqual(['new']);
    expect(tagCounts).toEqual({ new: [2, 2] });
    await expectSound(user);
  });

  it('DU7 a floating due set while the zone changes stands in the new zone', async () => {
    const user = await newUser({ zone: 'Europe/Berlin' });
    const taskId = await newTask(user);
    const due = { kind: 'floating', local: '2026-12-24T18:00' } as const;
    await interleave(
      user,
      { type: 'task.update', taskId, patch: { due } },
      { type: 'settings.update', patch: { zone: 'America/New_York' } },
    );
    expect(await readDue(user, taskId)).toEqual({ dueAt: Date.parse('2026-12-24T23:00:00Z'), zoneVersion: 2 });
  });

  it('DU8 a zone that changes after a floating due was set leaves a timer that derives it again', async () => {
    const user = await newUser({ zone: 'Europe/Berlin' });
    const taskId = newId('task');
    const due = { kind: 'floating', local: '2026-12-24T18:00' } as const;
    await interleave(
      user,
      { type: 'settings.update', patch: { zone: 'America/New_York' } },
      { type: 'task.create', title: 'Dinner', taskId, due },
    );
    expect(await readDue(user, taskId)).toEqual({ dueAt: Date.parse('2026-12-24T17:00:00Z'), zoneVersion: 1 });
    const ours = and(eq(timers.userId, user.id), eq(timers.kind, 'rederive'));
    const left = await user.db.select().from(timers).where(ours);
    expect(left).toMatchObject([{ kind: 'rederive', ref: 'zone', settingsVersion: 2 }]);
  });

  it('TG6 two devices that tag at once keep both tags', async () => {
    const user = await newUser();
    const taskId = await newTask(user, { tags: ['a'] });
    await interleave(
      user,
      { type: 'task.tag', taskId, add: ['b'] },
      { type: 'task.tag', taskId, add: ['c'], remove: ['a'] },
    );
    expect((await readStored(user)).tasks.get(taskId)?.tags).toEqual(['b', 'c']);
    await expectSound(user);
  });
});

describe('many writers', () => {
  it('LOG2 a hundred writers that read, add one and write If-Match lose no update', async () => {
    const user = await newUser();
    const taskId = await newTask(user, { notes: '0' });
    const addOne = async (): Promise<void> => {
      for (;;) {
        const task = (await readStored(user.at({}))).tasks.get(taskId);
        const reply = await user.at({}).run({
          type: 'task.update',
          taskId,
          ifVersion: task?.version,
          patch: { notes: String(Number(task?.notes) + 1) },
        });
        if (reply.status === 'done') return;
        expect(reply.code).toBe('precondition_failed');
      }
    };
    // Ten at a time, because of a hundred that all start from one read ninety-nine would be back at the start.
    for (let round = 0; round < 10; round += 1) await Promise.all(Array.from({ length: 10 }, addOne));
    const { tasks } = await readStored(user);
    expect(tasks.get(taskId)).toMatchObject({ notes: '100', version: 101 });
    await expectSound(user);
  }, 60_000);

  it('LOG2 a hundred writers of one version: one wins, ninety-nine learn of it', async () => {
    const user = await newUser();
    const taskId = await newTask(user);
    const write = (n: number) =>
      user.at({}).run({ type: 'task.update', taskId, ifVersion: 1, patch: { title: `Writer ${n}` } });
    const replies = await Promise.all(Array.from({ length: 100 }, (_, n) => write(n)));
    expect(replies.filter(({ status }) => status === 'done')).toHaveLength(1);
    expect(replies.filter((reply) => reply.status === 'refused' && reply.code === 'precondition_failed')).toHaveLength(
      99,
    );
    await expectSound(user);
  });

  it('LOG2 thirty-two subtasks made at once under one parent are all there', async () => {
    const user = await newUser();
    const parentId = await newTask(user);
    const make = (n: number) => user.at({}).run({ type: 'task.create', title: `Sub ${n}`, parentId });
    const replies = await Promise.all(Array.from({ length: 32 }, (_, n) => make(n)));
    expect(replies.filter(({ status }) => status !== 'done')).toEqual([]);
    expect((await readStored(user)).tasks.size).toBe(33);
    await expectSound(user);
  });
});
