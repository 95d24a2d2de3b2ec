import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { isAlive } from '../../scripts/cluster/is-alive.ts';
import { runProgram } from '../../scripts/cluster/run-program.ts';
import { buildWithBuildah } from '../../scripts/image/build-image.ts';
import { type ContainerEnv, containerStorage } from '../../scripts/image/container-storage.ts';
import { type ImageFacts, imageFacts } from '../../scripts/image/image-facts.ts';
import { project } from '../../scripts/local/project.ts';
import { withLock } from '../../scripts/local/with-lock.ts';
import { type StartBridge, watchBridge } from './bridge-process.ts';

/** What the chart gives a role at most. */
const MEMORY = '320m';
const OWNER = 'carillon.owner';

export interface BuiltImage {
  readonly tag: string;
  readonly facts: ImageFacts;
  /** The program in it. */
  readonly code: string;
  /** Makes it once more, under another name; answers with the program in it. */
  readonly build: (tag: string) => Promise<string>;
  /** Runs podman where the image is; a failure is thrown with what it said. */
  readonly podman: (...args: string[]) => Promise<string>;
  /** Starts containers as the chart does: nobody's root, nothing to write to, no rights, so much memory. */
  readonly launcher: (options?: LaunchOptions) => StartBridge;
}

interface LaunchOptions {
  /** `none` has nothing but its own loopback; `host` is that of this machine, where the broker is. */
  readonly network?: 'none' | 'host';
  readonly name?: string;
  /** Over the program in the image: another generation of it. */
  readonly bundle?: string;
}

let built: Promise<BuiltImage> | null = null;

/** The image of this tree, made once for all files that a test worker serves. */
export function sharedImage(): Promise<BuiltImage> {
  built ??= buildOnce();
  return built;
}

async function buildOnce(): Promise<BuiltImage> {
  const tag = 'localhost/carillon-bridge:under-test';
  const facts = await imageFacts();
  const storage = await containerStorage(path.join(project.root, '.cache/containers'));
  const build = (name: string) => withLock('image', () => buildWithBuildah({ tags: [name], facts, storage }));
  await removeAbandoned(storage);
  const code = await build(tag);
  // What had its name before has none now, and is as large.
  await runProgram('podman', ['image', 'prune', '--force'], { env: storage });
  return {
    tag,
    facts,
    code,
    build,
    podman: (...args) => runProgram('podman', args, { env: storage }),
    launcher: (options) => (env, args) => startContainer(tag, storage, options ?? {}, env, args),
  };
}

function startContainer(
  tag: string,
  storage: ContainerEnv,
  { network = 'none', name = `carillon-${randomUUID().slice(0, 8)}`, bundle }: LaunchOptions,
  env: Readonly<Record<string, string | undefined>>,
  args: readonly string[] = [],
) {
  const given = Object.entries({ PORT: network === 'host' ? '0' : '8788', ...env }).flatMap(([key, value]) =>
    value === undefined ? [] : ['--env', `${key}=${value}`],
  );
  const run = [
    ...[
      'run',
      '--rm',
      '--name',
      name,
      '--label',
      `${OWNER}=${process.pid}`,
      '--pull=never',
      '--network',
      network,
      '--read-only',
      '--memory',
      MEMORY,
    ],
    ...['--cap-drop', 'all', '--security-opt', 'no-new-privileges', '--no-healthcheck'],
    // More than a sandbox allows is asked for otherwise.
    ...['--ulimit', 'nofile=1024:1024', '--ulimit', 'nproc=1000:1000'],
    ...(bundle ? ['--volume', `${bundle}:/app/bridge.mjs:ro`] : []),
  ];
  const own = { ...process.env, ...storage };
  const child = spawn('podman', [...run, ...given, tag, ...args], { env: own, stdio: ['ignore', 'pipe', 'pipe'] });
  return watchBridge(child, (signal) => {
    // It passes on what it can hear, to the program; of SIGKILL the program would not learn.
    if (signal === 'SIGKILL') spawn('podman', ['kill', '--signal', signal, name], { env: own, stdio: 'ignore' });
    else child.kill(signal);
  });
}

/** Containers do not end with who started them: those are taken away whose process is gone. */
async function removeAbandoned(storage: ContainerEnv): Promise<void> {
  const format = `{{.ID}} {{index .Labels "${OWNER}"}}`;
  const listed = await runProgram('podman', ['ps', '--all', '--format', format], { env: storage });
  for (const line of listed.split('\n').filter(Boolean)) {
    const [id = '', owner] = line.split(' ');
    if (!isAlive(Number(owner))) await runProgram('podman', ['rm', '--force', '--time', '0', id], { env: storage });
  }
}
