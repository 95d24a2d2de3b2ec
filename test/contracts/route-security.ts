import { env } from 'cloudflare:workers';
import { expect } from 'vitest';
import { openDatabase } from '#application/db/database.ts';
import { deliveries, messages, pushSubscriptions, webhooks } from '#application/db/delivery-schema.ts';
import { firings } from '#application/db/schema.ts';
import { newMeter } from '#application/db/strict-d1.ts';
import { deliveryId } from '#core/delivery/delivery.ts';
import { deriveId } from '#core/derive-id.ts';
import { type IdKind, idFromUuidBytes } from '#core/ids.ts';
import { toInstant } from '#core/instant.ts';
import type { Firing } from '#core/reminder/firing.ts';
import { ViewWrittenSchema } from '#worker/routes/views/view-answers.ts';
import { agentOf } from '../agents.ts';
import { addConversation } from '../chat/stored-conversation.ts';
import { openUser } from '../users.ts';
import { newVisitor, type Visitor } from '../visitor.ts';
import { type Answer, type ApiCaller, apiCallerOf, request } from './api-caller.ts';
import type { Operation } from './api-document.ts';
import { SAMPLE_REQUESTS, type SampleIds, type SampleRequest } from './sample-requests.ts';

function samplesOf({ id }: Operation) {
  const samples = SAMPLE_REQUESTS[id];
  if (!samples) throw new Error(`${id} has no sample request: add one to sample-requests.ts, with every id it takes`);
  return samples;
}

function send(operation: Operation, { path, body }: SampleRequest, headers: Record<string, string>): Promise<Answer> {
  return request(operation.method, path, { headers, ...(body !== undefined && { body }) });
}

/**
 * No credential, a wrong one, a revoked one, one without the scope, and a cookie that a foreign page made a browser send: none
 * of them changes anything of `owner`, who serves every operation therefore.
 */
export async function expectGuarded(operation: Operation, owner: Owner): Promise<void> {
  const [sample] = samplesOf(operation);
  if (!sample) throw new Error('no sample');
  const ask = (headers: Record<string, string>) => send(operation, sample(owner.ids), headers);
  const isRead = operation.method === 'GET';
  const before = await rowsOf(owner.caller.visitor);

  const strangers: Record<string, Record<string, string>> = {
    'no credential': {},
    'not a token': { authorization: 'Bearer nonsense' },
    'another scheme': { authorization: `Basic ${btoa('a:b')}` },
    'an unknown token': { authorization: `Bearer ${owner.caller.authorization.slice(7, -4)}aaaa` },
    'a revoked token': { authorization: owner.revokedToken },
    'a forged cookie': { cookie: '__Host-carillon.session_token=forged.c2lnbmVk' },
  };
  for (const [name, headers] of Object.entries(strangers)) {
    const answer = await ask(headers);
    expect(answer.status, `${operation.id}: ${name}`).toBe(401);
    expect(answer.code()).toBe('unauthenticated');
    expect(answer.headers.get('www-authenticate')).toMatch(/^Bearer/);
    expect(answer.headers.get('etag')).toBeNull();
  }

  if (operation.access === 'session') {
    const answer = await ask({ authorization: owner.caller.authorization });
    expect([answer.status, answer.code()], `${operation.id}: a token`).toEqual([403, 'forbidden']);
  } else {
    const missing = operation.scope === 'read' ? 'write' : 'read';
    const answer = await ask({ authorization: await owner.caller.visitor.bearer(missing) });
    expect([answer.status, answer.code()], `${operation.id}: a token for ${missing} only`).toEqual([
      403,
      'insufficient_scope',
    ]);
  }

  if (!isRead) {
    for (const origin of ['https://elsewhere.test', 'null', 'https://sub.carillon.test', 'http://carillon.test', '']) {
      const answer = await ask({ cookie: owner.caller.visitor.cookie, ...(origin !== '' && { origin }) });
      expect([answer.status, answer.code()], `${operation.id}: cookie from "${origin}"`).toEqual([
        403,
        'foreign_origin',
      ]);
    }
  }
  expect(await rowsOf(owner.caller.visitor), `${operation.id} changed nothing`).toEqual(before);
}

/** Their answers never end, so they are read in their own tests. */
const ENDLESS = new Set(['streamEvents']);

/**
 * Every id in every place: the other user's is answered exactly like one that nobody has, and their rows stay. What the
 * operation does to `mine` is done to them.
 */
