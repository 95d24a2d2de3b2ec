import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, vi } from 'vitest';
import { test } from '#test/e2e/e2e-test.ts';
import { startHalfOpenProxy } from '../../scripts/cluster/half-open-proxy.ts';
import { project } from '../../scripts/local/project.ts';
import { startBridge } from '../test/bridge-process.ts';

test('BR2 --help explains every variable and starts nothing', async () => {
  const help = startBridge({}, ['--help']);
  expect(await help.ended).toBe(0);
  expect(help.errors()).toContain('KAFKA_SASL_MECHANISM (none | plain | scram-sha-256 | scram-sha-512; default none)');
});

test('BR1 a configuration that does not hold together ends it at once, in words and not in a stack', async () => {
  const cases = [
    [{}, /^ROLES is missing/],
    [{ ROLES: 'miror' }, /ROLES names miror, which is none of mirror/],
    [{ ROLES: 'mirror' }, /KAFKA_BROKERS is missing/],
    [{ ROLES: 'mirror', TRANSPORT: 'memory' }, /CARILLON_URL is missing/],
    [
      { ROLES: 'mirror', KAFKA_BROKERS: 'a:1', KAFKA_SASL_MECHANISM: 'plain' },
      /needs KAFKA_USERNAME and KAFKA_PASSWORD/,
    ],
  ] as const;
  await Promise.all(
    cases.map(async ([env, message]) => {
      const bridge = startBridge(env);
      expect(await bridge.ended).toBe(2);
      expect(bridge.errors()).toMatch(message);
      expect(bridge.errors().trim().split('\n')).toHaveLength(1);
    }),
  );
});

test('BR6 SIGTERM ends it in order, also while the edge and the broker are away', async () => {
  const env = { ROLES: 'mirror', CARILLON_URL: 'http://127.0.0.1:9', CARILLON_TOKEN: 'any', TRANSPORT: 'memory' };
  const bridge = startBridge(env);
  const { port } = await bridge.untilLogged('bridge.started');
  await bridge.untilLogged('mirror.retrying');
  expect((await fetch(`http://127.0.0.1:${port}/health`)).status).toBe(200);
  expect((await fetch(`http://127.0.0.1:${port}/ready`)).status).toBe(503);
  bridge.signal('SIGTERM');
  expect(await bridge.ended).toBe(0);
  expect(bridge.lines.at(-1)).toMatchObject({ event: 'bridge.stopped' });
});

/** RFC 6455, as much of it as a bell needs. */
const GUID = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';

/** An edge that has a bell and nothing else. */
async function serveBell() {
  const server = createServer((_request, response) => response.writeHead(503).end());
  server.on('upgrade', ({ headers }, socket) => {
    const accept = createHash('sha1').update(`${headers['sec-websocket-key']}${GUID}`).digest('base64');
    const upgraded = 'HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade';
    socket.on('error', () => {});
    socket.write(`${upgraded}\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return { port: typeof address === 'object' && address ? address.port : 0, close: () => server.close() };
}

test('BR12 SIGTERM ends it although a connection hangs in a network that swallows everything', async () => {
  const edge = await serveBell();
  const proxy = await startHalfOpenProxy({ port: edge.port });
  const env = { ROLES: 'mirror', CARILLON_URL: `http://${proxy.address}`, CARILLON_TOKEN: 'any', TRANSPORT: 'memory' };
  const bridge = startBridge(env);
  try {
    expect(await bridge.untilLogged('mirror.bell')).toMatchObject({ state: 'connected' });
    proxy.blackHole();
    bridge.signal('SIGTERM');
    await bridge.untilLogged('bridge.stopped');
    // Nothing is left to do then: no second more, where the grace of a cluster is thirty in all.
    const late = new Promise((resolve) => setTimeout(() => resolve('still there'), 10_000));
    expect(await Promise.race([bridge.ended, late])).toBe(0);
  } finally {
    bridge.child.kill('SIGKILL');
    await bridge.ended;
    await proxy.stop();
    edge.close();
  }
});

test('BR13 when nobody reads its log any more it ends in order, and without a stack', async () => {
  const env = { ROLES: 'mirror', CARILLON_URL: 'http://127.0.0.1:9', CARILLON_TOKEN: 'any', TRANSPORT: 'memory' };
  const bridge = startBridge(env);
  await bridge.untilLogged('mirror.retrying');
  bridge.child.stdout?.destroy();
  expect(await bridge.ended).toBe(1);
  expect(bridge.errors()).toBe('');
  const help = startBridge({}, ['--help']);
  help.child.stdout?.destroy();
  await help.ended;
  expect(help.errors()).toBe('');
});

test('BR1 a role that reads does not start behind a sidecar that anybody could be', async () => {
  const dapr = { TRANSPORT: 'dapr', CARILLON_URL: 'http://127.0.0.1:9', CARILLON_TOKEN: 'any' };
  const roles = [
    { ROLES: 'notifier', SMTP_HOST: 'mail.example', SMTP_FROM: 'a@mail.example' },
    { ROLES: 'mirror,archiver', DATABASE_URL: 'postgres://127.0.0.1:9/archive' },
  ];
  for (const env of roles) {
    const bridge = startBridge({ ...dapr, ...env });
    expect(await bridge.ended).toBe(2);
    expect(bridge.errors()).toMatch(/^DAPR_APP_TOKEN is missing: .*\n$/);
    expect(bridge.lines).toEqual([]);
  }
});

test('BR7 npm run bridge finds the edge, makes itself a token, and uses it again the next time', async ({
  carillon,
}) => {
  const state = await mkdtemp(path.join(tmpdir(), 'carillon-bridge-'));
  const run = async (): Promise<string> => {
    const child = spawn(process.execPath, [path.join(project.root, 'scripts/bridge.ts'), '--memory'], {
      env: {
        PATH: process.env.PATH,
        CARILLON_STATE: state,
        CARILLON_URL: carillon.origin,
        OPERATOR_TOKEN: carillon.operatorToken,
        ROLES: 'mirror',
        CONSUMER: 'local',
      },
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk: Buffer) => {
        output += chunk.toString();
      });
    }
    const ended = once(child, 'exit');
    await vi.waitUntil(() => output.includes('mirror.leased') || child.exitCode !== null, { timeout: 60_000 });
    child.kill('SIGTERM');
    expect(await ended, output).toEqual([0, null]);
    return output;
  };
  const tokens = async (): Promise<string> => {
    const headers = { authorization: `Bearer ${carillon.operatorToken}` };
    return await (await fetch(`${carillon.origin}/api/operator/service-tokens`, { headers })).text();
  };
  expect(await run()).toContain(`The bridge of ${carillon.origin} is running: mirror`);
  const made = (await tokens()).match(/local bridge/g)?.length;
  await run();
  expect((await tokens()).match(/local bridge/g)).toHaveLength(made ?? 0);
  await rm(state, { recursive: true });
});
