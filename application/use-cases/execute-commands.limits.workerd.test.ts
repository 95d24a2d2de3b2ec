import { describe, expect, it } from 'vitest';
import { type CommandInput, CommandSchema } from '#core/command/command.ts';
import type { CommandReply } from '#core/command/reply.ts';
import { nthId } from '#test/ids.ts';
import { countRows, readStored, recompute } from '#test/stored.ts';
import { newUser, type TestUser } from '#test/users.ts';

const NOTES_BYTES = 64 * 1024;

/** Commands in batches of 200, as the API takes them; answers all replies. */
async function inBatches(user: TestUser, inputs: CommandInput[], correlationId?: string): Promise<CommandReply[]> {
  const replies: CommandReply[] = [];
  for (let at = 0; at < inputs.length; at += 200) {
    const commands = inputs.slice(at, at + 200).map((input) => ({ key: null, command: CommandSchema.parse(input) }));
    replies.push(...(await user.batch(commands, { correlationId })));
    expect(user.cost().statements).toBeLessThanOrEqual(60);
  }
  return replies;
}

function many<Input>(count: number, make: (n: number) => Input): Input[] {
  return Array.from({ length: count }, (_, n) => make(n));
}

async function expectSound(user: TestUser): Promise<void> {
  const { log, ...stored } = await readStored(user.at({}));
  expect(stored).toMatchObject(recompute(log));
}

