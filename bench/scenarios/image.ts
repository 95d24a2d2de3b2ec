import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import type { ContainerEnv } from '../../scripts/image/container-storage.ts';
import { buildBridgeImage } from '../bridge-image.ts';
import { comparePairs } from '../pairs.ts';
import { pairLine } from '../report.ts';

const LEAST_NODE =
  "process.on('SIGTERM',()=>process.exit());require('http').createServer((q,s)=>s.end()).listen(8788,()=>console.log('up'))";

/**
 * How large the image is, and how long it takes from `podman run` until it serves and until it is gone again, beside a Node
 * in the same container that serves nothing.
 */
export async function benchImage(): Promise<string[]> {
  const image = await buildBridgeImage();
  if (typeof image === 'string') return [`Image not measured: ${image}`];
  const { tag, storage, megabytes } = image;
  const env = ['--env', 'ROLES=mirror', '--env', 'TRANSPORT=memory', '--env', 'CARILLON_TOKEN=nobody'];
  const ours = () => timed(storage, [...env, '--env', 'CARILLON_URL=http://127.0.0.1:1111', tag], 'bridge.started');
  const bare = () => timed(storage, ['--entrypoint', '/usr/bin/node', tag, '-e', LEAST_NODE], 'up');
  const ends: number[] = [];
  const started = await comparePairs(
    async () => {
      const { readyMs, endMs } = await ours();
      ends.push(endMs);
      return readyMs;
    },
    async () => (await bare()).readyMs,
  );
  return [
    `Image size: ${megabytes.toFixed(1)} MB; aim ≤ 150`,
    pairLine('Image from run to ready, beside Node alone in the same container', started, 'none', 'ms'),
    `Image from SIGTERM until it is gone, idle: ${Math.round(Math.max(...ends))} ms at most of ${ends.length}`,
  ];
}

async function timed(storage: ContainerEnv, args: readonly string[], said: string) {
  const run = [
    'run',
    '--rm',
    '--pull=never',
    '--network',
    'none',
    '--read-only',
    '--no-healthcheck',
    '--memory',
    '320m',
  ];
  const limits = ['--ulimit', 'nofile=1024:1024', '--ulimit', 'nproc=1000:1000'];
  const begunMs = performance.now();
  const child = spawn('podman', [...run, ...limits, ...args], {
    env: { ...process.env, ...storage },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const gone = once(child, 'exit');
  await untilSaid(child, said);
  const readyMs = performance.now() - begunMs;
  const askedMs = performance.now();
  child.kill('SIGTERM');
  await gone;
  return { readyMs, endMs: performance.now() - askedMs };
}

async function untilSaid(child: ChildProcessByStdio<null, Readable, Readable>, said: string): Promise<void> {
  for await (const line of createInterface({ input: child.stdout })) if (line.includes(said)) return;
  throw new Error(`the container ended without having said ${said}`);
}
