import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { step } from './steps.ts';
import { withLock } from './with-lock.ts';

// Asked again by every test file that misses it, and not being there takes apt half a minute to find out.
const tried = new Map<string, Promise<void>>();

/** Installs a Debian package as root; anybody else is not asked for a password in the middle of a test run. Tried once per process. */
export function installDebianPackage(name: string): Promise<void> {
  const earlier = tried.get(name);
  if (earlier) return earlier;
  const now = install(name);
  tried.set(name, now);
  return now;
}

async function install(name: string): Promise<void> {
  if (process.getuid?.() !== 0) throw new Error(`only root can install ${name}`);
  await step(`Installing ${name} (once)`, () =>
    // Two test files may miss something at once, and apt does not wait for itself.
    withLock('apt', async () => {
      await aptGet('update', '-qq');
      await aptGet('install', '-y', '-qq', '--no-install-recommends', name);
    }),
  );
}

async function aptGet(...args: string[]): Promise<void> {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const [code] = await once(spawn('apt-get', args, { stdio: 'ignore', env }), 'exit');
  if (code !== 0) throw new Error(`apt-get ${args.join(' ')} ended with ${code}`);
}
