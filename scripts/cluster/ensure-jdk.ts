import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { installDebianPackage } from '../local/install-debian-package.ts';
import { findProgram } from './find-program.ts';

const OLDEST_JAVA = 17;
/** The second for a Debian whose default is older than the broker wants. */
const DEBIAN_PACKAGES = ['default-jre-headless', 'openjdk-17-jre-headless'];

/** Installs a Java runtime where that is possible without asking; answers with the reason when it is not, otherwise null. */
export async function ensureJdk(): Promise<string | null> {
  for (const name of DEBIAN_PACKAGES) {
    if (findJava()) return null;
    await installDebianPackage(name).catch(() => {});
  }
  return findJava()
    ? null
    : `Java ${OLDEST_JAVA} or newer is missing: \`apt-get install default-jre-headless\`, or set JAVA_HOME to one`;
}

/** The java command of JAVA_HOME or the PATH when it is new enough for the broker, or null. */
export function findJava(): string | null {
  const home = process.env.JAVA_HOME;
  const java = home ? path.join(home, 'bin/java') : findProgram('java');
  return java && existsSync(java) && majorVersion(java) >= OLDEST_JAVA ? java : null;
}

function majorVersion(java: string): number {
  const { stderr } = spawnSync(java, ['-version'], { encoding: 'utf8' });
  return Number(/version "(\d+)/.exec(stderr ?? '')?.[1] ?? 0);
}
