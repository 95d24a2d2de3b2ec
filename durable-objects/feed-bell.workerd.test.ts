import { evictDurableObject, runDurableObjectAlarm } from 'cloudflare:test';
import { env, exports } from 'cloudflare:workers';
import { describe, expect, it, vi } from 'vitest';
import { createRinger } from '#application/ring-bell.ts';
import { BELL_MESSAGE } from '#core/feed/protocol.ts';
import { PING, PONG } from '#core/live/protocol.ts';
import { request } from '#test/contracts/api-caller.ts';
import { newFeedClient } from '#test/feed-client.ts';
import { bellStub } from '#test/feed-world.ts';
import { addTimer } from '#test/timers.ts';
import { newUser } from '#test/users.ts';
import { newVisitor, SITE } from '#test/visitor.ts';

interface Listener {
  heard: string[];
  closed: { code: number } | null;
  send: (text: string) => void;
  until: (condition: () => boolean) => Promise<void>;
}

async function upgrade(headers: Record<string, string>): Promise<Response> {
  return await exports.default.fetch(
    new Request(`${SITE}/feed/bell`, { headers: { upgrade: 'websocket', ...headers } }),
  );
}

async function listen(authorization: string): Promise<Listener> {
  const { webSocket, status } = await upgrade({ authorization });
  if (!webSocket) throw new Error(`no socket: ${status}`);
  const listener: Listener = {
    heard: [],
    closed: null,
    send: (text) => webSocket.send(text),
    until: (condition) => vi.waitUntil(condition, { timeout: 10_000, interval: 5 }).then(() => undefined),
  };
  webSocket.addEventListener('message', ({ data }) => void listener.heard.push(String(data)));
  webSocket.addEventListener('close', ({ code }) => {
    listener.closed = { code };
  });
  webSocket.accept();
  return listener;
}

async function revoke(tokenId: string): Promise<number> {
  const headers = { authorization: `Bearer ${env.OPERATOR_TOKEN}` };
  return (await request('POST', `/api/operator/service-tokens/${tokenId}/revoke`, { headers })).status;
}

describe('the bell', () => {
  it('FD30 says that there is more after a commit, and nothing else', async () => {
    const feed = await newFeedClient();
    const visitor = await newVisitor();
    const listener = await listen(feed.authorization);
    // Told at once: the silence after a ring that nobody heard is over only some seconds later.
    await bellStub().ring();
    await listener.until(() => listener.heard.length === 1);
    await vi.waitUntil(
      async () => {
        await visitor.browse('/api/v1/tasks', { method: 'POST', body: '{"title":"Ring"}' });
        return listener.heard.length > 1;
      },
      { timeout: 20_000, interval: 200 },
    );
    expect(new Set(listener.heard)).toEqual(new Set([BELL_MESSAGE]));
  });

  it('FD30 says so after a ringing too, which no request commits', async () => {
    const feed = await newFeedClient();
    const user = await newUser();
    const listener = await listen(feed.authorization);
    const hub = env.USER_HUB.getByName(user.id);
    let turn = 0;
    await vi.waitUntil(
      async () => {
        turn += 1;
        const ref = JSON.stringify({ kind: 'token', id: `tok ${turn}` });
        await addTimer(user, 'revoke', ref, Date.now() - 1000);
        await hub.nudge('schedule');
        await runDurableObjectAlarm(hub);
        return listener.heard.includes(BELL_MESSAGE);
      },
      { timeout: 20_000, interval: 200 },
    );
    expect(listener.closed).toBeNull();
  });

  it('FD31 sleeps with its sockets open, answers pings, and still rings for them', async () => {
    const feed = await newFeedClient();
    const listener = await listen(feed.authorization);
    await evictDurableObject(bellStub(), { webSockets: 'hibernate' });
    listener.send(PING);
    await listener.until(() => listener.heard.includes(PONG));
    await bellStub().ring();
    await listener.until(() => listener.heard.includes(BELL_MESSAGE));
    listener.send('anything else');
    await listener.until(() => listener.closed !== null);
    expect(listener.closed).toEqual({ code: 1008 });
  });

  it('ST4 revoking a token closes its bell at once, and no other; doing it again changes nothing', async () => {
    const [mine, other] = [await newFeedClient(), await newFeedClient()];
    const [listener, stays] = [await listen(mine.authorization), await listen(other.authorization)];
    expect(await revoke(mine.tokenId)).toBe(200);
    await listener.until(() => listener.closed !== null);
    expect(listener.closed).toEqual({ code: 1008 });
    await bellStub().ring();
    await stays.until(() => stays.heard.length === 1);
    expect(listener.heard).toEqual([]);
    expect((await upgrade({ authorization: mine.authorization })).status).toBe(401);
    expect((await mine.get('/feed/status')).status).toBe(401);
    expect(await revoke(mine.tokenId)).toBe(200);
    expect(await revoke('svc_01jd8xv0q5e3t8h2w6m4k9r7zn')).toBe(404);
  });

  it('ST4 a token that is revoked while the bell sleeps closes its socket too', async () => {
    const feed = await newFeedClient();
    const listener = await listen(feed.authorization);
    await evictDurableObject(bellStub(), { webSockets: 'hibernate' });
    await revoke(feed.tokenId);
    await listener.until(() => listener.closed !== null);
  });

  it('FD32 takes a hundred sockets and no more: the newest stays', async () => {
    const feed = await newFeedClient();
    const before = await bellStub().listeners();
    const listeners: Listener[] = [];
    for (let n = 0; n < 101 - before; n += 1) listeners.push(await listen(feed.authorization));
    expect(await bellStub().listeners()).toBe(100);
    expect(listeners.at(-1)?.closed).toBeNull();
    await revoke(feed.tokenId);
    await vi.waitUntil(async () => (await bellStub().listeners()) < 50);
  });

  it('FD33 whoever brings no service token with the scope opens none, and a plain request is told how', async () => {
    const feed = await newFeedClient();
    const deliveries = await newFeedClient('deliveries');
    const visitor = await newVisitor();
    const open = async (headers: Record<string, string>) => (await upgrade(headers)).status;
    expect(await open({})).toBe(401);
    expect(await open({ cookie: visitor.cookie, origin: SITE })).toBe(401);
    expect(await open({ authorization: await visitor.bearer('read', 'write') })).toBe(401);
    expect(await open({ authorization: deliveries.authorization })).toBe(403);
    expect((await feed.get('/feed/bell')).status).toBe(426);
  });
});

