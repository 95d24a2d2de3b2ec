import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freePort } from './local/free-port.ts';

let state: string;
let port: number;
const started: ChildProcess[] = [];

beforeAll(async () => {
  state = await mkdtemp(path.join(tmpdir(), 'carillon-start-'));
  port = await freePort(Number(process.env.CARILLON_E2E_PORT ?? 0));
});

afterAll(async () => {
  for (const child of started) child.kill('SIGTERM');
  await rm(state, { recursive: true, force: true });
});

/** Runs the start script until it says where it is, or ends. */
async function start(...args: string[]): Promise<{ child: ChildProcess; output: () => string; code: number | null }> {
  const script = path.join(import.meta.dirname, 'start.ts');
  // Of a person, whose Vite is not that of tests.
  const env = { ...process.env, NODE_ENV: undefined, VITEST: undefined, CARILLON_STATE: state, PORT: String(port) };
  const child = spawn(process.execPath, [script, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  started.push(child);
  let text = '';
  const isUp = new Promise<void>((resolve) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk: Buffer) => {
        text += chunk.toString();
        if (text.includes('running at')) resolve();
      });
    }
  });
  await Promise.race([isUp, once(child, 'close')]);
  return { child, output: () => text, code: child.exitCode };
}

/** Whoever listens to this machine alone does not listen here, although it is this machine. */
const atAnotherAddress = (at: string) => `http://127.0.0.2:${port}${at}`;

async function stop(child: ChildProcess): Promise<number | null> {
  child.kill('SIGTERM');
  const [code] = await once(child, 'exit');
  return code;
}

test('npm start says where it is, refuses a second start on the same tasks, and leaves nothing behind', async () => {
  const first = await start();
  expect(first.output()).toContain(`Carillon is running at http://localhost:${port}`);
  expect((await fetch(`http://localhost:${port}/health`)).status).toBe(200);
  await expect(fetch(atAnotherAddress('/health')), 'nobody else reaches it').rejects.toThrow();

  const second = await start();
  expect(second.code).toBe(1);
  expect(second.output()).toContain(`Carillon already runs at http://localhost:${port}`);

  expect(await stop(first.child)).toBe(0);
  await expect(fetch(`http://localhost:${port}/health`)).rejects.toThrow();
});

test('CHT23 npm start -- --host lets others reach it, as the pods of a cluster on this machine do', async () => {
  const { child } = await start('--host', '0.0.0.0');
  expect((await fetch(atAnotherAddress('/health'))).status).toBe(200);
  expect(await stop(child)).toBe(0);
});

test('when its port is taken, npm start takes the next one', async () => {
  const blocker = spawn(process.execPath, [
    '-e',
    `require('node:net').createServer().listen(${port}, () => console.log('up'))`,
  ]);
  await once(blocker.stdout, 'data');
  try {
    const { child, output } = await start();
    expect(output()).toMatch(/running at http:\/\/localhost:\d+/);
    expect(output()).not.toContain(`localhost:${port} `);
    expect(await stop(child)).toBe(0);
  } finally {
    blocker.kill();
  }
});

test('npm run dev serves the sources', async () => {
  const { child, output } = await start('--dev');
  expect(output()).toMatch(/running at/);
  const origin = /running at (?<origin>http:\/\/localhost:\d+)/.exec(output())?.groups?.origin;
  expect((await fetch(`${origin}/health`)).status).toBe(200);
  expect(await stop(child)).toBe(0);
});
