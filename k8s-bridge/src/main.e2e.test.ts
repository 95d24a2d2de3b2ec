import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, vi } from 'vitest';
import { test } from '#test/e2e/e2e-test.ts';
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
