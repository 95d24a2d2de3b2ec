import { Hono } from 'hono';
import { Gauge, type Registry } from 'prom-client';
import type { Health, Readiness } from '#core/health.ts';
import { type Clock, systemClock } from '../clock.ts';
import { errorText } from '../errors.ts';
import type { Log } from '../log.ts';
import { problem } from './problem.ts';
import { sharedCheck } from './shared-check.ts';

/** Something the program needs. Throws, or takes too long, when it is not there. */
export interface ReadinessCheck {
  /** Several may check the same part, each in its way: it is there when all say so. */
  readonly part: string;
  readonly check: () => Promise<void>;
}

interface BridgeAppParts {
  readonly version: string;
  readonly checks: readonly ReadinessCheck[];
  readonly routes: readonly Hono[];
  readonly registry: Registry;
  readonly log: Log;
  readonly clock?: Pick<Clock, 'monotonicMs'>;
}

/** What the bridge answers by HTTP: probes and numbers, and the routes of its roles. */
export function bridgeApp({ version, checks, routes, registry, log, clock = systemClock }: BridgeAppParts): Hono {
  const app = new Hono();
  const shared = withoutRepetition(checks).map(({ part, check }) => {
    const onFailure = (error: string) => log.warn({ event: 'readiness.failed', part, error });
    return { part, failure: sharedCheck(check, onFailure, clock) };
  });
  showParts(registry, shared);
  app.get('/health', (context) => context.json({ status: 'ok', version } satisfies Health));
  app.get('/ready', async (context) => {
    const results = await Promise.all(shared.map(async ({ part, failure }) => ({ part, error: await failure() })));
    const failed = results.find(({ error }) => error !== null);
    if (failed) return problem(503, 'unavailable', `${failed.part} does not answer.`);
    const parts = Object.fromEntries(shared.map(({ part }) => [part, 'ok' as const]));
    return context.json({ status: 'ready', version, parts } satisfies Readiness);
  });
  app.get('/metrics', async (context) =>
    context.body(await registry.metrics(), 200, { 'content-type': registry.contentType }),
  );
  for (const route of routes) app.route('/', route);
  app.notFound(() => problem(404, 'not_found', 'There is nothing under that address.'));
  app.onError((error, context) => {
    // Whoever goes in the middle of a request breaks it, and nobody looks for the cause.
    if (!context.req.raw.signal.aborted)
      log.error({ event: 'request.broke', path: context.req.routePath, error: errorText(error) });
    return problem(500, 'internal', 'Something broke on our side.');
  });
  return app;
}

interface SharedPart {
  readonly part: string;
  readonly failure: () => Promise<string | null>;
}

/** What readiness says, part by part, for alerts: a probe only tells that something is missing, and only to its own cluster. */
function showParts(registry: Registry, shared: readonly SharedPart[]): void {
  new Gauge({
    name: 'carillon_bridge_part_ready',
    help: 'Whether what the program needs is there, as /ready says',
    labelNames: ['part'],
    registers: [registry],
    async collect() {
      const answers = await Promise.all(shared.map(async ({ part, failure }) => ({ part, error: await failure() })));
      for (const [part, of] of Map.groupBy(answers, (answer) => answer.part))
        this.set({ part }, of.every(({ error }) => error === null) ? 1 : 0);
    },
  });
}

/** Roles share the broker and its check. */
function withoutRepetition(checks: readonly ReadinessCheck[]): ReadinessCheck[] {
  return checks.filter(({ part, check }, index) => {
    const first = checks.findIndex((each) => each.part === part && each.check === check);
    return first === index;
  });
}
