import { findProgram } from '../cluster/find-program.ts';
import { installDebianPackage } from '../local/install-debian-package.ts';

/** Brings buildah, which builds images without a registry; answers with the reason when it cannot be had, otherwise null. */
export function ensureBuildah(): Promise<string | null> {
  return ensureInstalled('buildah');
}

/** Brings podman and runc, which run images; answers with the reason when they cannot be had, otherwise null. */
export async function ensurePodman(): Promise<string | null> {
  return (await ensureInstalled('podman')) ?? (await ensureInstalled('runc'));
}

async function ensureInstalled(name: string): Promise<string | null> {
  if (findProgram(name)) return null;
  await installDebianPackage(name).catch(() => {});
  return findProgram(name) ? null : `${name} is missing: \`apt-get install ${name}\``;
}
