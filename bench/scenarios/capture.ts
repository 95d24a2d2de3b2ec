import { parseCapture } from '#core/language/parse-capture.ts';

const RUNS = 100;
const CONTEXT = { now: '2026-11-21T12:00:00.000Z', zone: 'Europe/Berlin', locale: 'en' };

const SENTENCE =
  'call the bank about the mortgage and send them the signed papers with the old contract every month on the 1st at 9 #home p1 !1d until june 30 and take the keys for the garage along on the way back home ';

/** As long as a line is that somebody types. */
export const LONG_LINE = SENTENCE.slice(0, 200);

/** Long lines of what is read most: words, dates, numbers, signs, and everything at once. */
const PIECES = { sentences: SENTENCE, weekdays: 'friday ', numbers: '1 ', tags: '#a ', quotes: '"a ' };

/** How long a line takes to read, in ms: while typing (200 characters), and the longest that can be sent (10,000). */
export function benchCapture(): Promise<string[]> {
  const lines = [`capture of 200 characters: ${timesOf(() => parseCapture(LONG_LINE, CONTEXT))}`];
  for (const [name, piece] of Object.entries(PIECES)) {
    const text = piece.repeat(Math.ceil(10_000 / piece.length)).slice(0, 10_000);
    lines.push(`capture of 10,000 characters (${name}): ${timesOf(() => parseCapture(text, CONTEXT))}, to be ≤ 20 ms`);
  }
  return Promise.resolve(lines);
}

/** Of the processor, not of the clock: what else runs on the machine is not what is measured. */
function timesOf(work: () => void): string {
  const times = Array.from({ length: RUNS }, () => {
    const begun = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(begun);
    return (user + system) / 1000;
  }).sort((a, b) => a - b);
  const at = (part: number) => (times[Math.floor(part * (times.length - 1))] ?? 0).toFixed(2);
  return `median ${at(0.5)} ms, p95 ${at(0.95)} ms`;
}
