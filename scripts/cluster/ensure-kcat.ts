import { installDebianPackage } from '../local/install-debian-package.ts';
import { findProgram } from './find-program.ts';

/** Installs kcat where that is possible without asking; answers with the reason when it is not, otherwise null. */
export async function ensureKcat(): Promise<string | null> {
  if (findKcat()) return null;
  await installDebianPackage('kcat').catch(() => {});
  return findKcat() ? null : 'kcat is missing: `apt-get install kcat`';
}

/** Where kcat is, or null. */
export function findKcat(): string | null {
  return findProgram('kcat') ?? findProgram('kafkacat');
}
