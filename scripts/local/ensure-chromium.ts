import { findChromium } from './find-chromium.ts';
import { installDebianPackage } from './install-debian-package.ts';

/** Installs Chromium where that is possible without asking; answers with the reason when it is not, otherwise null. */
export async function ensureChromium(): Promise<string | null> {
  if (findChromium()) return null;
  await installDebianPackage('chromium').catch(() => {});
  return findChromium() ? null : 'Chromium is missing: `apt-get install chromium`, or set CHROMIUM to its path';
}
