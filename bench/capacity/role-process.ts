import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import type { LogEvent } from '#bridge/log.ts';
import type { MeasuredRole } from '../../scripts/capacity/measured.ts';
import { findProgram } from '../../scripts/cluster/find-program.ts';
import { isAlive } from '../../scripts/cluster/is-alive.ts';
import { bundleBridge } from '../../scripts/image/bundle-bridge.ts';
import type { BridgeImage } from '../bridge-image.ts';
import { V8_LIMITS } from '../mirror-process.ts';
import { ageMs, cpuSeconds, peakMiB } from './process-use.ts';

/** A role in a process of its own, held to what the chart gives it. */
export interface RoleProcess {
  /** From its start until it answered 200 at /ready, in ms. */
  readonly readyMs: number;
  /** When it was started, on the clock of `performance.now()`. */
  readonly bornMs: number;
  readonly untilLogged: (event: LogEvent['event']) => Promise<void>;
  /** What stands on its /metrics. */
  readonly metrics: () => Promise<string>;
  /** CPU time so far in seconds, and the most memory it ever held in MiB. */
  readonly use: () => Promise<{ readonly cpuSeconds: number; readonly peakMiB: number }>;
  /** SIGTERM; answers with how long it then took until it was gone, in ms. */
  readonly end: () => Promise<number>;
  /** For who broke off: at once, if it is still there. */
  readonly kill: () => Promise<void>;
}

export interface RoleLimits {
  readonly cores: number;
  readonly memoryMiB: number;
}

export type StartRole = (role: MeasuredRole, env: Readonly<Record<string, string>>) => Promise<RoleProcess>;

interface Launched {
  readonly child: ChildProcessByStdio<null, Readable, Readable>;
  /** Of the role itself, not of what started it. */
  readonly pid: () => Promise<number>;
}

const PATIENCE_MS = 60_000;
const LOOK_EVERY_MS = 10;
const LINES_KEPT = 40;
const StartedSchema = z.looseObject({ event: z.literal('bridge.started'), port: z.int() });
const LineSchema = z.looseObject({ event: z.string() });

/** Containers of the image, on the network of this machine, where the broker is. */
export function inContainers(
  { tag, storage }: BridgeImage,
  limits: Readonly<Record<MeasuredRole, RoleLimits>>,
  folder: string,
): StartRole {
  return async (role, env) => {
    const name = `carillon-capacity-${randomUUID().slice(0, 8)}`;
    const pidFile = path.join(folder, `${name}.pid`);
    const { cores, memoryMiB } = limits[role];
    const args = [
      ...['run', '--rm', '--name', name, '--label', `carillon.owner=${process.pid}`, '--pidfile', pidFile],
      ...['--pull=never', '--network', 'host', '--read-only', '--no-healthcheck'],
      ...['--cpus', String(cores), '--memory', `${memoryMiB}m`],
      ...['--cap-drop', 'all', '--security-opt', 'no-new-privileges'],
      // More than a sandbox allows is asked for otherwise.
      ...['--ulimit', 'nofile=1024:1024', '--ulimit', 'nproc=1000:1000'],
      ...Object.entries(withRole(role, env)).flatMap(([key, value]) => ['--env', `${key}=${value}`]),
      tag,
    ];
    // A container does not end with who started it, but podman, asked to end, ends what it runs.
    const child = spawnTied('TERM', 'podman', args, { ...process.env, ...storage });
    const pid = async () => Number(await readFile(pidFile, 'utf8'));
    return await untilReady(role, { child, pid });
  };
}

/** Processes of the bundle, with the flags of the image and nothing else to hold them. */
export async function asProcesses(folder: string): Promise<StartRole> {
  const bundle = path.join(folder, 'bridge.mjs');
  await mkdir(folder, { recursive: true });
  await writeFile(bundle, (await bundleBridge()).code);
  return async (role, env) => {
    const own = { PATH: process.env.PATH, NODE_ENV: 'production', ...withRole(role, env) };
    const child = spawnTied('KILL', process.execPath, [...V8_LIMITS, bundle], own);
    return await untilReady(role, { child, pid: async () => child.pid ?? 0 });
  };
}

/** Starts a program that gets this signal when this process dies, however it does. */
function spawnTied(onDeath: 'TERM' | 'KILL', command: string, args: readonly string[], env: NodeJS.ProcessEnv) {
  const setpriv = findProgram('setpriv');
  const [program = command, ...rest] = [...(setpriv ? [setpriv, '--pdeathsig', onDeath] : []), command, ...args];
  return spawn(program, rest, { env, stdio: ['ignore', 'pipe', 'pipe'] });
}

function withRole(role: MeasuredRole, env: Readonly<Record<string, string>>): Record<string, string> {
  return { ...env, ROLES: role, PORT: '0' };
}

async function untilReady(role: MeasuredRole, { child, pid: findPid }: Launched): Promise<RoleProcess> {
  const events: { readonly event: string }[] = [];
  const said: string[] = [];
  const gone = once(child, 'exit');
  let isGone = false;
  void gone.then(() => {
    isGone = true;
  });
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', (line) => {
      said.push(line);
      said.splice(0, said.length - LINES_KEPT);
      // The notifier says a line for each message: only what is waited for is kept.
      const parsed = line.startsWith('{') ? LineSchema.safeParse(JSON.parse(line)).data : undefined;
      if (parsed && !parsed.event.startsWith('notifier.')) events.push(parsed);
    });
  }
  const until = async <T>(what: string, look: () => Promise<T | null> | T | null): Promise<T> => {
    const untilMs = performance.now() + PATIENCE_MS;
    for (;;) {
      const found = await look();
      if (found !== null) return found;
      if (isGone || performance.now() > untilMs)
        throw new Error(`the ${role} never came to ${what}:\n${said.join('\n')}`);
      await delay(LOOK_EVERY_MS);
    }
  };
  try {
    const port = await until('bridge.started', () => {
      const started = events.find(({ event }) => event === 'bridge.started');
      return started === undefined ? null : StartedSchema.parse(started).port;
    });
    const at = (place: string) => fetch(`http://127.0.0.1:${port}${place}`);
    const pid = await findPid();
    await until('/ready', async () => ((await at('/ready')).status === 200 ? true : null));
    const readyMs = await ageMs(pid);
    return {
      readyMs,
      bornMs: performance.now() - readyMs,
      async untilLogged(event) {
        await until(event, () => (events.some((line) => line.event === event) ? true : null));
      },
      metrics: async () => await (await at('/metrics')).text(),
      use: async () => ({ cpuSeconds: await cpuSeconds(pid), peakMiB: await peakMiB(pid) }),
      async end() {
        const askedMs = performance.now();
        if (!isGone) process.kill(pid, 'SIGTERM');
        // What started it goes on for a while, tidying up.
        await until('its end', () => (isGone || !isAlive(pid) ? true : null));
        const tookMs = performance.now() - askedMs;
        const [code] = await gone;
        if (code !== 0) throw new Error(`the ${role} ended with ${code}:\n${said.join('\n')}`);
        return tookMs;
      },
      async kill() {
        if (!isGone) process.kill(pid, 'SIGKILL');
        await gone;
      },
    };
  } catch (error) {
    child.kill('SIGTERM');
    await gone;
    throw error;
  }
}
