import { once } from 'node:events';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { expect, test, vi } from 'vitest';
import { z } from 'zod';
import { toInstant } from '#core/instant.ts';
import { signUp } from '#test/e2e-client.ts';
import { startCarillon } from '#test/e2e-harness.ts';
import { describeNeeding } from '#test/e2e-needs.ts';
import { nthId } from '#test/ids.ts';
import { newServiceToken } from '#test/service-token.ts';
import { createTracedFetch } from '#web/app/trace/create-traced-fetch.ts';
import { ensureKafka } from '../../../scripts/cluster/ensure-kafka.ts';
import { ensurePostgres } from '../../../scripts/cluster/ensure-postgres.ts';
import { startSmtpCatcher } from '../../../scripts/cluster/smtp-catcher.ts';
import { newArchiveStage, sharedPostgres } from '../../test/archive-stage.ts';
import { startBridge } from '../../test/bridge-process.ts';
import { newKafkaStage, sharedKafka } from '../../test/kafka-stage.ts';

const SpanSchema = z.object({
  traceId: z.string(),
  spanId: z.string(),
  parentSpanId: z.string().optional(),
  name: z.string(),
});
type Span = z.infer<typeof SpanSchema>;
const BodySchema = z.object({
  resourceSpans: z.array(z.object({ scopeSpans: z.array(z.object({ spans: z.array(SpanSchema) })) })),
});

/** A collector that keeps the steps of each trace. */
async function collector() {
  const spans: Span[] = [];
  const texts: string[] = [];
  const server = createServer(async (request, response) => {
    const body = await text(request);
    texts.push(body);
    const { resourceSpans } = BodySchema.parse(JSON.parse(body));
    spans.push(...resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap((each) => each.spans)));
    response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}/v1/traces`,
    traces: () => [...Map.groupBy(spans, ({ traceId }) => traceId).values()],
    /** Everything that was told, as it came. */
    told: () => texts.join('\n'),
    close: () => server.close(),
  };
}

const namesOf = (spans: readonly Span[]) => [...new Set(spans.map(({ name }) => name))].toSorted();

/** What the steps of a trace hang from that nobody told of. */
function rootsOf(spans: readonly Span[]): Set<string | undefined> {
  const known = new Set(spans.map(({ spanId }) => spanId));
  return new Set(spans.map(({ parentSpanId }) => parentSpanId).filter((parent) => !parent || !known.has(parent)));
}

const WHOLE = { timeout: 120_000, interval: 200 };

await describeNeeding('traces', [ensureKafka, ensurePostgres], () => {
  test('OB31 OB33 B32 one trace leads from the browser over the edge and a real broker to whoever handles it, and back to the edge; no trace holds what somebody wrote or a secret', async () => {
    const { url, traces, told, close } = await collector();
    const carillon = await startCarillon({ vars: { OTLP_TRACES_URL: url } });
    const [stage, archive, mail] = await Promise.all([
      sharedKafka().then((broker) => newKafkaStage(broker)),
      sharedPostgres().then(newArchiveStage),
      startSmtpCatcher(),
    ]);
    const { secret } = await newServiceToken(carillon, ['feed', 'deliveries']);
    const bridge = startBridge({
      ...stage.env,
      ROLES: 'mirror,notifier,archiver',
      CARILLON_URL: carillon.origin,
      CARILLON_TOKEN: secret,
      DATABASE_URL: archive.url,
      SMTP_HOST: '127.0.0.1',
      SMTP_PORT: String(mail.port),
      SMTP_SECURITY: 'none',
      SMTP_FROM: 'carillon@example.com',
      OTLP_TRACES_URL: url,
    });
    try {
      // What was there before a mirror came it knows as a state, not as events.
      await bridge.untilLogged('mirror.snapshot_finished');
      const ada = await signUp(carillon.origin, 'Europe/Berlin');
      await ada.command([{ type: 'task.create', title: 'Followed' }]);
      await vi.waitFor(
        () => expect(traces().map(namesOf)).toContainEqual(['POST /api/v1/commands', 'process task-events', 'publish']),
        WHOLE,
      );

      // As a page does, which tells nobody of its own step.
      const ids: string[] = [];
      const randomBytes = (count: number) => {
        const bytes = crypto.getRandomValues(new Uint8Array(count));
        ids.push(Buffer.from(bytes).toString('hex'));
        return bytes;
      };
      const browser = createTracedFetch(fetch, { origin: carillon.origin, randomBytes });
      const account = { name: 'Grace', email: 'grace@example.com', password: 'correct horse battery', zone: 'UTC' };
      const signedUp = await browser(`${carillon.origin}/api/auth/sign-up/email`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: carillon.origin },
        body: JSON.stringify({ ...account, locale: 'en' }),
      });
      expect(signedUp.ok, await signedUp.text()).toBe(true);
      const [traceId, spanId] = ids;
      await vi.waitFor(() => {
        const followed = traces().find(([first]) => first?.traceId === traceId) ?? [];
        expect(namesOf(followed)).toEqual(
          expect.arrayContaining([
            'POST /api/auth/sign-up/email',
            'publish',
            'process reminders',
            'POST /feed/deliveries/claim',
            'POST /feed/deliveries/report',
          ]),
        );
        expect(rootsOf(followed)).toEqual(new Set([spanId]));
      }, WHOLE);

      // What rings at its time is of a trace that began with it.
      const rings = { taskId: nthId('task', 1), reminderId: nthId('reminder', 1) };
      const when = { kind: 'fixed', local: '2099-01-01T09:00', zone: 'UTC' };
      const reminders = [{ reminderId: rings.reminderId, when, channels: ['in_app'] }];
      const snooze = { kind: 'until', at: toInstant(Date.now() + 5_000) };
      await ada.command([
        { type: 'task.create', taskId: rings.taskId, title: 'Ring', reminders },
        { type: 'reminder.snooze', ...rings, snooze },
      ]);
      await vi.waitFor(() => {
        const rung = traces().find((spans) => namesOf(spans).join() === 'process reminders,publish') ?? [];
        expect(rung.length).toBeGreaterThan(1);
        expect(rootsOf(rung).size).toBe(1);
      }, WHOLE);
      // Also of what was refused: an exception must not bring along what it was about.
      const refused = await browser(`${carillon.origin}/api/auth/sign-in/email`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: carillon.origin },
        body: JSON.stringify({ email: account.email, password: 'wrong battery staple' }),
      });
      expect(refused.ok).toBe(false);
      await vi.waitFor(() => expect(told()).toContain('POST /api/auth/sign-in/email'), WHOLE);
      for (const canary of [
        'Followed',
        account.email,
        account.password,
        'wrong battery',
        secret,
        carillon.operatorToken,
      ])
        expect(told(), canary).not.toContain(canary);
    } finally {
      bridge.signal('SIGTERM');
      await bridge.ended;
      await archive.close();
      await mail.stop();
      await carillon.stop();
      close();
    }
  });
});
