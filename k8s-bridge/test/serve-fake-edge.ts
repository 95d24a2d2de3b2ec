import { Hono } from 'hono';
import { FeedError } from '#bridge/errors.ts';
import { problem } from '#bridge/http/problem.ts';
import { serveHttp } from '#bridge/http/serve-http.ts';
import { type FakeFeed, newFakeFeed } from './fake-feed.ts';

export interface FakeEdge {
  readonly feed: FakeFeed;
  readonly origin: string;
  readonly close: () => Promise<void>;
}

/** The fake feed behind HTTP, for mirrors that are processes of their own. It has no bell: they poll. */
export async function serveFakeEdge(options: { ttlMs?: number } = {}): Promise<FakeEdge> {
  const feed = newFakeFeed({ nowMs: () => performance.now(), ...options });
  const app = new Hono();
  app.post('/feed/lease', async (ctx) => ctx.json(await feed.lease(await ctx.req.json())));
  app.post('/feed/release', async (ctx) => {
    await feed.release(await ctx.req.json());
    return ctx.body(null, 204);
  });
  app.get('/feed/events', async (ctx) => {
    const { consumer = '', after, limit, lease } = ctx.req.query();
    return ctx.json(
      await feed.events({
        consumer,
        after: Number(after),
        limit: Number(limit),
        ...(lease !== undefined && { lease }),
      }),
    );
  });
  app.get('/feed/snapshot', async (ctx) => {
    const { consumer = '', after, limit, lease = '' } = ctx.req.query();
    return ctx.json(await feed.snapshot({ consumer, after: after ?? null, limit: Number(limit), lease }));
  });
  app.get('/feed/status', async (ctx) => ctx.json(await feed.status()));
  app.onError((error) => {
    if (!(error instanceof FeedError)) throw error;
    return problem(error.status ?? 500, error.code ?? 'internal', error.message);
  });
  const server = await serveHttp(
    (request) => app.fetch(request),
    0,
    () => {},
  );
  return { feed, origin: `http://127.0.0.1:${server.port}`, close: server.close };
}
