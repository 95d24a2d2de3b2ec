import { env } from 'cloudflare:workers';
import { sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { CommandSchema } from '#core/command/command.ts';
import type { CommandReply } from '#core/command/reply.ts';
import { AppError } from '#core/errors.ts';
import { realEffects } from '#test/effects.ts';
import { type BatchInfo, hookedD1 } from '#test/hooked-d1.ts';
import { countRows, readStored, versionGaps } from '#test/stored.ts';
import { newUser, type TestUser } from '#test/users.ts';

const { newId } = realEffects();

// As D1 words them.
const LOST = 'D1_ERROR: Network connection lost.';
const OVERLOADED = 'D1_ERROR: D1 DB is overloaded. Requests queued for too long.';
const RESET = 'D1_ERROR: D1 DB storage operation exceeded timeout which caused object to be reset.';
const CONFLICT =
  'D1_ERROR: UNIQUE constraint failed: events.user_id, events.aggregate_id, events.version: SQLITE_CONSTRAINT';

type Where = 'before' | 'after';

/** The user at a device whose D1 fails the first `times` batches that match, before or after they happened. */
function failing(
  user: TestUser,
  where: Where,
  message: string,
  times: number,
  matches = (batch: BatchInfo) => batch.isCommit,
): TestUser {
  let left = times;
  const fail = (batch: BatchInfo) => {
    if (!matches(batch) || left === 0) return;
    left -= 1;
    throw new Error(message);
  };
  return user.at({ d1: hookedD1(env.DB, { [where]: fail }), effects: { wait: async () => {} } });
}

function creation() {
  return {
    key: newId('request'),
    command: CommandSchema.parse({ type: 'task.create', title: 'Milk', taskId: newId('task') }),
  };
}

async function errorOf(promise: Promise<unknown>): Promise<AppError> {
  const error: unknown = await promise.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof AppError)) throw new Error(`no refusal but ${String(error)}`);
  return error;
}

async function expectOnce(user: TestUser): Promise<void> {
  expect(await countRows(user, 'tasks')).toBe(1);
  expect(await countRows(user, 'request_keys')).toBe(1);
  const { log } = await readStored(user);
  expect(log.filter(({ type }) => type === 'task.created')).toHaveLength(1);
  expect(versionGaps(log)).toEqual([]);
}

