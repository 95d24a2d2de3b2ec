import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { describeNeeding } from '#test/e2e-needs.ts';
import { type DaprdProcess, startDaprd } from './daprd-process.ts';
import { ensureDaprd } from './ensure-daprd.ts';

await describeNeeding('daprd', [ensureDaprd], () => {
  let home: string;
  let sidecar: DaprdProcess;
  let app: Server;
  const delivered: string[] = [];

  beforeAll(async () => {
    home = await mkdtemp(path.join(tmpdir(), 'carillon-daprd-'));
    const component = (name: string, type: string) =>
      `apiVersion: dapr.io/v1alpha1\nkind: Component\nmetadata:\n  name: ${name}\nspec:\n  type: ${type}\n  version: v1\n`;
    const components = [component('pubsub', 'pubsub.in-memory'), component('secrets', 'secretstores.local.env')];
    await writeFile(path.join(home, 'components.yaml'), components.join('---\n'));
    app = createServer((req, res) => {
      const subscription = { pubsubname: 'pubsub', topic: 'task-events', route: '/taken' };
      if (req.url === '/dapr/subscribe')
        res.setHeader('content-type', 'application/json').end(JSON.stringify([subscription]));
      else if (req.url === '/taken')
        void text(req).then((body) => res.end(delivered.push(body) && '{"status":"SUCCESS"}'));
      else res.writeHead(404).end();
    });
    app.listen(0, '127.0.0.1');
    await once(app, 'listening');
    const address = app.address();
    const appPort = typeof address === 'object' ? address?.port : undefined;
    sidecar = await startDaprd({ appId: 'cl6', resourcesDir: home, appPort, env: { CL6_SECRET: 'known' } });
  });

  afterAll(async () => {
    await sidecar?.stop();
    app?.close();
    await rm(home, { recursive: true });
  });

  test('CL6 the sidecar delivers an event as it came, and reads secrets, also after kill -9', async () => {
    await sidecar.kill9();
    await sidecar.restart();
    const event = { specversion: '1.0', id: 'evt_1', source: 'urn:test', type: 'task.created', data: { title: 'A' } };
    const published = await fetch(`${sidecar.url}/v1.0/publish/pubsub/task-events`, {
      method: 'POST',
      headers: { 'content-type': 'application/cloudevents+json' },
      body: JSON.stringify(event),
    });
    expect(published.status).toBe(204);
    await expect.poll(() => delivered.map((body) => JSON.parse(body))).toMatchObject([event]);
    const secret = await fetch(`${sidecar.url}/v1.0/secrets/secrets/CL6_SECRET`);
    expect(await secret.json()).toEqual({ CL6_SECRET: 'known' });
  });
});
