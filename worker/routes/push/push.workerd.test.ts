import { createExecutionContext, waitOnExecutionContext } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { PushSubscriptionSchema } from '#core/delivery/push-subscription.ts';
import { newPushReceiver } from '#test/push-receiver.ts';
import { newVisitor, SITE, type Visitor } from '#test/visitor.ts';
import { createApp } from '#worker/app.ts';

const SUBSCRIPTIONS = '/api/v1/push/subscriptions';

afterEach(() => vi.restoreAllMocks());

async function newTarget() {
  const { keys } = await newPushReceiver();
  return { endpoint: `https://fcm.googleapis.com/fcm/send/${crypto.randomUUID()}`, keys };
}

function post(visitor: Visitor, body: unknown): Promise<Response> {
  return visitor.browse(SUBSCRIPTIONS, { method: 'POST', body: JSON.stringify(body) });
}

async function add(visitor: Visitor, more: object = {}) {
  const answer = await post(visitor, { ...(await newTarget()), ...more });
  expect(answer.status).toBe(201);
  return PushSubscriptionSchema.parse(await answer.json());
}

async function list(visitor: Visitor): Promise<unknown[]> {
  const { subscriptions } = await (await visitor.browse(SUBSCRIPTIONS)).json<{ subscriptions: unknown[] }>();
  return subscriptions;
}

describe('happy', () => {
  it('PU10 a browser is added, listed without what it takes to send to it, and removed', async () => {
    const visitor = await newVisitor();
    expect(await (await visitor.browse('/api/v1/push/key')).json()).toEqual({ publicKey: env.VAPID_PUBLIC_KEY });
    const target = await newTarget();
    const answer = await post(visitor, { ...target, name: 'Firefox on Linux' });
    const added = await answer.text();
    const device = PushSubscriptionSchema.parse(JSON.parse(added));
    expect(device).toMatchObject({ name: 'Firefox on Linux', service: 'fcm.googleapis.com' });
    const listed = await (await visitor.browse(SUBSCRIPTIONS)).text();
    expect(JSON.parse(listed)).toEqual({ subscriptions: [device] });
    for (const secret of [new URL(target.endpoint).pathname, target.keys.auth, target.keys.p256dh]) {
      expect(added + listed).not.toContain(secret);
    }
    expect((await visitor.browse(`${SUBSCRIPTIONS}/${device.id}`, { method: 'DELETE' })).status).toBe(204);
    expect(await list(visitor)).toEqual([]);
  });

  it('PU10 a browser that says so again stays one device, with its new keys', async () => {
    const visitor = await newVisitor();
    const target = await newTarget();
    const first = PushSubscriptionSchema.parse(await (await post(visitor, { ...target, name: 'Mine' })).json());
    const { keys } = await newPushReceiver();
    const again = PushSubscriptionSchema.parse(await (await post(visitor, { ...target, keys })).json());
    expect(again).toEqual(first);
    const row = await env.DB.prepare('SELECT auth FROM push_subscriptions WHERE id = ?').bind(first.id).first();
    expect(row).toEqual({ auth: keys.auth });
  });

  it('PU10 a test message goes to the one device, and a device that is gone goes', async () => {
    const visitor = await newVisitor();
    const device = await add(visitor);
    const test = async () => {
      const answer = await visitor.browse(`${SUBSCRIPTIONS}/${device.id}/test`, { method: 'POST' });
      return [answer.status, await answer.json()];
    };
    const fetch = vi.spyOn(globalThis, 'fetch').mockImplementation(async () => new Response(null, { status: 201 }));
    expect(await test()).toEqual([200, { isAccepted: true, isGone: false, code: 201, error: null }]);
    expect(fetch).toHaveBeenCalledTimes(1);
    fetch.mockImplementation(async () => new Response(null, { status: 410 }));
    expect(await test()).toMatchObject([200, { isAccepted: false, isGone: true, code: 410 }]);
    expect(await list(visitor)).toEqual([]);
    expect(await test()).toMatchObject([404, { code: 'not_found' }]);
  });

  it('PU11 a browser that somebody else signs in to changes hands', async () => {
    const [before, after] = [await newVisitor(), await newVisitor()];
    const target = await newTarget();
    await post(before, target);
    await post(after, target);
    expect(await list(before)).toEqual([]);
    expect(await list(after)).toHaveLength(1);
  });

  it('PU11 whoever signs a session out silences its device, and no other; one that ran out goes on', async () => {
    const visitor = await newVisitor();
    await add(visitor);
    await env.DB.prepare("UPDATE push_subscriptions SET session_id = 'ses_other' WHERE user_id = ?")
      .bind(visitor.id)
      .run();
    await add(visitor);
    expect((await visitor.browse(`/api/v1/sessions/${visitor.sessionId}`, { method: 'DELETE' })).status).toBeLessThan(
      300,
    );
    const left = async () =>
      (await env.DB.prepare('SELECT session_id AS id FROM push_subscriptions WHERE user_id = ?').bind(visitor.id).all())
        .results;
    expect(await left()).toEqual([{ id: 'ses_other' }]);
    const old = await newVisitor({ expiresInMs: 1000 });
    await add(old);
    await env.DB.prepare('UPDATE sessions SET expires_at = 1 WHERE user_id = ?').bind(old.id).run();
    await env.DB.prepare('DELETE FROM sessions WHERE user_id = ?').bind(old.id).run();
    const rows = await env.DB.prepare('SELECT 1 FROM push_subscriptions WHERE user_id = ?').bind(old.id).all();
    expect(rows.results).toHaveLength(1);
  });
});

