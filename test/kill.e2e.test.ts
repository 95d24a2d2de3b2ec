import { expect } from 'vitest';
import { z } from 'zod';
import { type CommandReply, CommandReplySchema } from '#core/command/reply.ts';
import { ActivityPageSchema } from '#core/query/activity-query.ts';
import { test } from './e2e/e2e-test.ts';
import { nthId } from './ids.ts';

const WRITERS = 24;
const MAX_ROUNDS = 8;

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

async function create(origin: string, cookie: string, n: number): Promise<CommandReply> {
  const command = { id: `kill-${n}`, type: 'task.create', taskId: nthId('task', n), title: `Survivor ${n}` };
  const answer = await fetch(`${origin}/api/v1/commands`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin, cookie },
    body: JSON.stringify({ commands: [command] }),
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

test('LOG13 the runtime is killed between commit and reply: what was answered is there, and the same key does nothing twice', async ({
  ownCarillon,
}) => {
  const { origin } = ownCarillon;
  const cookie = await signIn(origin);
  let orphans = 0;
  for (let round = 0; round < MAX_ROUNDS && orphans === 0; round += 1) {
    const numbers = Array.from({ length: WRITERS }, (_, n) => round * WRITERS + n);
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
    const after = await Promise.all(numbers.map((n) => create(origin, cookie, n)));
    for (const [at, reply] of after.entries()) {
      expect(reply).toMatchObject({ status: 'done', changed: 1, task: { id: nthId('task', numbers[at] ?? 0) } });
      const earlier = before[at];
      if (earlier) expect(reply).toEqual({ ...earlier, isReplay: true });
      else if (reply.status === 'done' && reply.isReplay) orphans += 1;
    }
    const counts = await Promise.all(numbers.map((n) => creationsOf(origin, cookie, nthId('task', n))));
    expect(counts).toEqual(numbers.map(() => 1));
  }
  expect(orphans, 'no round killed the runtime after a commit and before its reply').toBeGreaterThan(0);
}, 240_000);
