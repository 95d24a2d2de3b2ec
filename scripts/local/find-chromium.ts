import { accessSync, constants } from 'node:fs';

const PLACES = {
  whole: ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/snap/bin/chromium'],
  headless: ['/usr/bin/chromium-headless-shell'],
};

/**
 * Where Chromium is on this machine, or null; `CHROMIUM` names another place. `headless` is the same engine without the
 * windows of a browser, which are half the work of opening a page; what needs more than pages, such as notifications,
 * takes the whole of it.
 */
export function findChromium(build: keyof typeof PLACES = 'whole'): string | null {
  const named = process.env.CHROMIUM;
  if (named) return build === 'whole' && isExecutable(named) ? named : null;
  return PLACES[build].find(isExecutable) ?? null;
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