export async function expectOwnership(operation: Operation, mine: Owner, theirs: Owner): Promise<void> {
  const before = await rowsOf(theirs.caller.visitor);
  const headers: Record<string, string> =
    operation.access === 'session'
      ? { cookie: mine.caller.visitor.cookie, origin: 'https://carillon.test' }
      : { authorization: mine.caller.authorization };
  for (const sample of samplesOf(operation)) {
    if (operation.method === 'GET' && !ENDLESS.has(operation.id)) {
      const own = await send(operation, sample(mine.ids), headers);
      expect(own.status, operation.id).toBe(200);
      for (const secret of theirs.secrets) expect(own.text, operation.id).not.toContain(secret);
    }
    for (const place of placesOf(sample)) {
      const nobodys = randomIds();
      const ask = (id: string) => send(operation, sample({ ...mine.ids, [place]: id }), headers);
      const foreign = await ask(theirs.ids[place]);
      const unknown = await ask(nobodys[place]);
      const where = `${operation.id}: ${place}`;
      expect(shapeOf(foreign, theirs.ids[place]), where).toEqual(shapeOf(unknown, nobodys[place]));
      if (operation.path.includes(`{${place}}`)) expect(foreign.status, where).toBe(404);
      for (const secret of theirs.secrets) expect(foreign.text, where).not.toContain(secret);
    }
  }
  expect(await rowsOf(theirs.caller.visitor), `${operation.id} changed nothing of theirs`).toEqual(before);
}

/** Which ids a sample names: those it looks at. */
function placesOf(sample: (ids: SampleIds) => SampleRequest): (keyof SampleIds)[] {
  const used = new Set<keyof SampleIds>();
  const ids = randomIds();
  sample(
    new Proxy(ids, {
      get(target, name: keyof SampleIds) {
        used.add(name);
        return target[name];
      },
    }),
  );
  return [...used];
}

/** An answer without what differs from request to request. */
function shapeOf({ status, headers, text }: Answer, id: string) {
  const anonymous = text.replaceAll(id, 'ID').replaceAll(/"(requestId|correlationId|occurredAt)":"[^"]*"/g, '"$1":""');
  return { status, etag: headers.get('etag'), text: anonymous };
}

function randomIds(): SampleIds {
  const id = (kind: IdKind) => {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    return idFromUuidBytes(kind, bytes);
  };
  return {
    taskId: id('task'),
    siblingId: id('task'),
    listId: id('list'),
    otherListId: id('list'),
    tag: `t${crypto.randomUUID()}`,
    correlationId: id('correlation'),
    tokenId: id('token'),
    sessionId: id('session'),
    repeatingId: id('task'),
    seriesId: id('series'),
    reminderId: id('reminder'),
    firingId: id('firing'),
    subscriptionId: id('subscription'),
    webhookId: id('webhook'),
    messageId: id('message'),
    deliveryId: id('delivery'),
    planId: id('plan'),
    viewId: id('view'),
    conversationId: id('conversation'),
    turnId: id('turn'),
  };
}

const DUE = { kind: 'fixed', local: '2100-01-01T12:00', zone: 'UTC' };

/** A ringing as the hub writes it; waiting for one would make every route wait for an alarm. */
async function addFiring(
  { id: userId }: Visitor,
  firing: Pick<Firing, 'id' | 'reminderId' | 'taskId' | 'title'>,
): Promise<void> {
  const at = toInstant(Date.now());
  const rest = {
    channels: ['in_app' as const],
    plannedAt: at,
    scheduledAt: at,
    firedAt: at,
    version: 1,
    updatedAt: at,
  };
  const db = openDatabase(env.DB, newMeter());
  await db.insert(firings).values({ userId, ...firing, ...rest });
  const { id: firingId, reminderId } = firing;
  const line = { channel: 'in_app', destination: '', status: 'waiting', createdAt: at, updatedAt: at } as const;
  await db.insert(deliveries).values({ userId, firingId, reminderId, ...line });
  await db
    .insert(deliveries)
    .values({ userId, firingId, reminderId, ...line, channel: 'email', status: 'failed', reason: 'unclaimed' });
}

/** A browser that gets pushes; its address is a secret. */
async function addDevice({ id: userId, sessionId }: Visitor, secret: string): Promise<string> {
  const id = deriveId('subscription', userId);
  const endpoint = `https://fcm.googleapis.com/${secret}`;
  const keys = { p256dh: secret, auth: secret };
  const device = { userId, id, sessionId, name: 'Browser', endpoint, ...keys, createdAt: toInstant(Date.now()) };
  await openDatabase(env.DB, newMeter()).insert(pushSubscriptions).values(device);
  return id;
}

