import { createExecutionContext, waitOnExecutionContext } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { openDatabase } from '#application/db/database.ts';
import { newMeter } from '#application/db/strict-d1.ts';
import { sealSecret } from '#application/use-cases/mail/sealed-secret.ts';
import { unsubscribeToken } from '#application/use-cases/mail/unsubscribe-token.ts';
import { ClaimAnswerSchema, type Granted } from '#core/delivery/notifier-protocol.ts';
import { type FeedClient, newFeedClient } from '#test/feed-client.ts';
import { browse, newVisitor, SITE, sessionCookieOf } from '#test/visitor.ts';
import { createApp } from '#worker/app.ts';

const PASSWORD = 'correct horse battery';
const db = openDatabase(env.DB, newMeter());

const post = (path: string, body: unknown, cookie: string | null = null) =>
  browse(cookie, path, { method: 'POST', body: JSON.stringify(body) });

async function newAccount() {
  const email = `${crypto.randomUUID()}@example.com`;
  const answer = await post('/api/auth/sign-up/email', { name: 'Ada', email, password: PASSWORD });
  expect(answer.status).toBe(201);
  const { user } = z.object({ user: z.object({ id: z.string() }) }).parse(await answer.json());
  const cookie = sessionCookieOf(answer);
  // Mailed after the answer.
  await expect.poll(async () => (await waitingOf(user.id, 'verify_email')).length).toBe(1);
  const status = async () =>
    z.record(z.string(), z.unknown()).parse(await (await browse(cookie, '/api/v1/email')).json());
  return { id: user.id, email, cookie, status };
}

/** The messages that wait for a user, oldest first. */
async function waitingOf(userId: string, kind: string): Promise<string[]> {
  const rows = await db.all<{ id: string }>(
    sql`SELECT id FROM messages WHERE user_id = ${userId} AND kind = ${kind} AND status = 'waiting' ORDER BY created_at, id`,
  );
  return rows.map(({ id }) => id);
}

async function claim(feed: FeedClient, userId: string, messageId: string) {
  const body = { consumer: 'notifier', userId, deliveryOf: { messageId }, channels: ['email'] };
  return ClaimAnswerSchema.parse((await feed.post('/feed/deliveries/claim', body)).json()).messages;
}

async function grantedTo(
  feed: FeedClient,
  userId: string,
  kind: string,
): Promise<Extract<Granted, { channel: 'email' }>> {
  const [messageId = ''] = await waitingOf(userId, kind);
  const [granted] = await claim(feed, userId, messageId);
  if (granted?.outcome !== 'granted' || granted.channel !== 'email') throw new Error('not granted');
  return granted;
}

function tokenIn({ letter }: Extract<Granted, { channel: 'email' }>): string {
  const link = 'link' in letter ? new URL(letter.link) : null;
  return z.string().parse(link?.searchParams.get('token'));
}

const everything = async () =>
  JSON.stringify([
    await db.all(sql`SELECT * FROM events`),
    await db.all(sql`SELECT * FROM messages`),
    await db.all(sql`SELECT * FROM deliveries`),
    await db.all(sql`SELECT * FROM verifications`),
  ]);

