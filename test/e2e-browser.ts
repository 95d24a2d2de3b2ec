import { type Browser, chromium } from 'playwright-core';
import { findChromium } from '../scripts/local/find-chromium.ts';
import { PlainError } from '../scripts/local/plain-error.ts';

/** The browser stays off the network: without these it calls its maker at every start. */
const FLAGS = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

interface LaunchOptions {
  readonly isClosedByCaller?: boolean;
}

/**
 * A headless Chromium with an empty profile; each context made from it is one device.
 *
 * @param options.isClosedByCaller whether whoever launches it sees to signals: left to itself it ends the process at one
 */
export function launchBrowser(options: LaunchOptions = {}): Promise<Browser> {
  return launch(findChromium('headless') ?? findChromium(), options);
}

/** The whole browser, which also shows notifications. Slower. */
export function launchWholeBrowser(): Promise<Browser> {
  return launch(findChromium());
}

function launch(executablePath: string | null, { isClosedByCaller = false }: LaunchOptions = {}): Promise<Browser> {
  if (!executablePath)
    throw new PlainError('Chromium is not installed: `apt-get install chromium`, or set CHROMIUM to its path.');
  // Chromium's own sandbox refuses to run as root, which is what containers are.
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const handles = !isClosedByCaller;
  return chromium.launch({
    executablePath,
    headless: true,
    args: [...FLAGS, ...sandbox],
    handleSIGINT: handles,
    handleSIGTERM: handles,
    handleSIGHUP: handles,
  });
}
