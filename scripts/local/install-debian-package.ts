import { aptGet } from './apt-get.ts';
import { rootCommand } from './root-command.ts';
import { step } from './steps.ts';
import { withLock } from './with-lock.ts';

// Asked again by every test file that misses it, and not being there takes apt half a minute to find out.
const tried = new Map<string, Promise<void>>();

/** Installs a Debian package where this process may; a password is never asked for. Tried once per process. */
export function installDebianPackage(name: string): Promise<void> {
  const earlier = tried.get(name);
  if (earlier) return earlier;
  const now = install(name);
  tried.set(name, now);
  return now;
}

async function install(name: string): Promise<void> {
  // Refused before anything is said about it.
  rootCommand();
  await step(`Installing ${name} (once)`, () =>
    // Two test files may miss something at once, and apt does not wait for itself.
    withLock('apt', async () => {
      await aptGet('update', '-qq');
      await aptGet('install', '-y', '-qq', '--no-install-recommends', name);
    }),
  );
}
