import { mkdir } from 'node:fs/promises';
import type { Browser } from 'playwright-core';
import { openDevice } from '../../test/e2e/device.ts';
import { startRecording } from './recording.ts';
import { SCENES, WIDE } from './scenes.ts';
import { type Pace, stageOf } from './stage.ts';
import { zoneOfTheMorning } from './zone-of-the-morning.ts';

export interface DemoOptions {
  readonly browser: Browser;
  readonly origin: string;
  /** Where the pictures of the README go. */
  readonly pictures: string;
  readonly pace: Pace;
  /** The film to be made, and an empty folder for what it is made of; null makes none. */
  readonly film: { readonly file: string; readonly folder: string } | null;
  readonly say: (line: string) => void;
}

/**
 * Walks through the whole product in one window, scene by scene, and takes its pictures on the way.
 *
 * @returns what the pages complained about in their consoles
 * @throws with the scene in its message
 */
export async function playDemo({
  browser,
  origin,
  pictures,
  pace,
  film,
  say,
}: DemoOptions): Promise<readonly string[]> {
  const zone = zoneOfTheMorning(Date.now());
  const isDrawnOver = film !== null;
  const device = await openDevice(browser, origin, { ...WIDE, zone, scale: pace.scale, locale: 'en-GB', isDrawnOver });
  const { page, context, complaints } = device;
  try {
    await mkdir(pictures, { recursive: true });
    const stage = stageOf({ device, zone, pictures, ...pace });
    const recording = film && (await startRecording(page, film.folder));
    for (const { title, play } of SCENES) {
      if (recording && page.url() !== 'about:blank')
        await page.screencast.showChapter(title, { duration: pace.lookMs });
      await play(stage).catch((error: unknown) => {
        throw new Error(`✗ ${title}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
      });
      say(`✓ ${title}`);
    }
    if (film) await recording?.film(film.file);
  } finally {
    await context.close();
  }
  return complaints;
}
