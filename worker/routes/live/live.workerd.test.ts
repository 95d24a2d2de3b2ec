import { env, exports } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type LiveClient, liveClient } from '#test/live-client.ts';
import { browse, newVisitor, SITE, type Visitor } from '#test/visitor.ts';
import { signTicket } from './ticket.ts';

async function upgrade(path: string, headers: Record<string, string>): Promise<Response> {
  return await exports.default.fetch(new Request(`${SITE}${path}`, { headers: { upgrade: 'websocket', ...headers } }));
}

function socketOf(answer: Response): LiveClient {
  if (!answer.webSocket) throw new Error(`no socket: ${answer.status}`);
  return liveClient(answer.webSocket);
}

async function addTask(visitor: Visitor, title: string): Promise<void> {
  const answer = await visitor.browse('/api/v1/tasks', { method: 'POST', body: JSON.stringify({ title }) });
  expect(answer.status).toBe(201);
}

async function place(visitor: Visitor): Promise<{ seq: number; epoch: string }> {
  const answer = await visitor.browse('/api/v1/sync?since=999999999');
  return z.object({ seq: z.int(), epoch: z.string() }).parse(await answer.json());
}

async function getTicket(authorization: string): Promise<string> {
  const answer = await exports.default.fetch(`${SITE}/api/v1/live/ticket`, {
    method: 'POST',
    headers: { authorization },
  });
  expect(answer.status).toBe(201);
  return z.object({ ticket: z.string() }).parse(await answer.json()).ticket;
}

async function hello(visitor: Visitor, client: LiveClient): Promise<void> {
  const { seq, epoch } = await place(visitor);
  client.hello(seq, epoch);
  await client.until(({ messages }) => messages[0]?.type === 'welcome');
}

describe('GET /live', () => {
  it('LV9 happy: a page of ours opens the socket with its session and sees changes without doing anything', async () => {
    const visitor = await newVisitor();
    const client = socketOf(await upgrade('/api/v1/live', { cookie: visitor.cookie, origin: SITE }));
    await hello(visitor, client);
    await addTask(visitor, 'Seen at once');
    await client.until(() => client.seqs().length === 1);
    expect(client.messages[1]).toMatchObject({
      type: 'delta',
      event: { type: 'task.created', data: { after: { title: 'Seen at once' } } },
    });
  });

  it('LV9 happy: a program opens it with its token, from anywhere', async () => {
    const visitor = await newVisitor();
    const client = socketOf(await upgrade('/api/v1/live', { authorization: await visitor.bearer('read') }));
    await hello(visitor, client);
  });

  it('LV9 errors: without an upgrade it says what to do', async () => {
    const visitor = await newVisitor();
    const answer = await visitor.browse('/api/v1/live');
    expect(answer.status).toBe(426);
    expect(await answer.json()).toMatchObject({ code: 'upgrade_required' });
  });

  it.each([
    ['no credential', async () => ({ origin: SITE })],
    ['a foreign Origin', async () => ({ cookie: (await newVisitor()).cookie, origin: 'https://evil.example' })],
    ['no Origin', async () => ({ cookie: (await newVisitor()).cookie })],
    ['the Origin null', async () => ({ cookie: (await newVisitor()).cookie, origin: 'null' })],
    ['an unknown token', async () => ({ authorization: `Bearer car_${'x'.repeat(49)}` })],
    ['a token that may only write', async () => ({ authorization: await (await newVisitor()).bearer('write') })],
    ['a session that is over', async () => ({ cookie: (await newVisitor({ expiresInMs: -1 })).cookie, origin: SITE })],
  ])('LV9 security: %s opens nothing', async (_name, headersOf) => {
    const answer = await upgrade('/api/v1/live', await headersOf());
    expect(answer.webSocket ?? null).toBeNull();
    expect([401, 403]).toContain(answer.status);
  });

  it('LV9 security: what a client says about itself in our header opens nothing', async () => {
    const victim = await newVisitor();
    const opening = JSON.stringify({ credential: { kind: 'session', id: victim.sessionId }, ticket: null });
    const answer = await upgrade('/api/v1/live', { 'x-carillon-open-socket': opening, origin: SITE });
    expect(answer.status).toBe(401);
  });

  it('LV5 security: signing out closes the socket at once', async () => {
    const visitor = await newVisitor();
    const client = socketOf(await upgrade('/api/v1/live', { cookie: visitor.cookie, origin: SITE }));
    await hello(visitor, client);
    const answer = await visitor.browse(`/api/v1/sessions/${visitor.sessionId}`, { method: 'DELETE' });
    expect(answer.status).toBeLessThan(300);
    await client.until(({ closed }) => closed !== null);
    expect(client.closed?.code).toBe(1008);
  });
});