/** A clock of its own, and a ringer that no other test has used. */
function newRinger() {
  const clock = { nowMs: 0 };
  const failures: string[] = [];
  const ring = createRinger();
  return {
    clock,
    failures,
    ring: (bell: { ring: () => Promise<number> }) =>
      ring(
        bell,
        () => clock.nowMs,
        (error) => failures.push(error),
      ),
  };
}

describe('ringing it', () => {
  it('FD34 one ring at a time: what is committed meanwhile makes one more', async () => {
    const { clock, ring } = newRinger();
    const gates: PromiseWithResolvers<number>[] = [];
    const bell = {
      ring: async () => {
        const gate = Promise.withResolvers<number>();
        gates.push(gate);
        return await gate.promise;
      },
    };
    const rings = Array.from({ length: 50 }, () => ring(bell));
    expect(gates).toHaveLength(1);
    gates[0]?.resolve(1);
    await vi.waitUntil(() => gates.length === 2);
    gates[1]?.resolve(0);
    await Promise.all(rings);
    // Nobody listened: it is left alone for a while.
    await ring(bell);
    expect(gates).toHaveLength(2);
    clock.nowMs += 5001;
    const later = ring(bell);
    expect(gates).toHaveLength(3);
    gates[2]?.resolve(1);
    await later;
  });

  it('FD34 no request rings for others without end: the next one goes on', async () => {
    const { clock, ring } = newRinger();
    let rung = 0;
    const busy = {
      ring: async () => {
        rung += 1;
        clock.nowMs += 1000;
        // Somebody commits during every ring.
        if (rung < 100) await ring(busy);
        return 1;
      },
    };
    await ring(busy);
    expect(rung).toBe(5);
    await ring({ ring: async () => (rung += 1) });
    expect(rung).toBe(6);
  });

  it('FD34 a ring that fails, or was cut off with its request, keeps no later one from ringing', async () => {
    const { clock, failures, ring } = newRinger();
    await ring({ ring: () => Promise.reject(new Error('away')) });
    expect(failures).toEqual(['Error']);
    let rung = 0;
    const works = { ring: async () => (rung += 1) };
    void ring({ ring: () => new Promise<number>(() => undefined) });
    await ring(works);
    expect(rung).toBe(0);
    clock.nowMs += 10_001;
    await ring(works);
    expect(rung).toBe(1);
  });
});
