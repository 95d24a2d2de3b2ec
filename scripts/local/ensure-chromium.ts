import { findChromium } from './find-chromium.ts';
import { installDebianPackage } from './install-debian-package.ts';

/** Installs Chromium where that is possible without asking; answers with the reason when it is not, otherwise null. */
export async function ensureChromium(): Promise<string | null> {
  if (!findChromium()) await installDebianPackage('chromium').catch(() => {});
  if (!findChromium()) return 'Chromium is missing: `apt-get install chromium`, or set CHROMIUM to its path';
  // Only quicker: without it the whole browser does everything.
  if (!process.env.CHROMIUM && !findChromium('headless'))
    await installDebianPackage('chromium-headless-shell').catch(() => {});
  return null;
}
