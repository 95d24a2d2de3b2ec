import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { runProgram } from '../cluster/run-program.ts';
import { type Frame, frameList } from './frame-list.ts';

/** What a window shows, picture by picture, while it is used. */
export interface Recording {
  /** Ends it and makes a film of it, in H.264, which every browser plays. */
  readonly film: (file: string) => Promise<void>;
}

const SIZE = { width: 1280, height: 800 };

/** @param folder empty; the pictures stay there */
export async function startRecording(page: Page, folder: string): Promise<Recording> {
  const frames: Frame[] = [];
  const writing: Promise<void>[] = [];
  await page.screencast.start({
    size: SIZE,
    quality: 90,
    onFrame: ({ data, timestamp }) => {
      const file = `${frames.length}.jpg`;
      frames.push({ file, atMs: timestamp });
      writing.push(writeFile(path.join(folder, file), data));
    },
  });
  return {
    async film(file) {
      await page.screencast.stop();
      await Promise.all(writing);
      const list = path.join(folder, 'frames.txt');
      await writeFile(list, frameList(frames));
      // A window that becomes a phone stands in the middle.
      const { width, height } = SIZE;
      const fit = `scale=${width}:${height}:force_original_aspect_ratio=decrease,pad=${width}:${height}:-1:-1:color=0x101420`;
      const filter = `${fit},fps=25,format=yuv420p`;
      const codec = ['-c:v', 'libx264', '-preset', 'veryfast', '-crf', '24', '-movflags', '+faststart'];
      await runProgram('ffmpeg', ['-y', '-v', 'error', '-f', 'concat', '-i', list, '-vf', filter, ...codec, file]);
    },
  };
}