describe('POST /live/ticket', () => {
  it('LV10 happy: a ticket opens one socket, with the rights of the token that asked for it', async () => {
    const visitor = await newVisitor();
    const ticket = await getTicket(await visitor.bearer('read'));
    const client = socketOf(await upgrade(`/api/v1/live?ticket=${ticket}`, { origin: 'https://elsewhere.example' }));
    await hello(visitor, client);
    const again = await upgrade(`/api/v1/live?ticket=${ticket}`, {});
    expect(again.status).toBe(401);
    expect(client.closed).toBeNull();
  });

  it('LV10 errors: a ticket that is over, altered or not ours opens nothing', async () => {
    const visitor = await newVisitor();
    const good = await getTicket(await visitor.bearer('read'));
    const [payload = '', signature = ''] = good.split('.');
    const said = {
      userId: visitor.id,
      credential: { kind: 'session', id: visitor.sessionId },
      nonce: crypto.randomUUID(),
    } as const;
    const other = await newVisitor();
    const forged = btoa(JSON.stringify({ ...said, userId: other.id, expiresAtMs: Date.now() + 60_000 })).replaceAll(
      '=',
      '',
    );
    const bad = [
      await signTicket({ ...said, expiresAtMs: Date.now() - 1 }, env.AUTH_SECRET),
      await signTicket({ ...said, expiresAtMs: Date.now() + 60_000 }, 'another secret, just as long as ours'),
      `${forged}.${signature}`,
      `${payload}.${signature.slice(0, -2)}AA`,
      payload,
      `${good}.x`,
      'ticket',
      'x'.repeat(900),
    ];
    for (const ticket of bad) {
      const answer = await upgrade(`/api/v1/live?ticket=${encodeURIComponent(ticket)}`, {});
      expect([ticket, answer.status]).toEqual([ticket, 401]);
    }
  });

  it('LV10 security: a ticket does not outlive the credential that asked for it', async () => {
    const visitor = await newVisitor();
    const answer = await visitor.browse('/api/v1/live/ticket', { method: 'POST' });
    const { ticket } = z.object({ ticket: z.string() }).parse(await answer.json());
    const at = await place(visitor);
    await visitor.browse(`/api/v1/sessions/${visitor.sessionId}`, { method: 'DELETE' });
    const client = socketOf(await upgrade(`/api/v1/live?ticket=${ticket}`, {}));
    client.hello(at.seq, at.epoch);
    await client.until(({ closed }) => closed !== null);
    expect(client.closed?.code).toBe(1008);
    expect(client.messages).toEqual([]);
  });

  it('LV10 security: nobody gets one without signing in, and a page elsewhere gets none', async () => {
    expect((await browse(null, '/api/v1/live/ticket', { method: 'POST' })).status).toBe(401);
    const { cookie } = await newVisitor();
    const headers = { origin: 'https://evil.example' };
    expect((await browse(cookie, '/api/v1/live/ticket', { method: 'POST', headers })).status).toBe(403);
  });
});

