import { once } from 'node:events';
import { createServer } from 'node:http';
import { expect, onTestFinished, test, vi } from 'vitest';
import { startBridge } from '../../test/bridge-process.ts';

const EDGE = { CARILLON_URL: 'http://127.0.0.1:9', CARILLON_TOKEN: 'any' };
const ROLES = {
  notifier: { ...EDGE, SMTP_HOST: '127.0.0.1', SMTP_SECURITY: 'none', SMTP_FROM: 'a@b.example' },
  archiver: { DATABASE_URL: 'postgres://nobody@127.0.0.1:9/none' },
};

/** A sidecar that says it is well, and does nothing else. */
async function startWellSidecar(port: number): Promise<void> {
  const server = createServer((_request, response) => response.writeHead(204).end());
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
}

/** A port that nobody listens at, found by having listened there. */
async function unusedPort(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  return typeof address === 'object' && address ? address.port : 0;
}

for (const [role, env] of Object.entries(ROLES))
  test(`MI17 F38 the ${role} whose sidecar is not there yet is alive and not ready, and goes on waiting until it comes`, async () => {
    const sidecar = await unusedPort();
    const dapr = { TRANSPORT: 'dapr', DAPR_URL: `http://127.0.0.1:${sidecar}`, DAPR_APP_TOKEN: 'token' };
    const bridge = startBridge({ ROLES: role, ...env, ...dapr });
    onTestFinished(async () => {
      bridge.signal('SIGTERM');
      await bridge.ended;
    });
    const { port } = await bridge.untilLogged('bridge.started');
    const ask = async (at: string) => await fetch(`http://127.0.0.1:${port}${at}`);
    // Edge and database are away in this test as well: what is asked is the broker behind the sidecar.
    const reached = async () => {
      expect((await ask('/ready')).status).toBe(503);
      return /^carillon_bridge_part_ready\{part="broker"\} (\d)$/m.exec(await (await ask('/metrics')).text())?.[1];
    };
    expect((await ask('/health')).status).toBe(200);
    expect(await reached()).toBe('0');
    await startWellSidecar(sidecar);
    await vi.waitFor(async () => expect(await reached()).toBe('1'), { timeout: 60_000, interval: 50 });
  });