describe('a commit that D1 fails', () => {
  it('LOG7 the connection is lost before the batch happens: it is tried again, and happens once', async () => {
    const user = await newUser();
    const [reply] = await failing(user, 'before', LOST, 2).batch([creation()]);
    expect(reply).toMatchObject({ status: 'done', changed: 1, isReplay: false });
    await expectOnce(user);
  });

  it('LOG7 the connection is lost after the batch happened: the answer is the success that it was', async () => {
    const user = await newUser();
    const [reply] = await failing(user, 'after', LOST, 1).batch([creation()]);
    expect(reply).toMatchObject({ status: 'done', changed: 1 });
    if (reply?.status !== 'done') return;
    expect(reply.seq).toBe((await readStored(user)).log.at(-1)?.seq);
    await expectOnce(user);
  });

  it('LOG7 a no-op success whose answer was lost is answered from its record', async () => {
    const user = await newUser();
    const { task } = await user.done({ type: 'task.create', title: 'Milk' });
    const command = CommandSchema.parse({ type: 'task.reopen', taskId: task?.id });
    const [reply] = await failing(user, 'after', LOST, 1).batch([{ key: 'k', command }]);
    expect(reply).toMatchObject({ status: 'done', changed: 0, seq: null, task: { id: task?.id } });
    expect(await countRows(user, 'request_keys')).toBe(1);
  });

  it.each([
    ['before', LOST, 0],
    ['before', OVERLOADED, 0],
    ['before', RESET, 0],
    ['after', LOST, 1],
    ['after', OVERLOADED, 1],
    ['after', RESET, 1],
  ] as const)(
    'LOG8 failing for good %s the batch (%s): 503, and the same key later converges',
    async (where, message, there) => {
      const user = await newUser();
      const request = creation();
      // When the commit may have happened, the log cannot be asked about it either: D1 is away as a whole.
      let isAway = false;
      const d1 = hookedD1(env.DB, {
        before: ({ isCommit }) => {
          if (isAway || (isCommit && where === 'before')) throw new Error(message);
        },
        after: ({ isCommit }) => {
          if (!isCommit) return;
          isAway = true;
          throw new Error(message);
        },
      });
      const error = await errorOf(user.at({ d1, effects: { wait: async () => {} } }).batch([request]));
      expect(error).toMatchObject({ code: 'unavailable', status: 503, retriable: true });
      expect(await countRows(user, 'tasks')).toBe(there);
      const [reply] = await user.batch([request]);
      expect(reply).toMatchObject({ status: 'done', changed: 1, isReplay: there === 1 });
      await expectOnce(user);
    },
  );

  it('LOG8 reads that fail: a lost connection is tried again, an overloaded D1 is a 503, and nothing is written', async () => {
    const user = await newUser();
    const { task } = await user.done({ type: 'task.create', title: 'Milk' });
    const command = CommandSchema.parse({ type: 'task.complete', taskId: task?.id });
    const isRead = ({ isCommit }: BatchInfo) => !isCommit;
    expect(await failing(user, 'before', LOST, 2, isRead).batch([{ key: null, command }])).toMatchObject([
      { status: 'done' },
    ]);
    const events = await countRows(user, 'events');
    const error = await errorOf(failing(user, 'before', OVERLOADED, 1, isRead).batch([{ key: null, command }]));
    expect(error).toMatchObject({ code: 'unavailable' });
    expect(await countRows(user, 'events')).toBe(events);
  });

  it('LOG2 two lost races are nobody else’s business; a storm of them is a 409 with nothing written', async () => {
    const user = await newUser();
    const request = creation();
    expect(await failing(user, 'before', CONFLICT, 2).batch([request])).toMatchObject([{ status: 'done' }]);
    const stormy = failing(user, 'before', CONFLICT, 99);
    const error = await errorOf(stormy.batch([creation()]));
    expect(error).toMatchObject({ code: 'conflict', status: 409, retriable: true });
    await expectOnce(user);
  });

  it('LOG9 a later statement of the batch fails: neither event nor projection nor record is there', async () => {
    const user = await newUser();
    const before = await readStored(user);
    // A projection that cannot be written: its row is there already, although no event speaks of it.
    const request = creation();
    const taskId = request.command.type === 'task.create' ? request.command.taskId : '';
    await user.db.run(sql`INSERT INTO task_tags (user_id, tag, task_id) VALUES (${user.id}, 'x', ${taskId})`);
    const command = CommandSchema.parse({ ...request.command, tags: ['x'] });
    expect(await errorOf(user.batch([{ key: 'k', command }]))).toMatchObject({ code: 'conflict' });
    const after = await readStored(user);
    expect(after.log).toEqual(before.log);
    expect(after.tasks.size).toBe(0);
    expect(after.openCounts).toEqual(before.openCounts);
    expect(await countRows(user, 'request_keys')).toBe(0);
  });

  it('LOG8 whatever fails wherever, with enough tries under one key it is done exactly once', async () => {
    const user = await newUser();
    const request = creation();
    let seed = 7;
    const chance = () => {
      seed = (seed * 16_807) % 2_147_483_647;
      return seed / 2_147_483_647;
    };
    const strike = () => {
      if (chance() < 0.6) throw new Error([LOST, OVERLOADED, RESET][Math.floor(chance() * 3)]);
    };
    const d1 = hookedD1(env.DB, { before: strike, after: strike });
    const device = user.at({ d1, effects: { wait: async () => {} } });
    let reply: CommandReply | undefined;
    for (let tries = 0; reply === undefined && tries < 200; tries += 1) {
      reply = await device.batch([request]).then(
        ([first]) => first,
        (error: unknown) => {
          expect(error).toMatchObject({ code: 'unavailable' });
          return undefined;
        },
      );
    }
    expect(reply).toMatchObject({ status: 'done', changed: 1 });
    await expectOnce(user);
  });
});
