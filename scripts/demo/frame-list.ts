/** A picture of the window, and when it was taken, in ms. */
export interface Frame {
  readonly file: string;
  readonly atMs: number;
}

/** The last picture has nothing after it. */
const LAST_SECONDS = 1;

/** Pictures with their times, as the reader of ffmpeg that strings files together wants them. */
export function frameList(frames: readonly Frame[]): string {
  const lines = frames.flatMap(({ file, atMs }, index) => {
    const next = frames[index + 1];
    const seconds = next ? (next.atMs - atMs) / 1000 : LAST_SECONDS;
    return [`file '${file}'`, `duration ${seconds.toFixed(3)}`];
  });
  // It takes the time of a picture from the one that follows, so the last stands there twice.
  const last = frames.at(-1);
  return `${['ffconcat version 1.0', ...lines, ...(last ? [`file '${last.file}'`] : [])].join('\n')}\n`;
}
