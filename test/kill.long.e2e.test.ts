import { expect } from 'vitest';
import { z } from 'zod';
import { type CommandReply, CommandReplySchema } from '#core/command/reply.ts';
import { ActivityPageSchema } from '#core/query/activity-query.ts';
import { test } from './e2e/e2e-test.ts';
import { nthId } from './ids.ts';

const WRITERS = 24;
const ROUNDS = 2;

const RepliesSchema = z.object({ replies: z.array(CommandReplySchema) });

async function signIn(origin: string): Promise<string> {
  const answer = await fetch(`${origin}/api/v1/demo`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin },
    body: '{}',
  });
  expect(answer.status).toBe(201);
  const [cookie = ''] = answer.headers.getSetCookie();
  return cookie.slice(0, cookie.indexOf(';'));
}

async function create(origin: string, cookie: string, n: number, signal?: AbortSignal): Promise<CommandReply> {
  const command = { id: `kill-${n}`, type: 'task.create', taskId: nthId('task', n), title: `Survivor ${n}` };
  const answer = await fetch(`${origin}/api/v1/commands`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin, cookie },
    body: JSON.stringify({ commands: [command] }),
    signal,
  });
  if (answer.status !== 200) throw new Error(`${answer.status} ${await answer.text()}`);
  const [reply] = RepliesSchema.parse(await answer.json()).replies;
  if (!reply) throw new Error('no reply');
  return reply;
}

async function creationsOf(origin: string, cookie: string, taskId: string): Promise<number> {
  const answer = await fetch(`${origin}/api/v1/activity?task=${taskId}&type=task.created`, {
    headers: { cookie },
  });
  return ActivityPageSchema.parse(await answer.json()).total;
}

/** Sends the command and hangs up on the answer: whatever became of it, this client was never told. */
async function createUnheard(origin: string, cookie: string, n: number): Promise<void> {
  const hangUp = new AbortController();
  const unheard = create(origin, cookie, n, hangUp.signal).catch(() => null);
  await expect.poll(() => creationsOf(origin, cookie, nthId('task', n)), { interval: 1, timeout: 30_000 }).toBe(1);
  hangUp.abort();
  await unheard;
}

test('LOG13 the runtime is killed between commit and reply: what was answered is there, and the same key does nothing twice', async ({
  ownCarillon,
}) => {
  const { origin } = ownCarillon;
  const cookie = await signIn(origin);
  for (let round = 0; round < ROUNDS; round += 1) {
    const [unheard = 0, ...numbers] = Array.from({ length: 1 + WRITERS }, (_, n) => round * (1 + WRITERS) + n);
    await createUnheard(origin, cookie, unheard);
    // Killed as soon as a few have their answer, while the others are somewhere between the request and the reply.
    let answered = 0;
    const several = Promise.withResolvers<void>();
    const first = numbers.map((n) =>
      create(origin, cookie, n).then(
        (reply) => {
          answered += 1;
          if (answered === 1 + round) several.resolve();
          return reply;
        },
        () => null,
      ),
    );
    await several.promise;
    await ownCarillon.killHard();
    const before = await Promise.all(first);
    await ownCarillon.restart();
    expect(await create(origin, cookie, unheard)).toMatchObject({ status: 'done', changed: 1, isReplay: true });
    const after = await Promise.all(numbers.map((n) => create(origin, cookie, n)));
    for (const [at, reply] of after.entries()) {
      expect(reply).toMatchObject({ status: 'done', changed: 1, task: { id: nthId('task', numbers[at] ?? 0) } });
      const earlier = before[at];
      if (earlier) expect(reply).toEqual({ ...earlier, isReplay: true });
    }
    const counts = await Promise.all([unheard, ...numbers].map((n) => creationsOf(origin, cookie, nthId('task', n))));
    expect(counts).toEqual(counts.map(() => 1));
  }
}, 240_000);