describe('happy', () => {
  it('AM2 an address is verified by the link of a mail, once', async () => {
    const { id, email, cookie, status } = await newAccount();
    const feed = await newFeedClient('deliveries');
    expect(await status()).toMatchObject({ address: email, isVerified: false, isSubscribed: true });
    const granted = await grantedTo(feed, id, 'verify_email');
    expect(granted).toMatchObject({ to: email, letter: { kind: 'verify_email', name: 'Ada' } });
    const token = tokenIn(granted);
    // Neither the log nor a table that somebody reads holds what opens anything.
    expect(await everything()).not.toContain(token);
    expect((await post('/api/auth/verify-email', { token })).status).toBe(204);
    expect(await status()).toMatchObject({ isVerified: true });
    const again = await post('/api/auth/verify-email', { token });
    expect(again.status).toBe(400);
    expect(await again.json()).toMatchObject({ code: 'validation_failed', errors: [{ path: 'token' }] });
    expect(await (await post('/api/v1/email/verification', {}, cookie)).json()).toMatchObject({
      code: 'invalid_state',
    });
  });

  it('AM6 signing up mails the link that verifies the address, and another is mailed to whoever asks', async () => {
    const { id, email, cookie, status } = await newAccount();
    const feed = await newFeedClient('deliveries');
    expect(await status()).toMatchObject({ isVerified: false, verification: { status: 'waiting' } });
    expect(await grantedTo(feed, id, 'verify_email')).toMatchObject({ to: email, letter: { kind: 'verify_email' } });
    expect((await post('/api/v1/email/verification', {}, cookie)).status).toBe(202);
    expect(await waitingOf(id, 'verify_email')).toHaveLength(2);
  });

  it('AM3 a forgotten password is set by the link of a mail, whose token is kept no longer than it takes', async () => {
    const { id, email } = await newAccount();
    const feed = await newFeedClient('deliveries');
    expect((await post('/api/auth/request-password-reset', { email })).status).toBe(202);
    await expect.poll(async () => (await waitingOf(id, 'reset_password')).length).toBe(1);
    const granted = await grantedTo(feed, id, 'reset_password');
    expect(granted).toMatchObject({ to: email, letter: { kind: 'reset_password', name: 'Ada' } });
    const link = 'link' in granted.letter ? granted.letter.link : '';
    expect(link.startsWith(`${SITE}/reset-password?token=`)).toBe(true);
    const token = tokenIn(granted);
    expect(await everything()).not.toContain(token);
    const { messageId, claim: held } = granted;
    const report = { userId: id, messageId, claim: held, outcome: { kind: 'sent', code: 250 } };
    expect((await feed.post('/feed/deliveries/report', report)).status).toBe(200);
    const [row] = await db.all(sql`SELECT secret, status FROM messages WHERE id = ${messageId}`);
    expect(row).toEqual({ secret: null, status: 'sent' });
    expect((await post('/api/auth/reset-password', { token, newPassword: 'another long password' })).status).toBe(204);
    const events = await db.all<{ type: string; data: string }>(
      sql`SELECT type, data FROM events WHERE user_id = ${id} AND type LIKE 'notification.%'
        AND data ->> '$.after.kind' = 'reset_password' ORDER BY seq`,
    );
    expect(events.map(({ type }) => type)).toEqual(['notification.due', 'notification.sent']);
    expect(JSON.parse(events[0]?.data ?? '').after).toMatchObject({ kind: 'reset_password', taskId: null, messageId });
    expect(JSON.stringify(events)).not.toContain(email);
  });

  it('AM4 what nobody sent in time is closed, and its token gone', async () => {
    const { id } = await newAccount();
    const feed = await newFeedClient('deliveries');
    const [messageId = ''] = await waitingOf(id, 'verify_email');
    await db.run(sql`UPDATE messages SET expires_at = 1 WHERE id = ${messageId}`);
    expect(await claim(feed, id, messageId)).toMatchObject([{ outcome: 'cancelled', reason: 'expired' }]);
    const [row] = await db.all(sql`SELECT secret, status FROM messages WHERE id = ${messageId}`);
    expect(row).toEqual({ secret: null, status: 'failed' });
  });

  it.each([
    ['with another secret of the deployment', () => sealSecret('a secret of thirty-two characters before', 'token')],
    ['and is none any more', async () => 'not.base64!'],
  ])('AM7 a link that was sealed %s is closed as over, not tried for ever', async (_name, seal) => {
    const { id, cookie } = await newAccount();
    const feed = await newFeedClient('deliveries');
    const [messageId = ''] = await waitingOf(id, 'verify_email');
    await db.run(sql`UPDATE messages SET secret = ${await seal()} WHERE id = ${messageId}`);
    expect(await claim(feed, id, messageId)).toMatchObject([{ outcome: 'cancelled', reason: 'expired' }]);
    const [row] = await db.all(sql`SELECT secret, status FROM messages WHERE id = ${messageId}`);
    expect(row).toEqual({ secret: null, status: 'failed' });
    expect(await db.all(sql`SELECT 1 FROM timers WHERE user_id = ${id} AND ref = ${messageId}`)).toEqual([]);
    expect(await claim(feed, id, messageId)).toMatchObject([{ outcome: 'done' }]);
    expect((await post('/api/v1/email/verification', {}, cookie)).status).toBe(202);
  });

  it('US1 one POST of a mail program stops mail about reminders, and the settings bring it back', async () => {
    const { id, cookie, status } = await newAccount();
    const path = `/unsubscribe/${await unsubscribeToken(env.AUTH_SECRET, id)}`;
    const oneClick = () =>
      browse(null, path, {
        method: 'POST',
        body: 'List-Unsubscribe=One-Click',
        headers: { 'content-type': 'application/x-www-form-urlencoded', origin: 'https://mail.example' },
      });
    expect((await oneClick()).status).toBe(200);
    expect((await oneClick()).status).toBe(200);
    expect(await status()).toMatchObject({ isSubscribed: false });
    const answer = await browse(cookie, '/api/v1/email', { method: 'PATCH', body: '{"isSubscribed":true}' });
    expect(await answer.json()).toMatchObject({ isSubscribed: true });
  });

  it('US2 opening the link only asks: a scanner of mail unsubscribes nobody', async () => {
    const { id, status } = await newAccount();
    const path = `/unsubscribe/${await unsubscribeToken(env.AUTH_SECRET, id)}`;
    // The page is the web app's; what matters here is that nothing but a POST does anything.
    const app = createApp(async (ctx) => ctx.text('asks'));
    for (const method of ['GET', 'HEAD']) {
      const ctx = createExecutionContext();
      const answer = await app.fetch(new Request(`${SITE}${path}`, { method }), env, ctx);
      await waitOnExecutionContext(ctx);
      expect(answer.status).toBe(200);
    }
    expect(await status()).toMatchObject({ isSubscribed: true });
  });
});

