import path from 'node:path';
import { Hono } from 'hono';
import { systemClock } from '#bridge/clock.ts';
import { bridgeVariables } from '#bridge/config/bridge-variables.ts';
import { readConfig } from '#bridge/config/read-config.ts';
import { daprTransport } from '#bridge/dapr/dapr-transport.ts';
import { serveHttp } from '#bridge/http/serve-http.ts';
import type { Transport } from '#bridge/transport/transport.ts';
import { startDaprd } from '../../scripts/cluster/daprd-process.ts';
import type { KafkaBroker } from '../../scripts/cluster/kafka-broker.ts';
import { silentLog } from './kafka-stage.ts';

/** A daprd in front of a broker, and the bridge's transport through it. */
export interface DaprStage {
  readonly url: string;
  readonly newTransport: () => Transport;
  /** The next daprd asks the transport made last what it subscribes to. */
  readonly startSidecar: () => Promise<void>;
  readonly stopSidecar: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

/** What the tests' sidecars show to the apps behind them: one half goes to daprd, the other to the bridge. */
export const DAPR_TOKENS = {
  daprd: { APP_API_TOKEN: 'from-the-sidecar', DAPR_API_TOKEN: 'to-the-sidecar' },
  bridge: { DAPR_APP_TOKEN: 'from-the-sidecar', DAPR_API_TOKEN: 'to-the-sidecar' },
} as const;

/** The components that are shipped as an example. */
export const daprComponents = path.resolve(import.meta.dirname, '../examples/dapr/components');

export async function newDaprStage(broker: KafkaBroker, prefix: string): Promise<DaprStage> {
  let current: Transport | null = null;
  const app = new Hono();
  app.all('*', async (ctx) => (await current?.routes?.fetch(ctx.req.raw)) ?? ctx.notFound());
  const server = await serveHttp(
    (request) => app.fetch(request),
    0,
    () => {},
  );
  const env = { ...DAPR_TOKENS.daprd, KAFKA_BROKERS: broker.bootstrap, CONSUMER_GROUP: `${prefix}bridge` };
  const start = () => startDaprd({ appId: 'bridge', resourcesDir: daprComponents, appPort: server.port, env });
  let daprd = await start();
  return {
    url: daprd.url,
    newTransport() {
      const variables = { ROLES: 'mirror', TRANSPORT: 'dapr', DAPR_URL: daprd.url, TOPIC_PREFIX: prefix };
      const config = readConfig(bridgeVariables, { ...variables, ...DAPR_TOKENS.bridge });
      current = daprTransport({ config, clock: systemClock, random: Math.random, log: silentLog });
      return current;
    },
    async startSidecar() {
      daprd = await start();
    },
    stopSidecar: () => daprd.stop(),
    async stop() {
      await daprd.stop();
      await server.close();
    },
  };
}
