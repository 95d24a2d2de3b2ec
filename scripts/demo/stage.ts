import path from 'node:path';
import type { PageScreenshotOptions } from 'playwright-core';
import type { Device } from '../../test/e2e/device.ts';

/** How fast somebody acts, for whoever looks on; nobody looks on at a test. */
export interface Pace {
  /** Between two keys. */
  readonly keyMs: number;
  /** As long as it takes to read what happened. */
  readonly lookMs: number;
  /** Pixels in one of CSS: pictures for people are sharp, and take their time. */
  readonly scale: number;
}

export const FOR_PEOPLE: Pace = { keyMs: 45, lookMs: 1600, scale: 2 };
export const AT_ONCE: Pace = { keyMs: 0, lookMs: 0, scale: 1 };

type Clip = PageScreenshotOptions['clip'];

/** A window, and how it is used before an audience. */
export interface Stage extends Pick<Device, 'page' | 'visit'> {
  readonly zone: string;
  readonly type: (text: string) => Promise<void>;
  readonly look: () => Promise<void>;
  /** Takes one of the pictures of the README, of the window or of a part of it. */
  readonly picture: (name: string, clip?: Clip) => Promise<void>;
}

export interface StageOptions extends Omit<Pace, 'scale'> {
  readonly device: Device;
  readonly zone: string;
  /** Where the pictures go. */
  readonly pictures: string;
}

export function stageOf({ device, zone, pictures, keyMs, lookMs }: StageOptions): Stage {
  const { page, visit } = device;
  return {
    page,
    visit,
    zone,
    type: (text) => page.keyboard.type(text, { delay: keyMs }),
    look: () => page.waitForTimeout(lookMs),
    async picture(name, clip) {
      await page.evaluate(() => document.fonts.ready.then(() => undefined));
      await page.screenshot({
        path: path.join(pictures, `${name}.webp`),
        type: 'webp',
        quality: 80,
        animations: 'disabled',
        clip,
      });
    },
  };
}
