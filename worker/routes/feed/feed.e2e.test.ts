import { cp, rm } from 'node:fs/promises';
import path from 'node:path';
import { expect } from 'vitest';
import { z } from 'zod';
import { FeedPageSchema, LeaseSchema, SnapshotPageSchema } from '#core/feed/protocol.ts';
import { test } from '#test/e2e/e2e-test.ts';
import type { Carillon } from '#test/e2e-harness.ts';

/** What a program of the cluster can ask. */
async function newProgram({ origin, operatorToken }: Carillon) {
  const ask = async <Schema extends z.ZodType>(path: string, token: string, schema: Schema, body?: unknown) => {
    const answer = await fetch(`${origin}${path}`, {
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      ...(body !== undefined && { method: 'POST', body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
    return schema.parse(await answer.json());
  };
  const SecretSchema = z.object({ secret: z.string() });
  const wanted = { name: 'e2e', scopes: ['feed'] };
  const { secret } = await ask('/api/operator/service-tokens', operatorToken, SecretSchema, wanted);
  return {
    lease: (consumer: string, token?: string, resync = false) =>
      ask('/feed/lease', secret, LeaseSchema, { consumer, holder: 'e2e', token, resync }),
    snapshot: (consumer: string, lease: string) =>
      ask(`/feed/snapshot?consumer=${consumer}&lease=${lease}`, secret, SnapshotPageSchema),
    events: (consumer: string, lease: string, after: number) =>
      ask(`/feed/events?consumer=${consumer}&lease=${lease}&after=${after}`, secret, FeedPageSchema),
    // Node's WebSocket takes headers, which the types of the browser's do not know.
    openBell: (): WebSocket =>
      Reflect.construct(WebSocket, [
        `${origin.replace('http', 'ws')}/feed/bell`,
        { headers: { authorization: `Bearer ${secret}` } },
      ]),
  };
}

async function newUser({ origin }: Carillon): Promise<(title: string) => Promise<void>> {
  const post = async (path: string, body: unknown, cookie = '') => {
    const headers = { 'content-type': 'application/json', origin, cookie };
    const answer = await fetch(`${origin}${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
    return answer;
  };
  const cookie = (await post('/api/v1/demo', {})).headers.getSetCookie()[0]?.split(';')[0] ?? '';
  return async (title) => void (await post('/api/v1/tasks', { title }, cookie));
}

test('FD1 over the wire: the bell rings, the page has what was written, and the place outlives a kill', async ({
  ownCarillon,
}) => {
  const program = await newProgram(ownCarillon);
  const addTask = await newUser(ownCarillon);
  const { token } = await program.lease('mirror');
  const { seq } = await program.snapshot('mirror', token);
  const bell = program.openBell();
  const rings: string[] = [];
  bell.addEventListener('message', ({ data }) => rings.push(String(data)));
  await new Promise((resolve) => bell.addEventListener('open', resolve, { once: true }));
  // A bell that nobody heard lately is left alone for some seconds.
  await expect
    .poll(
      async () => {
        await addTask('Ring');
        return rings.length;
      },
      { interval: 500 },
    )
    .toBeGreaterThan(0);
  bell.close();
  const page = await program.events('mirror', token, seq);
  expect(page.events.map(({ type }) => type)).toContain('carillon.task.created.v1');
  await program.lease('mirror', token);
  const acknowledged = await program.events('mirror', token, page.next);
  expect(acknowledged.events.filter(({ sequence }) => Number(sequence) <= page.next)).toEqual([]);

  await ownCarillon.killHard();
  await ownCarillon.restart();
  const { cursor } = await program.lease('mirror', token);
  expect(cursor).toMatchObject({ seq: page.next, eventId: page.events.at(-1)?.id, epoch: page.epoch });
  await addTask('After the kill');
  const after = await program.events('mirror', token, page.next);
  expect(after.epoch).toBe(page.epoch);
  expect(after.events.at(-1)?.data).toMatchObject({ after: { title: 'After the kill' } });
});

test('FD10 when the files of the database go back to an earlier moment, the feed stops until the consumer resyncs', async ({
  ownCarillon,
}) => {
  const program = await newProgram(ownCarillon);
  const addTask = await newUser(ownCarillon);
  const { token } = await program.lease('restored');
  const { seq } = await program.snapshot('restored', token);
  await program.events('restored', token, seq);
  const database = path.join(ownCarillon.state, 'v3/d1');
  const backup = path.join(path.dirname(ownCarillon.state), 'backup');
  await ownCarillon.killHard();
  await cp(database, backup, { recursive: true });
  await ownCarillon.restart();
  await addTask('Never happened');
  await program.lease('restored', token);
  const lost = await program.events('restored', token, seq);
  await program.events('restored', token, lost.next);

  await ownCarillon.killHard();
  await rm(database, { recursive: true });
  await cp(backup, database, { recursive: true });
  await ownCarillon.restart();
  await addTask('In its place');
  await addTask('And beyond');
  await expect(program.events('restored', token, lost.next)).rejects.toThrow('lease_lost');
  const taken = await program.lease('restored');
  expect(taken).toMatchObject({ stand: 'rewound', cursor: { epoch: lost.epoch } });
  await expect(program.events('restored', taken.token, seq)).rejects.toThrow('invalid_state');
  const resynced = await program.lease('restored', taken.token, true);
  expect(resynced.stand).toBe('snapshot');
  const snapshot = await program.snapshot('restored', taken.token);
  expect(snapshot.epoch).not.toBe(lost.epoch);
  const titles = snapshot.tasks.map(({ task }) => task.title);
  expect(titles).toEqual(expect.arrayContaining(['In its place', 'And beyond']));
  expect(titles).not.toContain('Never happened');
});

test('CT1 the schema that an event names is served by every instance, to anybody', async ({ carillon }) => {
  const answer = await fetch(`${carillon.origin}/schemas/events/task.created.v1.json`);
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-type')).toContain('application/json');
  expect(await answer.json()).toMatchObject({ $id: 'urn:carillon:event:task.created:v1', type: 'object' });
  expect((await fetch(`${carillon.origin}/schemas/events/task.created.v99.json`)).status).toBe(404);
});
