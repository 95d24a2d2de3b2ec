import { env } from 'cloudflare:workers';
import { sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { openDatabase } from '#application/db/database.ts';
import { newMeter } from '#application/db/strict-d1.ts';
import { createApiToken } from '#application/use-cases/accounts/create-api-token.ts';
import { ClaimAnswerSchema, type Granted } from '#core/delivery/notifier-protocol.ts';
import { WebhookSchema, WebhookWithSecretSchema } from '#core/delivery/webhook.ts';
import { type ApiCaller, newApiCaller, request } from '#test/contracts/api-caller.ts';
import { realEffects } from '#test/effects.ts';
import { type FeedClient, newFeedClient } from '#test/feed-client.ts';

const WEBHOOKS = '/webhooks';
const URL_OF = (name: string) => `https://hooks.carillon.dev/${name}`;
const db = openDatabase(env.DB, newMeter());

async function create(caller: ApiCaller, name = 'Home', url = URL_OF(name)) {
  const answer = await caller.call('POST', WEBHOOKS, { body: { name, url } });
  expect(answer.status, answer.text).toBe(201);
  return WebhookWithSecretSchema.parse(answer.json());
}

async function list(caller: ApiCaller) {
  const answer = await caller.call('GET', WEBHOOKS);
  return { text: answer.text, webhooks: WebhookSchema.array().parse(answer.json().webhooks) };
}

async function claim(feed: FeedClient, caller: ApiCaller, messageId: string) {
  const body = { consumer: 'notifier', userId: caller.visitor.id, deliveryOf: { messageId }, channels: ['webhook'] };
  const answer = await feed.post('/feed/deliveries/claim', body);
  expect(answer.status, answer.text).toBe(200);
  return ClaimAnswerSchema.parse(answer.json()).messages;
}

async function report(feed: FeedClient, caller: ApiCaller, { messageId, claim: held }: Granted, outcome: object) {
  const body = { userId: caller.visitor.id, messageId, claim: held, outcome };
  return await feed.post('/feed/deliveries/report', body);
}

async function sendTest(feed: FeedClient, caller: ApiCaller, webhookId: string) {
  const answer = await caller.call('POST', `${WEBHOOKS}/${webhookId}/test`);
  expect(answer.status, answer.text).toBe(202);
  const messageId = String(answer.json().messageId);
  const [granted] = await claim(feed, caller, messageId);
  if (granted?.outcome !== 'granted' || granted.channel !== 'webhook') throw new Error('not granted');
  return granted;
}

describe('happy', () => {
  it('WH3 a webhook is made, listed without its secret, renamed, switched off and on, and deleted', async () => {
    const caller = await newApiCaller();
    const { webhook, secret } = await create(caller);
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    expect(webhook).toMatchObject({ name: 'Home', url: URL_OF('Home'), disabledAt: null, previousSecretUntil: null });
    const listed = await list(caller);
    expect(listed.webhooks).toEqual([webhook]);
    expect(listed.text).not.toContain(secret);
    const path = `${WEBHOOKS}/${webhook.id}`;
    const renamed = await caller.call('PATCH', path, { body: { name: 'Office', isEnabled: false } });
    expect(renamed.json()).toMatchObject({ name: 'Office', url: webhook.url, disabledReason: 'user' });
    const on = await caller.call('PATCH', path, { body: { isEnabled: true } });
    expect(on.json()).toMatchObject({ disabledAt: null, disabledReason: null });
    expect((await caller.call('DELETE', path)).status).toBe(204);
    expect((await list(caller)).webhooks).toEqual([]);
    expect((await caller.call('DELETE', path)).status).toBe(404);
  });

  it('WH4 a rotated secret signs beside the one before for a day', async () => {
    const caller = await newApiCaller();
    const feed = await newFeedClient('deliveries');
    const { webhook, secret: before } = await create(caller);
    const answer = await caller.call('POST', `${WEBHOOKS}/${webhook.id}/rotate`);
    const { secret } = WebhookWithSecretSchema.parse(answer.json());
    expect(secret).not.toBe(before);
    expect((await sendTest(feed, caller, webhook.id)).secrets).toEqual([secret, before]);
    await db.run(sql`UPDATE webhooks SET previous_until = ${Date.now() - 1} WHERE id = ${webhook.id}`);
    expect((await sendTest(feed, caller, webhook.id)).secrets).toEqual([secret]);
    expect((await list(caller)).webhooks[0]?.previousSecretUntil).toBeNull();
  });

  it('WH5 a test is sent the way reminders are; what was sent and answered can be read, and sent again', async () => {
    const caller = await newApiCaller();
    const feed = await newFeedClient('deliveries');
    const { webhook } = await create(caller);
    const granted = await sendTest(feed, caller, webhook.id);
    expect(granted).toMatchObject({ url: webhook.url, attempt: 1 });
    expect(JSON.parse(granted.body)).toMatchObject({ type: 'webhook.test', data: { taskId: null } });
    const outcome = { kind: 'refused', code: 500, error: 'It answered 500.', durationMs: 31, answer: 'Oops \u{1F514}' };
    expect((await report(feed, caller, granted, outcome)).json()).toEqual({ status: 'failed', nextAttemptAt: null });
    const recent = async () => (await caller.call('GET', `${WEBHOOKS}/${webhook.id}/messages`)).json().messages;
    expect(await recent()).toMatchObject([
      {
        id: granted.messageId,
        kind: 'webhook_test',
        status: 'failed',
        reason: 'refused',
        request: granted.body,
        attempts: [{ code: 500, error: 'It answered 500.', durationMs: 31, answer: 'Oops \u{1F514}' }],
      },
    ]);
    const replay = () => caller.call('POST', `${WEBHOOKS}/${webhook.id}/messages/${granted.messageId}/replay`);
    expect((await replay()).status).toBe(202);
    expect((await replay()).json()).toMatchObject({ code: 'invalid_state' });
    const [again] = await claim(feed, caller, granted.messageId);
    expect(again).toMatchObject({ outcome: 'granted', messageId: granted.messageId, body: granted.body, attempt: 1 });
    if (again?.outcome !== 'granted') throw new Error('not granted');
    expect((await report(feed, caller, again, { kind: 'sent', code: 204 })).json()).toMatchObject({ status: 'sent' });
    expect(await recent()).toMatchObject([{ status: 'sent', reason: null, attempts: { length: 2 } }]);
    // What was sent can be sent once more, too.
    expect((await replay()).status).toBe(202);
  });

  it('WH6 one that a token made ends with that token', async () => {
    const owner = await newApiCaller();
    const made = (await owner.call('GET', WEBHOOKS)).status;
    expect(made).toBe(200);
    const { webhook } = await create(owner);
    const [row] = await db.all<{ tokenId: string | null }>(
      sql`SELECT token_id AS tokenId FROM webhooks WHERE id = ${webhook.id}`,
    );
    expect(row?.tokenId).toMatch(/^tok_/);
    await db.run(sql`UPDATE api_tokens SET revoked_at = ${Date.now()} WHERE id = ${row?.tokenId ?? ''}`);
    const answer = await owner.visitor.browse('/api/v1/webhooks');
    expect(await answer.json()).toMatchObject({ webhooks: [{ id: webhook.id, disabledReason: 'token_revoked' }] });
  });

  it('WH9 one that a token pointed elsewhere, or switched on again, ends with that token', async () => {
    const owner = await newApiCaller();
    const { webhook } = await create(owner);
    await db.run(sql`UPDATE webhooks SET token_id = NULL WHERE id = ${webhook.id}`);
    const endsWith = async (body: object) => {
      const options = { name: 'leaked', scopes: ['read' as const, 'write' as const] };
      const { token, secret } = await createApiToken(db, realEffects(), owner.visitor.id, options);
      const headers = { authorization: `Bearer ${secret}` };
      expect((await request('PATCH', `/api/v1/webhooks/${webhook.id}`, { headers, body })).status).toBe(200);
      await db.run(sql`UPDATE api_tokens SET revoked_at = ${Date.now()} WHERE id = ${token.id}`);
      const [row] = await db.all<{ reason: string | null }>(
        sql`SELECT disabled_reason AS reason FROM webhooks WHERE id = ${webhook.id}`,
      );
      return row?.reason;
    };
    expect(await endsWith({ name: 'Another name' })).toBeNull();
    expect(await endsWith({ url: URL_OF('collect') })).toBe('token_revoked');
    expect(await endsWith({ isEnabled: true })).toBe('token_revoked');
  });

  it('WH7 it says when a notifier last came for calls', async () => {
    const caller = await newApiCaller();
    const feed = await newFeedClient('deliveries');
    const { webhook } = await create(caller);
    await sendTest(feed, caller, webhook.id);
    const { notifierSeenAt } = (await caller.call('GET', WEBHOOKS)).json();
    expect(Date.parse(String(notifierSeenAt))).toBeGreaterThan(Date.now() - 120_000);
    await db.run(sql`DELETE FROM notifiers`);
    expect((await caller.call('GET', WEBHOOKS)).json().notifierSeenAt).toBeNull();
  });
});

describe('errors', () => {
  it.each([
    'http://example.com/',
    'https://169.254.169.254/',
    'https://user@example.com/',
    'https://x.svc/',
    'nonsense',
  ])('B21 %s is refused at making and at changing, and the field is named', async (url) => {
    const caller = await newApiCaller();
    const { webhook } = await create(caller);
    for (const answer of [
      await caller.call('POST', WEBHOOKS, { body: { name: 'x', url } }),
      await caller.call('PATCH', `${WEBHOOKS}/${webhook.id}`, { body: { url } }),
    ]) {
      expect(answer.status).toBe(400);
      expect(answer.json()).toMatchObject({ code: 'validation_failed', errors: [{ path: 'url' }] });
    }
    expect((await list(caller)).webhooks).toEqual([webhook]);
  });

  it('WH3 there are at most ten, also under a race', async () => {
    const caller = await newApiCaller();
    const body = { name: 'x', url: URL_OF('x') };
    const answers = await Promise.all(Array.from({ length: 12 }, () => caller.call('POST', WEBHOOKS, { body })));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(10);
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(2);
  });

  it('WH5 a test of one that is switched off is refused; what waited for one is not sent', async () => {
    const caller = await newApiCaller();
    const feed = await newFeedClient('deliveries');
    const { webhook } = await create(caller);
    const queued = await caller.call('POST', `${WEBHOOKS}/${webhook.id}/test`);
    await caller.call('PATCH', `${WEBHOOKS}/${webhook.id}`, { body: { isEnabled: false } });
    expect((await caller.call('POST', `${WEBHOOKS}/${webhook.id}/test`)).json()).toMatchObject({
      code: 'invalid_state',
    });
    expect(await claim(feed, caller, String(queued.json().messageId))).toMatchObject([
      { outcome: 'cancelled', reason: 'webhook_off' },
    ]);
  });
});

describe('security', () => {
  it('B32 no secret, address or body of a webhook is in the log', async () => {
    const caller = await newApiCaller();
    const feed = await newFeedClient('deliveries');
    const { webhook, secret } = await create(caller);
    const granted = await sendTest(feed, caller, webhook.id);
    await report(feed, caller, granted, { kind: 'failed', code: null, error: `no answer from ${webhook.url}` });
    const log = JSON.stringify(await db.all(sql`SELECT * FROM events WHERE user_id = ${caller.visitor.id}`));
    expect(log).toContain('notification.failed');
    for (const part of [secret, webhook.url, 'hooks.carillon.dev', granted.claim]) expect(log).not.toContain(part);
  });

  it('ST1 only a service token with the scope claims and reports', async () => {
    const caller = await newApiCaller();
    const wrong = await newFeedClient('feed');
    const body = {
      consumer: 'notifier',
      userId: caller.visitor.id,
      deliveryOf: { messageId: 'msg_01jd8xv0q5e3t8h2w6m4k9r7zn' },
      channels: ['email'],
    };
    expect((await wrong.post('/feed/deliveries/claim', body)).status).toBe(403);
    const unknown = await (await newFeedClient('deliveries')).post('/feed/deliveries/claim', body);
    expect(unknown.json()).toEqual({ messages: [] });
  });
});
