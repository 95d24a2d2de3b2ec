import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { z } from 'zod';
import { runProgram } from '../../scripts/cluster/run-program.ts';
import { buildWithBuildah } from '../../scripts/image/build-image.ts';
import { type ContainerEnv, containerStorage } from '../../scripts/image/container-storage.ts';
import { imageFacts } from '../../scripts/image/image-facts.ts';
import { ensureBuildah, ensurePodman } from '../../scripts/judges/ensure-containers.ts';
import { project } from '../../scripts/local/project.ts';
import { withLock } from '../../scripts/local/with-lock.ts';
import { comparePairs } from '../pairs.ts';
import { pairLine } from '../report.ts';

const TAG = 'localhost/carillon-bridge:measured';
const LEAST_NODE =
  "process.on('SIGTERM',()=>process.exit());require('http').createServer((q,s)=>s.end()).listen(8788,()=>console.log('up'))";
const BYTES_PER_MB = 1_000_000;
const SizeSchema = z.tuple([z.looseObject({ Size: z.int() })]);

/**
 * How large the image is, and how long it takes from `podman run` until it serves and until it is gone again, beside a Node
 * in the same container that serves nothing.
 */
export async function benchImage(): Promise<string[]> {
  const unable = (await ensureBuildah()) ?? (await ensurePodman());
  if (unable) return [`Image not measured: ${unable}`];
  const storage = await containerStorage(path.join(project.root, '.cache/containers'));
  const facts = await imageFacts();
  await withLock('image', () => buildWithBuildah({ tags: [TAG], facts, storage }));
  const inspected = await runProgram('podman', ['image', 'inspect', TAG], { env: storage });
  const [{ Size }] = SizeSchema.parse(JSON.parse(inspected));
  const env = ['--env', 'ROLES=mirror', '--env', 'TRANSPORT=memory', '--env', 'CARILLON_TOKEN=nobody'];
  const ours = () => timed(storage, [...env, '--env', 'CARILLON_URL=http://127.0.0.1:1111', TAG], 'bridge.started');
  const bare = () => timed(storage, ['--entrypoint', '/usr/bin/node', TAG, '-e', LEAST_NODE], 'up');
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
    `Image size: ${(Size / BYTES_PER_MB).toFixed(1)} MB; aim ≤ 150`,
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
