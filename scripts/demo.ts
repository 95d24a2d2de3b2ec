import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { launchBrowser } from '../test/e2e-browser.ts';
import { startCarillon } from '../test/e2e-harness.ts';
import { temporaryFolder } from './cluster/temporary-folder.ts';
import { ensureFfmpeg } from './demo/ensure-ffmpeg.ts';
import { type DemoOptions, playDemo } from './demo/play-demo.ts';
import { FOR_PEOPLE } from './demo/stage.ts';
import { ensureChromium } from './local/ensure-chromium.ts';
import { PlainError } from './local/plain-error.ts';
import { project } from './local/project.ts';
import { framed, step } from './local/steps.ts';

const PICTURES = path.join(project.root, 'docs/images');
const FILM = path.join(project.root, '.cache/demo/carillon.mp4');

/**
 * `npm run demo`: a browser walks through the whole product, on data of its own, and is filmed; the pictures of the README
 * come from it.
 */
async function demo(signal: AbortSignal): Promise<void> {
  const missing = await ensureChromium();
  if (missing !== null) throw new PlainError(missing);
  const noFilm = await ensureFfmpeg();
  if (noFilm !== null) console.log(`· No film, only pictures: ${noFilm}`);
  const carillon = await step('Building and starting', () => startCarillon());
  try {
    const browser = await launchBrowser({ isClosedByCaller: true });
    // Closed under its feet, whatever the walk waits for fails at once.
    signal.addEventListener('abort', () => void browser.close());
    try {
      signal.throwIfAborted();
      await filmed(noFilm === null, (film) =>
        playDemo({ browser, origin: carillon.origin, pictures: PICTURES, pace: FOR_PEOPLE, film, say: console.log }),
      );
    } finally {
      await browser.close();
    }
  } finally {
    await carillon.stop();
  }
}

/** Gives a walk what its film is made of, and says where everything is. */
async function filmed(isFilmed: boolean, play: (film: DemoOptions['film']) => Promise<unknown>): Promise<void> {
  const folder = await temporaryFolder('demo');
  try {
    await mkdir(path.dirname(FILM), { recursive: true });
    await play(isFilmed ? { file: FILM, folder } : null);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  const lines = [`Pictures: ${path.relative(project.root, PICTURES)}`];
  if (isFilmed) lines.push(`Film: ${path.relative(project.root, FILM)}`);
  console.log(`\n${framed(lines)}\n`);
}

const asked = new AbortController();
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => asked.abort());

try {
  await demo(asked.signal);
} catch (error) {
  process.exitCode = 1;
  if (!asked.signal.aborted) console.error(error instanceof Error ? error.message : error);
}
