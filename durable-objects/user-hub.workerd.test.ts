import { evictDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { CommandSchema } from '#core/command/command.ts';
import { PING } from '#core/live/protocol.ts';
import { realEffects } from '#test/effects.ts';
import { connect, connectLive, newSession, newToken, positionOf } from '#test/live-client.ts';
import { newUser, type TestUser } from '#test/users.ts';

const hubOf = (user: TestUser) => env.USER_HUB.getByName(user.id);

async function addTasks(user: TestUser, count: number): Promise<void> {
  for (let n = 1; n <= count; n += 1) await user.done({ type: 'task.create', title: `Task ${n}` });
}

/** 90 tasks from one device, in three requests. */
async function addMany(user: TestUser, device: string): Promise<void> {
  for (let request = 1; request <= 3; request += 1) {
    const titles = Array.from({ length: 30 }, (_, n) => `${device} ${request}.${n}`);
    await user.batch(
      titles.map((title) => ({ key: null, command: CommandSchema.parse({ type: 'task.create', title }) })),
    );
  }
}

async function seqsAfter(user: TestUser, since: number): Promise<number[]> {
  const rows = await user.db.all<{ seq: number }>(
    sql`SELECT seq FROM events WHERE user_id = ${user.id} AND seq > ${since} ORDER BY seq`,
  );
  return rows.map(({ seq }) => seq);
}

/** Events of the user without a command, many at once. */
async function fillLog(user: TestUser, count: number): Promise<void> {
  const ids = Array.from({ length: count }, () => realEffects().newId('event'));
  await user.db.run(sql`INSERT INTO events (id, user_id, aggregate_id, version, type, actor, correlation_id, data, occurred_at)
    SELECT each.value, user_id, 'filler', each.key + 1, model.type, actor, correlation_id, data, occurred_at
    FROM json_each(${JSON.stringify(ids)}) AS each, (SELECT * FROM events WHERE user_id = ${user.id} LIMIT 1) AS model`);
}

describe('live', () => {
  it('LV1 a change reaches every device, in order, each naming the one before it', async () => {
    const user = await newUser();
    const other = await newUser();
    const session = await newSession(user);
    const start = await positionOf(user);
    const [phone, laptop] = [await connectLive(user, session), await connectLive(user, session)];
    await addTasks(user, 2);
    await addTasks(other, 1);
    await addTasks(user, 1);
    await hubOf(user).nudge('schedule');
    const seqs = await seqsAfter(user, start.seq);
    for (const device of [phone, laptop]) {
      await device.until(() => device.seqs().length === 3);
      expect(device.messages[0]).toEqual({ type: 'welcome', protocol: 1, ...start });
      expect(device.seqs()).toEqual(seqs);
      const prevs = device.messages.flatMap((message) => (message.type === 'delta' ? message.prev : []));
      expect(prevs).toEqual([start.seq, ...seqs.slice(0, -1)]);
    }
  });

  it('LV2 a device that was away gets what several devices changed meanwhile, once and in order', async () => {
    const user = await newUser();
    const session = await newSession(user);
    const start = await positionOf(user);
    const away = await connectLive(user, session);
    away.close();
    await Promise.all(['phone', 'laptop', 'desk'].map((device) => addMany(user, device)));
    const back = await connect(user, session);
    back.hello(start.seq, start.epoch);
    await back.until(() => back.seqs().length >= 270);
    expect(back.seqs()).toEqual(await seqsAfter(user, start.seq));
    expect(away.seqs()).toEqual([]);
  });

  it('LV2 a device that saw a gap says hello again and gets what it missed', async () => {
    const user = await newUser();
    const start = await positionOf(user);
    const device = await connectLive(user, await newSession(user));
    await addTasks(user, 3);
    await hubOf(user).nudge('schedule');
    await device.until(() => device.seqs().length === 3);
    device.hello(start.seq, start.epoch);
    await device.until(() => device.seqs().length === 6);
    const seqs = await seqsAfter(user, start.seq);
    expect(device.seqs()).toEqual([...seqs, ...seqs]);
  });

  it.each([
    ['no epoch', (at: { seq: number; epoch: string }) => ({ seq: at.seq, epoch: null })],
    ['another epoch', (at: { seq: number; epoch: string }) => ({ seq: at.seq, epoch: 'f'.repeat(32) })],
    ['beyond the head', (at: { seq: number; epoch: string }) => ({ seq: at.seq + 1, epoch: at.epoch })],
  ])('LV3 a device with %s is told to reset, and goes on from there', async (_name, standing) => {
    const user = await newUser();
    const start = await positionOf(user);
    const device = await connect(user, await newSession(user));
    const { seq, epoch } = standing(start);
    device.hello(seq, epoch);
    await device.until(({ messages }) => messages.length === 2);
    expect(device.messages.map(({ type }) => type)).toEqual(['welcome', 'reset']);
    expect(device.messages[1]).toEqual({ type: 'reset', ...start });
    await addTasks(user, 1);
    await hubOf(user).nudge('schedule');
    await device.until(() => device.seqs().length === 1);
    expect(device.seqs()).toEqual(await seqsAfter(user, start.seq));
  });

  it('LV3 a device more than 2,000 events behind is told to reset', async () => {
    const user = await newUser();
    const start = await positionOf(user);
    await fillLog(user, 2001);
    const device = await connect(user, await newSession(user));
    device.hello(start.seq, start.epoch);
    await device.until(({ messages }) => messages.length === 2);
    expect(device.messages[1]).toMatchObject({ type: 'reset' });
  });

  it('LV3 a device up to 2,000 events behind is told all of them', async () => {
    const user = await newUser();
    const start = await positionOf(user);
    await fillLog(user, 2000);
    const device = await connect(user, await newSession(user));
    device.hello(start.seq, start.epoch);
    await device.until(() => device.seqs().length === 2000);
    expect(device.seqs()).toEqual(await seqsAfter(user, start.seq));
  });

  it('LV3 an event that cannot be read is a reset, not the end of everything', async () => {
    const user = await newUser();
    const device = await connectLive(user, await newSession(user));
    await user.db.run(sql`INSERT INTO events (id, user_id, aggregate_id, version, type, actor, correlation_id, data, occurred_at)
      VALUES (${`from the future ${user.id}`}, ${user.id}, 'x', 1, 'dream.had', '{}', 'c', '{}', 0)`);
    await hubOf(user).nudge('schedule');
    await device.until(({ messages }) => messages.at(-1)?.type === 'reset');
    await addTasks(user, 1);
    await hubOf(user).nudge('schedule');
    await device.until(() => device.seqs().length === 1);
  });

  it('LV4 an evicted hub still reaches its sockets: nothing missed, nothing doubled', async () => {
    const user = await newUser();
    const session = await newSession(user);
    const start = await positionOf(user);
    const devices = [await connectLive(user, session), await connectLive(user, session)];
    for (let round = 1; round <= 3; round += 1) {
      await addTasks(user, 2);
      await hubOf(user).nudge('schedule');
      await evictDurableObject(hubOf(user));
    }
    await addTasks(user, 1);
    await evictDurableObject(hubOf(user)).catch(() => undefined);
    await hubOf(user).nudge('schedule');
    const seqs = await seqsAfter(user, start.seq);
    for (const device of devices) {
      await device.until(() => device.seqs().length >= 7);
      expect(device.seqs()).toEqual(seqs);
      expect(device.closed).toBeNull();
    }
  });

  it('LV5 a revoked session or token gets no frame any more and is closed', async () => {
    const user = await newUser();
    const [session, token] = [await newSession(user), await newToken(user)];
    const kept = await newSession(user);
    const [a, b, c] = [await connectLive(user, session), await connectLive(user, token), await connectLive(user, kept)];
    await user.db.run(sql`DELETE FROM sessions WHERE id = ${session.id}`);
    await user.db.run(sql`UPDATE api_tokens SET revoked_at = ${Date.now()} WHERE id = ${token.id}`);
    // The hub was not told: the next turn finds out before it sends.
    await addTasks(user, 1);
    await hubOf(user).nudge('schedule');
    for (const device of [a, b]) {
      await device.until(({ closed }) => closed !== null);
      expect(device.closed?.code).toBe(1008);
      expect(device.seqs()).toEqual([]);
    }
    await c.until(() => c.seqs().length === 1);
  });

  it('LV5 signing out closes the sockets of that session at once, and no others', async () => {
    const user = await newUser();
    const [out, kept] = [await newSession(user), await newSession(user)];
    const [a, b] = [await connectLive(user, out), await connectLive(user, kept)];
    await hubOf(user).closeSockets(out);
    await a.until(({ closed }) => closed !== null);
    expect(a.closed?.code).toBe(1008);
    await addTasks(user, 1);
    await hubOf(user).nudge('schedule');
    await b.until(() => b.seqs().length === 1);
    expect(a.seqs()).toEqual([]);
    await hubOf(user).closeSockets('all');
    await b.until(({ closed }) => closed !== null);
  });

  it('LV5 a credential of somebody else opens nothing', async () => {
    const [user, other] = [await newUser(), await newUser()];
    const { seq, epoch } = await positionOf(user);
    const device = await connect(user, await newSession(other));
    device.hello(seq, epoch);
    await device.until(({ closed }) => closed !== null);
    expect(device.closed?.code).toBe(1008);
    expect(device.messages).toEqual([]);
  });

  it('LV6 the 21st socket gets in and the one that was idle longest goes', async () => {
    const user = await newUser();
    const session = await newSession(user);
    const devices = [await connectLive(user, session)];
    for (let n = 2; n <= 20; n += 1) devices.push(await connectLive(user, session));
    const newest = await connectLive(user, session);
    await devices[0]?.until(({ closed }) => closed !== null);
    expect(devices.map(({ closed }) => closed?.code ?? null)).toEqual([4008, ...Array<null>(19).fill(null)]);
    await addTasks(user, 1);
    await hubOf(user).nudge('schedule');
    await newest.until(() => newest.seqs().length === 1);
    expect((await hubOf(user).status()).sockets).toBe(20);
  });

  it.each<[string, string | ArrayBuffer, number]>([
    ['junk', 'hello?', 1008],
    ['an unknown message', '{"type":"subscribe","user":"all"}', 1008],
    ['an unknown field', '{"type":"hello","protocol":1,"lastSeq":0,"epoch":null,"userId":"x"}', 1008],
    ['a binary frame', new Uint8Array([1, 2, 3]).buffer, 1008],
    ['another protocol', '{"type":"hello","protocol":2,"lastSeq":0,"epoch":null}', 4002],
    ['too much', 'x'.repeat(4097), 1009],
    ['too many bytes', '€'.repeat(1400), 1009],
    ['megabytes', 'x'.repeat(900_000), 1009],
  ])('LV7 %s closes the socket and no other', async (_name, frame, code) => {
    const user = await newUser();
    const session = await newSession(user);
    const [bad, good] = [await connectLive(user, session), await connectLive(user, session)];
    bad.send(frame);
    await bad.until(({ closed }) => closed !== null);
    expect(bad.closed?.code).toBe(code);
    expect(bad.seqs()).toEqual([]);
    await addTasks(user, 1);
    await hubOf(user).nudge('schedule');
    await good.until(() => good.seqs().length === 1);
  });

  it('LV7 a flood closes the socket, pings do not', async () => {
    const user = await newUser();
    const session = await newSession(user);
    const [flooding, pinging] = [await connectLive(user, session), await connectLive(user, session)];
    const { seq, epoch } = await positionOf(user);
    for (let n = 0; n < 1000; n += 1) {
      flooding.hello(seq, epoch);
      pinging.send(PING);
    }
    await flooding.until(({ closed }) => closed !== null);
    expect(flooding.closed?.code).toBe(1008);
    await pinging.until(({ messages }) => messages.filter(({ type }) => type === 'pong').length === 1000);
    expect(pinging.closed).toBeNull();
  });
});