describe('errors', () => {
  it('AM5 at most three mails an hour; about passwords nobody is told that', async () => {
    const { id, email, cookie } = await newAccount();
    // The first was that of signing up. All at once, which must not get more of them through.
    const asked = await Promise.all(Array.from({ length: 8 }, () => post('/api/v1/email/verification', {}, cookie)));
    expect(asked.filter(({ status }) => status === 202)).toHaveLength(2);
    for (const answer of asked.filter(({ status }) => status !== 202)) {
      expect(await answer.json()).toMatchObject({ code: 'limit_reached' });
    }
    expect(await waitingOf(id, 'verify_email')).toHaveLength(3);
    for (let n = 1; n <= 4; n += 1) {
      expect((await post('/api/auth/request-password-reset', { email })).status).toBe(202);
      await expect.poll(async () => (await waitingOf(id, 'reset_password')).length).toBe(Math.min(n, 3));
    }
  });

  it('AM5 an address nobody has, and one that is waiting for nothing, are answered alike', async () => {
    const { email } = await newAccount();
    const known = await post('/api/auth/request-password-reset', { email });
    const unknown = await post('/api/auth/request-password-reset', { email: `x${email}` });
    expect([known.status, await known.text()]).toEqual([unknown.status, await unknown.text()]);
  });

  it('AM2 a throw-away account has no address to verify', async () => {
    const visitor = await newVisitor();
    const answer = await visitor.browse('/api/v1/email/verification', { method: 'POST', body: '{}' });
    expect(await answer.json()).toMatchObject({ code: 'invalid_state' });
  });

  it('US3 a token of another user, or an altered one, is nothing', async () => {
    const { id } = await newAccount();
    const other = await newAccount();
    const token = await unsubscribeToken(env.AUTH_SECRET, id);
    const [, signature = ''] = token.split('.');
    for (const forged of [
      `${other.id}.${signature}`,
      `${id}.${'0'.repeat(64)}`,
      token.slice(0, -1),
      `${token}0`,
      id,
      await unsubscribeToken('another secret of thirty-two characters', id),
    ]) {
      expect((await browse(null, `/unsubscribe/${forged}`, { method: 'POST' })).status, forged).toBe(404);
    }
    expect(await other.status()).toMatchObject({ isSubscribed: true });
  });
});
