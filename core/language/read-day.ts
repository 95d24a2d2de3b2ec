import { dueOf, whenOf } from './capture/due.ts';
import type { Frame } from './frame.ts';
import type { Grammar } from './grammar/grammar.ts';
import type { Scan } from './grammar/reader.ts';
import { tokenize } from './grammar/tokenize.ts';
import { grammarOf } from './locales/grammar-of.ts';
import type { DateReading } from './meanings/date.ts';
import type { TimeReading } from './meanings/time.ts';

/** Wall clock in the zone of the frame. */
export type DayReading =
  | { readonly kind: 'date'; readonly date: string }
  /** A week, month or year; both days are part of it. */
  | { readonly kind: 'dates'; readonly from: string; readonly to: string }
  /** To the minute. */
  | { readonly kind: 'time'; readonly local: string };

type Piece = { readonly date: DateReading } | { readonly time: TimeReading };

/** No date is longer; trying every way to read more would cost its square. */
const MAX_TOKENS = 16;

/**
 * Reads words that must be a date, a time or both from the first to the last, by the grammar that lines are captured with;
 * here, where nothing else can be meant, also what was (`last friday`) and what takes several days (`next week`).
 *
 * @param locale a BCP 47 tag; a language that is not known is read as English
 * @returns null when they are more or less than that, or a day that does not exist
 */
export function readDay(words: string, frame: Frame, locale: string): DayReading | null {
  const grammar = grammarOf(locale);
  const scan: Scan = { tokens: tokenize(words, grammar.split), frame };
  if (scan.tokens.length === 0 || scan.tokens.length > MAX_TOKENS) return null;
  const period = startsOf(scan, grammar)
    .flatMap((at) => grammar.period.read(scan, at))
    .find(({ end }) => end === scan.tokens.length);
  if (period) return { kind: 'dates', ...period.value };
  const pieces = cover(scan, grammar);
  return pieces && readingOf(pieces, frame);
}

/** Where what is introduced may begin: `on friday`. */
function startsOf(scan: Scan, grammar: Grammar): number[] {
  return [0, ...grammar.introducer.read(scan, 0).map(({ end }) => end)];
}

/** A way to read all tokens as one date, one time or both, in any order; null when there is none. */
function cover(scan: Scan, grammar: Grammar): Piece[] | null {
  const from = (start: number, taken: readonly Piece[]): Piece[] | null => {
    if (start === scan.tokens.length) return taken.length > 0 ? [...taken] : null;
    const places = [start, ...grammar.introducer.read(scan, start).map(({ end }) => end)];
    for (const at of places) {
      for (const { end, value } of piecesAt(scan, at, grammar)) {
        if (taken.some((each) => 'date' in each === 'date' in value)) continue;
        const ends = [end, ...grammar.postposition.read(scan, end).map((behind) => behind.end)];
        for (const next of ends) {
          const all = from(next, [...taken, value]);
          if (all !== null) return all;
        }
      }
    }
    return null;
  };
  return from(0, []);
}

function piecesAt(scan: Scan, at: number, grammar: Grammar): { end: number; value: Piece }[] {
  const dates = [...grammar.past.read(scan, at), ...grammar.date.read(scan, at)];
  return [
    ...dates.map(({ end, value }) => ({ end, value: { date: value } })),
    ...grammar.time.read(scan, at).map(({ end, value }) => ({ end, value: { time: value } })),
  ]
    .filter(({ value }) => !('time' in value && value.time.form === 'guess'))
    .sort((a, b) => b.end - a.end);
}

function readingOf(pieces: readonly Piece[], frame: Frame): DayReading | null {
  const dates = pieces.flatMap((each) => ('date' in each ? [each.date] : []));
  const when = whenOf(
    dates,
    pieces.flatMap((each) => ('time' in each ? [each.time] : [])),
  );
  const due = dueOf(when, frame);
  if (due === null) return null;
  if (due.kind === 'date') return { kind: 'date', date: due.date };
  return { kind: 'time', local: due.local };
}
