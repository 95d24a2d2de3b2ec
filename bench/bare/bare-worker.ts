import { DurableObject } from 'cloudflare:workers';

/**
 * The bare operations that the benches set the product beside: the least that any program on this platform would do
 * for the same effect, in the same workerd, on the same database. Runs in benches only.
 */
interface Bindings {
  DB: D1Database;
  HUB: DurableObjectNamespace<BareHub>;
}

/** Sockets and a broadcast, nothing else. */
export class BareHub extends DurableObject {
  override fetch(): Response {
    const pair = new WebSocketPair();
    this.ctx.acceptWebSocket(pair[1]);
    return new Response(null, { status: 101, webSocket: pair[0] });
  }

  broadcast(text: string): void {
    for (const socket of this.ctx.getWebSockets()) socket.send(text);
  }
}

export default {
  async fetch(request: Request, env: Bindings, ctx: ExecutionContext): Promise<Response> {
    const url = new URL(request.url);
    switch (url.pathname) {
      case '/hello':
        return new Response('ok');
      case '/create':
        return await create(request, env);
      case '/create-and-tell': {
        const answer = await create(request, env);
        ctx.waitUntil(env.HUB.getByName('bare').broadcast('there is more'));
        return answer;
      }
      case '/live':
        return await env.HUB.getByName('bare').fetch(request);
      case '/read':
        return await read(request, env, url.searchParams.get('id') ?? '');
      case '/scan':
        return await scan(request, env, url.searchParams.get('word') ?? '');
      default:
        return new Response('no such operation', { status: 404 });
    }
  },
} satisfies ExportedHandler<Bindings>;

/** The same look-up that the product authenticates a token with. */
async function userOf(request: Request, env: Bindings): Promise<string> {
  const secret = request.headers.get('authorization')?.slice('Bearer '.length) ?? '';
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(secret));
  const hash = [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  const row = await env.DB.prepare(
    'SELECT id, user_id, name, scopes, last_used_at, expires_at, revoked_at FROM api_tokens WHERE hash = ?',
  )
    .bind(hash)
    .first<{ user_id: string }>();
  if (!row) throw new Error('the bench token is unknown');
  return row.user_id;
}

/** Two rows in one batch: what happened, and what is so now. */
async function create(request: Request, env: Bindings): Promise<Response> {
  const user = await userOf(request, env);
  const body = await request.text();
  const id = crypto.randomUUID();
  await env.DB.batch([
    env.DB.prepare('INSERT INTO bare_events (user_id, id, data) VALUES (?, ?, ?)').bind(user, id, body),
    env.DB.prepare('INSERT INTO bare_tasks (user_id, id, data) VALUES (?, ?, ?)').bind(user, id, body),
  ]);
  return Response.json({ id }, { status: 201 });
}

async function read(request: Request, env: Bindings, id: string): Promise<Response> {
  const user = await userOf(request, env);
  return Response.json(await env.DB.prepare('SELECT * FROM tasks WHERE user_id = ? AND id = ?').bind(user, id).first());
}

async function scan(request: Request, env: Bindings, word: string): Promise<Response> {
  const user = await userOf(request, env);
  const query = `SELECT count(*) AS total FROM tasks WHERE user_id = ? AND status = 'open' AND deleted_at IS NULL
    AND instr(search_text, ?) > 0`;
  return Response.json(await env.DB.prepare(query).bind(user, word).first());
}