/** The events of a stream as they come; a line that starts with a colon is a comment. */
async function* readEvents(answer: Response): AsyncGenerator<{ id: string | null; event: string; data: unknown }> {
  if (!answer.body) throw new Error('no body');
  let text = '';
  for await (const chunk of answer.body.pipeThrough(new TextDecoderStream())) {
    text += chunk;
    const blocks = text.split('\n\n');
    text = blocks.pop() ?? '';
    for (const block of blocks.filter((each) => !each.startsWith(':'))) {
      const field = (name: string) =>
        block
          .split('\n')
          .find((line) => line.startsWith(`${name}: `))
          ?.slice(name.length + 2);
      yield { id: field('id') ?? null, event: field('event') ?? '', data: JSON.parse(field('data') ?? 'null') };
    }
  }
}

async function take(answer: Response, count: number) {
  const taken = [];
  for await (const event of readEvents(answer)) {
    taken.push(event);
    if (taken.length === count) break;
  }
  return taken;
}

describe('GET /events', () => {
  async function follow(visitor: Visitor, path = '', headers: Record<string, string> = {}): Promise<Response> {
    const authorization = await visitor.bearer('read');
    return await exports.default.fetch(`${SITE}/api/v1/events${path}`, { headers: { authorization, ...headers } });
  }

  it('LV11 happy: follows what happens from a place, then from the last id it saw', async () => {
    const visitor = await newVisitor();
    const at = await place(visitor);
    await addTask(visitor, 'First');
    const answer = await follow(visitor, `?since=${at.seq}&epoch=${at.epoch}`);
    expect(answer.headers.get('content-type')).toBe('text/event-stream');
    const [welcome, first] = await take(answer, 2);
    expect(welcome).toMatchObject({ event: 'welcome', id: null, data: { epoch: at.epoch } });
    expect(first).toMatchObject({
      event: 'delta',
      data: { prev: at.seq, event: { data: { after: { title: 'First' } } } },
    });
    await addTask(visitor, 'Second');
    const again = await take(await follow(visitor, '', { 'last-event-id': first?.id ?? '' }), 2);
    expect(again[1]).toMatchObject({
      event: 'delta',
      data: { prev: Number(first?.id), event: { data: { after: { title: 'Second' } } } },
    });
  });

  it('LV11 happy: without a place it begins with a reset, whose id is the place to go on from', async () => {
    const visitor = await newVisitor();
    const at = await place(visitor);
    const events = await take(await follow(visitor), 2);
    expect(events.map(({ event, id }) => [event, id])).toEqual([
      ['welcome', null],
      ['reset', String(at.seq)],
    ]);
    const elsewhere = await take(await follow(visitor, `?since=${at.seq}&epoch=another`), 2);
    expect(elsewhere[1]).toMatchObject({ event: 'reset' });
  });

  it('LV11 happy: when the reader goes its socket goes', async () => {
    const visitor = await newVisitor();
    const hub = env.USER_HUB.getByName(visitor.id);
    await take(await follow(visitor), 1);
    await expect.poll(async () => (await hub.status()).sockets).toBe(0);
  });

  it('LV11 security: the stream ends when its token is revoked', async () => {
    const visitor = await newVisitor();
    const answer = await follow(visitor);
    await env.USER_HUB.getByName(visitor.id).closeSockets('all');
    const seen = [];
    for await (const { event } of readEvents(answer)) seen.push(event);
    expect(seen).not.toContain('delta');
  });

  it.each(['-1', '1.5', 'x', '99999999999999999'])('LV11 errors: %s is no place', async (since) => {
    expect((await follow(await newVisitor(), `?since=${since}`)).status).toBe(400);
    expect((await follow(await newVisitor(), '', { 'last-event-id': since })).status).toBe(400);
  });

  it('LV11 security: nobody follows without a credential', async () => {
    expect((await browse(null, '/api/v1/events')).status).toBe(401);
  });
});