describe('limits', () => {
  it('LM1 a task has at most 20 tags', async () => {
    const user = await newUser();
    const taskId = nthId('task', 1);
    const tags = many(20, (n) => `tag${String(n).padStart(2, '0')}`);
    await user.done({ type: 'task.create', title: 'Full', taskId, tags });
    const one: CommandInput = { type: 'task.tag', taskId, add: ['more'] };
    expect(await user.run(one)).toMatchObject({ status: 'refused', code: 'limit_reached', errors: [{ path: 'add' }] });
    expect(await user.run({ ...one, remove: ['tag00'] })).toMatchObject({ status: 'done' });
    expect(CommandSchema.safeParse({ type: 'task.create', title: 'x', tags: [...tags, 'more'] }).success).toBe(false);
  });

  it('LM2 a task has at most 500 subtasks, and everything that goes through them still fits one commit', async () => {
    const user = await newUser();
    const taskId = nthId('task', 10_000);
    await user.done({ type: 'task.create', title: 'Parent', taskId });
    const make = (n: number): CommandInput => ({
      type: 'task.create',
      title: `Sub ${n}`,
      taskId: nthId('task', n),
      parentId: taskId,
    });
    const replies = await inBatches(user, many(501, make));
    expect(replies.filter(({ status }) => status === 'refused')).toMatchObject([{ code: 'limit_reached' }]);
    const { correlationId, changed } = await user.done({ type: 'task.complete', taskId });
    expect(changed).toBe(501);
    expect(user.cost().statements).toBeLessThan(20);
    expect(await user.done({ type: 'undo', correlationId })).toMatchObject({ changed: 501, blocked: [], remaining: 0 });
    await expectSound(user);
  }, 60_000);

  it('LM3 there are at most 500 lists', async () => {
    const user = await newUser();
    const replies = await inBatches(
      user,
      many(500, (n) => ({ type: 'list.create', name: `List ${n}` }) as const),
    );
    // The Inbox is one of them.
    expect(replies.filter(({ status }) => status === 'done')).toHaveLength(499);
    expect(replies.at(-1)).toMatchObject({ code: 'limit_reached' });
  }, 60_000);

  it('LM4 one command touches at most 1,000 things: the rest is for more of it, and one undo at a time takes all back', async () => {
    const user = await newUser();
    await inBatches(
      user,
      many(
        1_200,
        (n) => ({ type: 'task.create', title: `Task ${n}`, taskId: nthId('task', n), tags: ['old'] }) as const,
      ),
    );
    const rename = CommandSchema.parse({ type: 'tag.rename', tag: 'old', to: 'new' });
    const correlationId = nthId('correlation', 1);
    const repeat = async () => (await user.batch([{ key: null, command: rename }], { correlationId }))[0];
    expect(await repeat()).toMatchObject({ changed: 999, remaining: 201 });
    expect(user.cost().statements).toBeLessThan(30);
    expect(await repeat()).toMatchObject({ changed: 201, remaining: 0 });
    expect((await readStored(user.at({}))).tagCounts).toEqual({ new: [1_200, 1_200] });
    const undo: CommandInput = { type: 'undo', correlationId };
    expect(await user.run(undo)).toMatchObject({ changed: 1_000, remaining: 200, blocked: [] });
    expect(await user.run(undo)).toMatchObject({ changed: 200, remaining: 0, blocked: [] });
    expect((await readStored(user.at({}))).tagCounts).toEqual({ old: [1_200, 1_200] });
    await expectSound(user);
  }, 60_000);

  it('LM4 a bulk is bounded by its size too: what long notes leave is for more of it, and so is taking it back', async () => {
    const user = await newUser();
    const notes = 'n'.repeat(NOTES_BYTES);
    const make = (n: number): CommandInput => ({ type: 'task.create', title: `Task ${n}`, notes, tags: ['old'] });
    await inBatches(user, many(150, make));
    const rename = CommandSchema.parse({ type: 'tag.rename', tag: 'old', to: 'new' });
    const undo = CommandSchema.parse({ type: 'undo', correlationId: nthId('correlation', 1) });
    const repeat = async (command: typeof rename, correlationId: string) => {
      for (let changed = 0, rounds = 0; ; rounds += 1) {
        const [reply] = await user.batch([{ key: null, command }], { correlationId });
        if (reply?.status !== 'done') throw new Error(reply?.detail);
        expect(reply).toMatchObject({ blocked: [] });
        expect(reply.changed * NOTES_BYTES).toBeLessThan(5 * 1024 * 1024);
        changed += reply.changed;
        expect(changed + reply.remaining).toBe(150);
        if (reply.remaining === 0) return rounds;
      }
    };
    expect(await repeat(rename, nthId('correlation', 1))).toBeGreaterThan(1);
    expect(await repeat(undo, nthId('correlation', 2))).toBeGreaterThan(1);
    expect((await readStored(user.at({}))).tagCounts).toEqual({ old: [150, 150] });
    await expectSound(user);
  }, 60_000);

  it('LM4 what many commands did under one correlation is taken back a bounded part at a time', async () => {
    const user = await newUser();
    const correlationId = nthId('correlation', 1);
    await inBatches(
      user,
      many(1_300, (n) => ({ type: 'task.create', title: `Task ${n}` }) as const),
      correlationId,
    );
    const undo: CommandInput = { type: 'undo', correlationId };
    expect(await user.run(undo)).toMatchObject({ changed: 1_000, remaining: 300, blocked: [] });
    expect(await user.run(undo)).toMatchObject({ changed: 300, remaining: 0, blocked: [] });
    expect(await user.run(undo)).toMatchObject({ changed: 0, remaining: 0, blocked: [] });
    await expectSound(user);
  }, 60_000);

  it('LM5 one thing that was changed too much under one correlation is refused, not half taken back', async () => {
    const user = await newUser();
    const taskId = nthId('task', 1);
    const correlationId = nthId('correlation', 1);
    await user.done({ type: 'task.create', taskId, title: 'Novel' });
    const write = (n: number) =>
      ({ type: 'task.update', taskId, patch: { notes: `${n}`.padEnd(60_000, 'x') } }) as const;
    await inBatches(user, many(60, write), correlationId);
    expect(await user.run({ type: 'undo', correlationId })).toMatchObject({ status: 'refused', code: 'too_large' });
    await expectSound(user);
  }, 60_000);

  it('LM5 notes of 64 KiB in any script come back as they are; a change too large for an event is refused alone', async () => {
    const user = await newUser();
    const taskId = nthId('task', 1);
    for (const piece of ['a', 'é', '買', '😀', '"', '\\', '\n', '\u2028']) {
      const notes = piece.repeat(NOTES_BYTES / new TextEncoder().encode(piece).length);
      const reply = await user.done({ type: 'task.create', title: piece.trim() || 'break', notes });
      expect(
        (await readStored(user.at({}))).tasks.get(reply.task?.id ?? '')?.notes === notes,
        JSON.stringify(piece),
      ).toBe(true);
    }
    await user.done({ type: 'task.create', title: 'Quotes', taskId, notes: '"'.repeat(NOTES_BYTES) });
    const replies = await user.batch(
      [
        { type: 'task.update', taskId, patch: { notes: '\\'.repeat(NOTES_BYTES) } },
        { type: 'task.update', taskId, patch: { title: 'Still here' } },
      ].map((input) => ({ key: null, command: CommandSchema.parse(input) })),
    );
    expect(replies).toMatchObject([
      { status: 'refused', code: 'too_large' },
      { status: 'done', task: { title: 'Still here' } },
    ]);
  });

  it('LM6 a batch of 200 commands of every kind costs few statements, however mixed', async () => {
    const user = await newUser();
    const task = (n: number) => nthId('task', n);
    await inBatches(
      user,
      many(100, (n) => ({ type: 'task.create', title: `Task ${n}`, taskId: task(n), tags: [`t${n % 7}`] }) as const),
    );
    const mixed = many(200, (n): CommandInput => {
      const taskId = task((n * 37) % 100);
      const kinds: CommandInput[] = [
        { type: 'task.move', taskId, after: task((n * 53 + 1) % 100) },
        {
          type: 'task.update',
          taskId,
          patch: { title: `New ${n}`, ...(n % 2 ? { notes: 'n' } : { priority: 'high' }) },
        },
        { type: 'task.tag', taskId, add: [`u${n % 5}`] },
        { type: 'task.complete', taskId },
        { type: 'task.delete', taskId },
        { type: 'task.move', taskId, before: task((n * 17 + 3) % 100) },
        { type: 'task.create', title: 'Sub', parentId: task(n % 100) },
        { type: 'tag.rename', tag: `t${n % 7}`, to: `v${n % 3}` },
        { type: 'task.update', taskId, patch: { due: { kind: 'date', date: '2026-12-24' } } },
        { type: 'list.create', name: `List ${n}` },
      ];
      return kinds[n % kinds.length] ?? { type: 'task.reopen', taskId };
    });
    const replies = await user.batch(mixed.map((input, n) => ({ key: `m${n}`, command: CommandSchema.parse(input) })));
    expect(replies.filter(({ status }) => status === 'done').length).toBeGreaterThan(100);
    expect(user.cost().statements).toBeLessThan(100);
    await expectSound(user);
  });

  it('OR5 what one batch adds stands in the order it was said', async () => {
    const user = await newUser();
    await inBatches(
      user,
      many(200, (n) => ({ type: 'task.create', title: String(n) }) as const),
    );
    const { tasks } = await readStored(user.at({}));
    const inOrder = [...tasks.values()].sort((a, b) => (a.orderKey < b.orderKey ? -1 : 1));
    expect(inOrder.map(({ title }) => Number(title))).toEqual(many(200, (n) => n));
    expect(await countRows(user, 'tasks')).toBe(200);
  });
});