/** A webhook with a call that was given up; its address and its secret are secrets. */
async function addWebhook({ id: userId }: Visitor, secret: string): Promise<{ webhookId: string; messageId: string }> {
  const db = openDatabase(env.DB, newMeter());
  const at = toInstant(Date.now());
  const webhookId = deriveId('webhook', userId);
  const messageId = deriveId('message', userId);
  const times = { createdAt: at, updatedAt: at };
  const url = `https://hooks.carillon.dev/${secret}`;
  await db.insert(webhooks).values({ userId, id: webhookId, name: 'Hook', url, secret: 'whsec_c2VjcmV0', ...times });
  const of = { channel: 'webhook', destination: webhookId, status: 'failed' } as const;
  const lines: [string, string][] = [['', messageId]];
  const message = {
    userId,
    id: messageId,
    kind: 'webhook_test',
    lines,
    version: 1,
    attempts: 4,
    body: secret,
  } as const;
  await db.insert(messages).values({ ...message, lines, ...of, ...times });
  await db.insert(deliveries).values({ userId, reminderId: '', firingId: messageId, messageId, ...of, ...times });
  return { webhookId, messageId };
}

/** Somebody who has one of everything that can be named by an id. */
export interface Owner {
  caller: ApiCaller;
  ids: SampleIds;
  /** Words that only this owner may ever read. */
  secrets: string[];
  /** As `Authorization` carries it. */
  revokedToken: string;
}

export async function newOwner(): Promise<Owner> {
  const visitor = await newVisitor();
  const caller = await apiCallerOf(visitor);
  const secret = `secret-${crypto.randomUUID()}`;
  const tag = `tag-${crypto.randomUUID()}`;
  const list = await caller.addList(`List ${secret}`);
  const otherList = await caller.addList('Other');
  const task = await caller.addTask({ title: `Task ${secret}`, tags: [tag], due: DUE });
  const reminderId = task.reminders[0]?.id ?? '';
  const firingId = deriveId('firing', task.id);
  await addFiring(visitor, { id: firingId, reminderId, taskId: task.id, title: `Task ${secret}` });
  const sibling = await caller.addTask({ title: `Sibling ${secret}` });
  const repeating = await caller.addTask({ title: `Rent ${secret}`, due: DUE, recurrence: { rule: 'FREQ=DAILY' } });
  const written = await caller.call('PATCH', `/tasks/${task.id}`, { body: { notes: secret } });
  const headers = { cookie: visitor.cookie, origin: 'https://carillon.test' };
  const tokenOf = async () => {
    const answer = await request('POST', '/api/v1/tokens', { headers, body: { name: 'sample' } });
    return answer.json() as { token: { id: string }; secret: string };
  };
  const [{ token }, revoked] = [await tokenOf(), await tokenOf()];
  expect((await request('DELETE', `/api/v1/tokens/${revoked.token.id}`, { headers })).status).toBeLessThan(300);
  return {
    caller,
    ids: {
      taskId: task.id,
      siblingId: sibling.id,
      listId: list.id,
      otherListId: otherList.id,
      tag,
      correlationId: String(written.json().correlationId),
      tokenId: token.id,
      sessionId: visitor.sessionId,
      repeatingId: repeating.id,
      seriesId: repeating.series?.id ?? '',
      reminderId,
      firingId,
      subscriptionId: await addDevice(visitor, secret),
      ...(await addWebhook(visitor, secret)),
      deliveryId: deliveryId(firingId, 'email', ''),
      planId: await addPlan(visitor, [task.id, sibling.id]),
      viewId: await addView(caller, secret),
      ...(await addConversation(visitor.id, secret)),
    },
    secrets: [secret],
    revokedToken: `Bearer ${revoked.secret}`,
  };
}

async function addView(caller: ApiCaller, secret: string): Promise<string> {
  const answer = await caller.call('POST', '/views', { body: { name: `View ${secret}`, query: `#${secret}` } });
  return ViewWrittenSchema.parse(answer.json()).view.id;
}

/** What an agent wants to delete and may not by itself. */
async function addPlan({ id }: Visitor, ids: string[]): Promise<string> {
  const { plan } = await agentOf(openUser(id)).change('delete', { ids });
  return plan?.id ?? '';
}

/** The tables of a user's tasks and history, and what orders the rows of each. */
const TABLES = {
  tasks: 'id',
  lists: 'id',
  views: 'id',
  tags: 'tag',
  events: 'seq',
  timers: 'ref',
  series: 'id',
  firings: 'id',
  deliveries: 'firing_id',
  push_subscriptions: 'id',
  webhooks: 'id',
  messages: 'id',
  mail_opt_outs: 'user_id',
  plans: 'id',
  conversations: 'id',
  chat_turns: 'id',
  chat_settings: 'user_id',
};

/** Everything the database holds of these, in one go: it is asked twice for every operation. */
async function rowsOf({ id }: Visitor): Promise<unknown> {
  const asked = Object.entries(TABLES).map(([table, order]) =>
    env.DB.prepare(`SELECT * FROM ${table} WHERE user_id = ? ORDER BY ${order}`).bind(id),
  );
  return (await env.DB.batch(asked)).map(({ results }) => results);
}
