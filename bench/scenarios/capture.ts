import { toInstant } from '#core/instant.ts';
import { parseCapture } from '#core/language/parse-capture.ts';

const RUNS = 100;
const NOON_MS = Date.parse('2026-11-21T12:00:00.000Z');

const SENTENCE =
  'call the bank about the mortgage and send them the signed papers with the old contract every month on the 1st at 9 #home p1 !1d until june 30 and take the keys for the garage along on the way back home ';

/** As long as a line is that somebody types. */
export const LONG_LINE = SENTENCE.slice(0, 200);

/** Long lines of what is read most: words, dates, numbers, signs, and everything at once. */
const PIECES = {
  sentences: SENTENCE,
  weekdays: 'friday ',
  numbers: '1 ',
  ordinals: '1st, 2nd, ',
  everything: 'at 5 on friday #home p1 ',
  tags: '#a ',
  quotes: '"a ',
};
const MAX_MS = 20;

/** How long a line takes to be read anew, in ms: one of 200 characters, and the longest that can be sent (10,000). */
export function benchCapture(): Promise<string[]> {
  const lines = [`capture of 200 characters: ${timesOf(LONG_LINE).words}`];
  for (const [name, piece] of Object.entries(PIECES)) {
    const text = piece.repeat(Math.ceil(10_000 / piece.length)).slice(0, 10_000);
    const { median, words } = timesOf(text);
    const stand = median <= MAX_MS ? '' : ': MISSED';
    lines.push(`capture of 10,000 characters (${name}): ${words}, to be ≤ ${MAX_MS} ms${stand}`);
  }
  return Promise.resolve(lines);
}

/** Of the processor, not of the clock: what else runs on the machine is not what is measured. */
function timesOf(text: string): { median: number; words: string } {
  const times = Array.from({ length: RUNS }, (_, run) => {
    // Each a moment later: at the same one nothing would be read twice.
    const context = { now: toInstant(NOON_MS + run), zone: 'Europe/Berlin', locale: 'en' };
    const begun = process.cpuUsage();
    parseCapture(text, context);
    const { user, system } = process.cpuUsage(begun);
    return (user + system) / 1000;
  }).sort((a, b) => a - b);
  const at = (part: number) => times[Math.floor(part * (times.length - 1))] ?? 0;
  return { median: at(0.5), words: `median ${at(0.5).toFixed(2)} ms, p95 ${at(0.95).toFixed(2)} ms` };
}