describe('errors', () => {
  it.each([
    [{ endpoint: 'https://evil.example/x' }, 'endpoint'],
    [{ endpoint: 'https://127.0.0.1/x' }, 'endpoint'],
    [{ endpoint: 'http://fcm.googleapis.com/x' }, 'endpoint'],
    [{ endpoint: 'https://fcm.googleapis.com:444/x' }, 'endpoint'],
    [{ endpoint: 'https://a:b@fcm.googleapis.com/x' }, 'endpoint'],
    [{ endpoint: `https://fcm.googleapis.com/${'x'.repeat(2048)}` }, 'endpoint'],
    [{ endpoint: 7 }, 'endpoint'],
    [{ keys: {} }, 'keys.p256dh'],
    [{ keys: { p256dh: 'x', auth: 'BTBZMqHH6r4Tts7J_aSIgg' } }, 'keys.p256dh'],
    // The right length, and no point of the curve.
    [{ keys: { p256dh: `BA${'A'.repeat(85)}`, auth: 'BTBZMqHH6r4Tts7J_aSIgg' } }, 'keys.p256dh'],
    [{ name: '' }, 'name'],
    [{ name: 'x'.repeat(101) }, 'name'],
  ])('PU2 %o is refused at %s', async (wrong, path) => {
    const answer = await post(await newVisitor(), { ...(await newTarget()), ...wrong });
    expect(answer.status).toBe(400);
    expect(JSON.stringify(await answer.json())).toContain(`"path":"${path}"`);
  });

  it('PU12 there are at most twenty, also when the last two are asked for at once', async () => {
    const visitor = await newVisitor();
    for (let count = 0; count < 19; count += 1) await add(visitor);
    const targets = await Promise.all([newTarget(), newTarget(), newTarget()]);
    const statuses = (await Promise.all(targets.map((target) => post(visitor, target)))).map(({ status }) => status);
    expect(statuses.sort()).toEqual([201, 409, 409]);
    expect(await list(visitor)).toHaveLength(20);
  });

  it('PU9 a deployment without keys says so plainly', async () => {
    const visitor = await newVisitor();
    const app = createApp(async () => new Response('page'));
    const bare = { ...env, VAPID_PUBLIC_KEY: '', VAPID_PRIVATE_KEY: '', VAPID_SUBJECT: '' };
    const ctx = createExecutionContext();
    const answer = await app.fetch(
      new Request(`${SITE}/api/v1/push/key`, { headers: { cookie: visitor.cookie } }),
      bare,
      ctx,
    );
    await waitOnExecutionContext(ctx);
    expect(answer.status).toBe(409);
    expect(await answer.json()).toMatchObject({ code: 'invalid_state', detail: expect.stringContaining('no keys') });
  });
});
