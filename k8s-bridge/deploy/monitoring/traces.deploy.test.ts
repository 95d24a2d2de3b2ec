import { once } from 'node:events';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { expect, test, vi } from 'vitest';
import { z } from 'zod';
import { CreatedServiceTokenSchema } from '#core/account/service-token.ts';
import { signUp } from '#test/e2e-client.ts';
import { startCarillon } from '#test/e2e-harness.ts';
import { describeNeeding } from '#test/e2e-needs.ts';
import { ensureKafka } from '../../../scripts/cluster/ensure-kafka.ts';
import { ensurePostgres } from '../../../scripts/cluster/ensure-postgres.ts';
import { newArchiveStage, sharedPostgres } from '../../test/archive-stage.ts';
import { startBridge } from '../../test/bridge-process.ts';
import { newKafkaStage, sharedKafka } from '../../test/kafka-stage.ts';

const BodySchema = z.object({
  resourceSpans: z.array(
    z.object({
      scopeSpans: z.array(z.object({ spans: z.array(z.object({ traceId: z.string(), name: z.string() })) })),
    }),
  ),
});

/** A collector that keeps which steps each trace has. */
async function collector() {
  const steps = new Map<string, Set<string>>();
  const server = createServer(async (request, response) => {
    const { resourceSpans } = BodySchema.parse(JSON.parse(await text(request)));
    for (const { traceId, name } of resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap(({ spans }) => spans)))
      steps.set(traceId, (steps.get(traceId) ?? new Set()).add(name));
    response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return { url: `http://127.0.0.1:${port}/v1/traces`, steps, close: () => server.close() };
}

await describeNeeding('traces', [ensureKafka, ensurePostgres], () => {
  test('OB31 one trace leads from the request over the mirror and a real broker to the archiver', async () => {
    const { url, steps, close } = await collector();
    const carillon = await startCarillon({ vars: { OTLP_TRACES_URL: url } });
    const [stage, archive] = await Promise.all([
      sharedKafka().then((broker) => newKafkaStage(broker)),
      sharedPostgres().then(newArchiveStage),
    ]);
    const made = await fetch(`${carillon.origin}/api/operator/service-tokens`, {
      method: 'POST',
      headers: { authorization: `Bearer ${carillon.operatorToken}`, 'content-type': 'application/json' },
      body: JSON.stringify({ name: 'test', scopes: ['feed'] }),
    });
    const { secret } = CreatedServiceTokenSchema.parse(await made.json());
    const bridge = startBridge({
      ...stage.env,
      ROLES: 'mirror,archiver',
      CARILLON_URL: carillon.origin,
      CARILLON_TOKEN: secret,
      DATABASE_URL: archive.url,
      OTLP_TRACES_URL: url,
    });
    try {
      // What was there before a mirror came it knows as a state, not as events.
      await bridge.untilLogged('mirror.snapshot_finished');
      const ada = await signUp(carillon.origin, 'Europe/Berlin');
      await ada.command([{ type: 'task.create', title: 'Followed' }]);
      await vi.waitFor(
        () => {
          const whole = [...steps.values()].map((names) => [...names].toSorted());
          expect(whole).toContainEqual(['POST /api/v1/commands', 'process task-events', 'publish']);
        },
        { timeout: 120_000, interval: 200 },
      );
    } finally {
      bridge.signal('SIGTERM');
      await bridge.ended;
      await archive.close();
      await carillon.stop();
      close();
    }
  });
});
