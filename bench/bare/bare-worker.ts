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
      case '/ring':
        return await ring(env, Number(url.searchParams.get('count')));
      case '/move-rings':
        return await moveRings(request, env);
      case '/rewind':
        return await rewind(env, url.searchParams.get('consumer') ?? '', Number(url.searchParams.get('seq')));
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

const RINGS_A_BATCH = 200;

/**
 * The rows that ringing writes, in the tables that it writes them to, indexes and all: an event and a firing each, in
 * as many transactions as the product makes of them. Nothing is read, decided, removed or told to anybody.
 */
async function ring(env: Bindings, count: number): Promise<Response> {
  const user = `bare-${crypto.randomUUID()}`;
  const now = Date.now();
  for (let from = 0; from < count; from += RINGS_A_BATCH) {
    const rows = Array.from({ length: Math.min(RINGS_A_BATCH, count - from) }, () => bareRing(now));
    const json = JSON.stringify(rows);
    await env.DB.batch([
      env.DB.prepare(
        `INSERT INTO events (id, user_id, aggregate_id, version, type, actor, correlation_id, trace, data, occurred_at)
        SELECT value ->> 0, ?1, value ->> 1, 1, 'reminder.fired', '{"kind":"system","client":"schedule","conversation":null}',
          value ->> 2, NULL, value ->> 5, ?2 FROM json_each(?3)`,
      ).bind(user, now, json),
      env.DB.prepare(
        `INSERT INTO firings (user_id, id, reminder_id, task_id, title, channels, planned_at, scheduled_at, fired_at,
          acknowledged_at, read_at, version, updated_at)
        SELECT ?1, value ->> 1, value ->> 3, value ->> 4, 'Ring', '["in_app","push"]', ?2, ?2, ?2, NULL, NULL, 1, ?2
        FROM json_each(?3)`,
      ).bind(user, now, json),
    ]);
  }
  return new Response(String(count));
}

function bareRing(now: number): string[] {
  const [event, firing, correlation, reminder, task] = Array.from({ length: 5 }, () => `xxx_${crypto.randomUUID()}`);
  const at = new Date(now).toISOString();
  const after = {
    ...{ id: firing, reminderId: reminder, taskId: task, title: 'Ring', channels: ['in_app', 'push'] },
    ...{ plannedAt: at, scheduledAt: at, firedAt: at, acknowledgedAt: null, readAt: null, version: 1, updatedAt: at },
  };
  return [
    event ?? '',
    firing ?? '',
    correlation ?? '',
    reminder ?? '',
    task ?? '',
    JSON.stringify({ after, before: null }),
  ];
}

/**
 * Snoozes reminders, given as [task, reminder, ms since the epoch], behind the product's back: ten thousand commands
 * before every round would take longer than the round.
 */
async function moveRings(request: Request, env: Bindings): Promise<Response> {
  const user = await userOf(request, env);
  const rows = await request.text();
  await env.DB.batch([
    env.DB.prepare(
      `WITH moved AS MATERIALIZED (SELECT value ->> 0 AS task, value ->> 2 AS at FROM json_each(?2))
      UPDATE tasks SET reminders = json_set(reminders, '$[0].ringAt', strftime('%Y-%m-%dT%H:%M:%fZ', moved.at / 1000.0, 'unixepoch'))
      FROM moved WHERE tasks.rowid = (SELECT rowid FROM tasks AS same WHERE same.user_id = ?1 AND same.id = moved.task)`,
    ).bind(user, rows),
    env.DB.prepare(
      `INSERT INTO timers (user_id, kind, ref, fire_at, planned_at)
      SELECT ?1, 'ring', (value ->> 0) || ' ' || (value ->> 1), value ->> 2, value ->> 2 FROM json_each(?2) WHERE true
      ON CONFLICT (user_id, kind, ref) DO UPDATE SET fire_at = excluded.fire_at, planned_at = excluded.planned_at`,
    ).bind(user, rows),
  ]);
  return new Response('ok');
}

/**
 * Puts a consumer of the feed back to where it stood before, which the product never does: an outage can then be caught
 * up with again without writing another hundred thousand events.
 */
async function rewind(env: Bindings, consumer: string, seq: number): Promise<Response> {
  const { meta } = await env.DB.prepare(
    `UPDATE feed_consumers SET seq = ?2, event_id = (SELECT id FROM events WHERE seq = ?2) WHERE consumer = ?1`,
  )
    .bind(consumer, seq)
    .run();
  return new Response(String(meta.changes), { status: meta.changes === 1 ? 200 : 404 });
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
