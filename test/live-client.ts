import { env } from 'cloudflare:workers';
import { sql } from 'drizzle-orm';
import { vi } from 'vitest';
import type { Credential } from '#application/hub-port.ts';
import { openSocketRequest } from '#application/open-socket-request.ts';
import { type ServerMessage, ServerMessageSchema } from '#core/live/protocol.ts';
import { realEffects } from './effects.ts';
import type { TestUser } from './users.ts';

const DAY_MS = 86_400_000;

/** A device of a test: everything it was sent, and how its socket ended. */
export interface LiveClient {
  messages: ServerMessage[];
  /** The `seq` of each delta, in the order it came. */
  seqs: () => number[];
  closed: { code: number; reason: string } | null;
  send: (text: string | ArrayBuffer) => void;
  hello: (lastSeq: number, epoch: string | null) => void;
  close: () => void;
  /** Waits until the condition holds. */
  until: (condition: (client: LiveClient) => boolean) => Promise<void>;
}

/** A session of the user, as signing in leaves one. */
export async function newSession(user: TestUser): Promise<Credential> {
  const id = realEffects().newId('request');
  const now = Date.now();
  await ensureUserRow(user);
  await user.db.run(sql`INSERT INTO sessions (id, token, user_id, expires_at, created_at, updated_at)
    VALUES (${id}, ${`secret-${id}`}, ${user.id}, ${now + DAY_MS}, ${now}, ${now})`);
  return { kind: 'session', id };
}

/** An API token of the user. */
export async function newToken(user: TestUser): Promise<Credential> {
  const id = realEffects().newId('token');
  await ensureUserRow(user);
  await user.db.run(sql`INSERT INTO api_tokens (hash, id, user_id, name, prefix, scopes, created_at)
    VALUES (${`hash-${id}`}, ${id}, ${user.id}, 'test', 'car_', '["read"]', ${Date.now()})`);
  return { kind: 'token', id };
}

async function ensureUserRow({ db, id }: TestUser): Promise<void> {
  const now = Date.now();
  await db.run(sql`INSERT INTO users (id, name, email, created_at, updated_at)
    VALUES (${id}, 'Test', ${`${id}@test.example`}, ${now}, ${now}) ON CONFLICT DO NOTHING`);
}

/** Opens a socket on the user's hub the way the Worker's live route does. */
export async function connect(user: TestUser, credential: Credential): Promise<LiveClient> {
  const answer = await env.USER_HUB.getByName(user.id).fetch(openSocketRequest({ credential, ticket: null }));
  const socket = answer.webSocket;
  if (!socket) throw new Error(`no socket: ${answer.status}`);
  return liveClient(socket);
}

/** Wraps the client's end of a socket. */
export function liveClient(socket: WebSocket): LiveClient {
  const client: LiveClient = {
    messages: [],
    seqs: () => client.messages.flatMap((message) => (message.type === 'delta' ? message.seq : [])),
    closed: null,
    send: (data) => socket.send(data),
    hello: (lastSeq, epoch) => socket.send(JSON.stringify({ type: 'hello', protocol: 1, lastSeq, epoch })),
    close: () => socket.close(1000, 'done'),
    until: async (condition) => {
      await vi.waitUntil(() => condition(client), { timeout: 5000, interval: 5 });
    },
  };
  socket.addEventListener('message', ({ data }) => {
    client.messages.push(ServerMessageSchema.parse(JSON.parse(String(data))));
  });
  socket.addEventListener('close', ({ code, reason }) => {
    client.closed = { code, reason };
  });
  socket.accept();
  return client;
}

/** Where the log stands for a user: what a page that was just read would say. */
export async function positionOf(user: TestUser): Promise<{ epoch: string; seq: number }> {
  const [row] = await user.db.all<{ epoch: string; seq: number }>(sql`SELECT epoch,
    max(pruned_through, (SELECT COALESCE(max(seq), 0) FROM events WHERE user_id = ${user.id})) AS seq FROM log_state`);
  if (!row) throw new Error('no log state');
  return row;
}

/** A device that has read the state, is connected, and has been welcomed. */
export async function connectLive(user: TestUser, credential: Credential): Promise<LiveClient> {
  const { epoch, seq } = await positionOf(user);
  const client = await connect(user, credential);
  client.hello(seq, epoch);
  await client.until(({ messages }) => messages.length > 0);
  return client;
}
