import { Hono } from 'hono';
import type { Registry } from 'prom-client';
import type { Health, Readiness } from '#core/health.ts';
import { errorText } from '../errors.ts';
import type { Log } from '../log.ts';

/** Something the program needs. Throws, or takes too long, when it is not there. */
export interface ReadinessCheck {
  readonly part: string;
  readonly check: () => Promise<void>;
}

interface BridgeAppParts {
  readonly version: string;
  readonly checks: readonly ReadinessCheck[];
  readonly routes: readonly Hono[];
  readonly registry: Registry;
  readonly log: Log;
}

const CHECK_TIMEOUT_MS = 5_000;

/** What the bridge answers by HTTP: probes and numbers, and the routes of its roles. */
export function bridgeApp({ version, checks, routes, registry, log }: BridgeAppParts): Hono {
  const app = new Hono();
  app.get('/health', (context) => context.json({ status: 'ok', version } satisfies Health));
  app.get('/ready', async (context) => {
    const results = await Promise.all(checks.map(async ({ part, check }) => ({ part, error: await failureOf(check) })));
    const failed = results.find(({ error }) => error !== null);
    if (failed) {
      log.warn({ event: 'readiness.failed', part: failed.part, error: failed.error ?? '' });
      return problem(503, 'unavailable', `${failed.part} does not answer.`);
    }
    const parts = Object.fromEntries(checks.map(({ part }) => [part, 'ok' as const]));
    return context.json({ status: 'ready', version, parts } satisfies Readiness);
  });
  app.get('/metrics', async (context) =>
    context.body(await registry.metrics(), 200, { 'content-type': registry.contentType }),
  );
  for (const route of routes) app.route('/', route);
  app.notFound(() => problem(404, 'not_found', 'There is nothing under that address.'));
  app.onError((error, context) => {
    log.error({ event: 'request.broke', path: context.req.routePath, error: errorText(error) });
    return problem(500, 'internal', 'Something broke on our side.');
  });
  return app;
}

/** An answer by RFC 9457, with the codes of the edge. */
export function problem(status: number, code: string, detail: string): Response {
  return new Response(JSON.stringify({ type: 'about:blank', title: detail, status, code, detail }), {
    status,
    headers: { 'content-type': 'application/problem+json' },
  });
}

/** Null when all is well. A part that hangs is not ready either. */
async function failureOf(check: () => Promise<void>): Promise<string | null> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(new Error('no answer in time')), CHECK_TIMEOUT_MS);
  try {
    await Promise.race([check(), late.promise]);
    return null;
  } catch (error) {
    return errorText(error);
  } finally {
    clearTimeout(timer);
  }
}
