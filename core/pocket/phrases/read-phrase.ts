import { toEpochMs } from '../../instant.ts';
import type { Candidate, Sense } from '../../language/capture/candidate.ts';
import { combine, type Meant } from '../../language/capture/combine.ts';
import { type Frame, frameOf } from '../../language/frame.ts';
import type { Scan } from '../../language/grammar/reader.ts';
import { tokenize } from '../../language/grammar/tokenize.ts';
import { grammarOf } from '../../language/locales/grammar-of.ts';
import type { Amount } from '../../language/meanings/amount.ts';
import { readDay } from '../../language/read-day.ts';
import type { PocketContext } from '../pocket-context.ts';
import { isAmong } from '../text/word-set.ts';

/** Words that are an instruction and nothing else, as the capture grammar reads them. */
export interface Phrase {
  readonly senses: readonly Sense[];
  readonly meant: Meant;
  /** A day is said, in any way. */
  readonly hasDay: boolean;
  readonly hasTime: boolean;
}

/** No phrase is longer; trying every way to read more would cost its square. */
const MAX_TOKENS = 40;

export function frameFor(context: PocketContext): Frame {
  return frameOf(toEpochMs(context.now), context.zone, context);
}

/**
 * Reads words that must be dates, times, rules and reminders from the first to the last; null when they are more or
 * less than that.
 *
 * @param given what is known besides, such as the date of the task it is said of
 */
export function readPhrase(text: string, context: PocketContext, given: readonly Sense[] = []): Phrase | null {
  const frame = frameFor(context);
  const scan: Scan = { tokens: tokenize(text), frame };
  if (scan.tokens.length === 0 || scan.tokens.length > MAX_TOKENS) return null;
  const senses = cover(scan, context) ?? pastDay(text, context);
  if (senses === null) return null;
  const meant = combine([...senses, ...given].map(candidate), frame);
  const times = senses.flatMap((sense) => (sense.kind === 'time' ? [sense.time] : []));
  return {
    senses,
    meant,
    hasDay: senses.some(({ kind }) => kind === 'date') || times.some(({ isToday, local }) => isToday || local !== null),
    hasTime: times.length > 0,
  };
}

/** `by two days`: how far; null when the words are no amount. */
export function readAmount(text: string, context: PocketContext): Amount | null {
  const scan: Scan = { tokens: tokenize(text), frame: frameFor(context) };
  const found = grammarOf(context.locale).amount.read(scan, 0);
  return found.find(({ end }) => end === scan.tokens.length)?.value ?? null;
}

/** Whether the words would be a phrase with other numbers: `february 30`, `every 0 days`. */
export function isImpossible(text: string, context: PocketContext): boolean {
  if (!/\p{Nd}/u.test(text) || readPhrase(text, context) !== null) return false;
  const possible = text.replaceAll(/\p{Nd}+/gu, (digits) =>
    digits.length >= 4 ? '2030' : '1'.padStart(Math.min(digits.length, 2), '0'),
  );
  return readPhrase(possible, context) !== null;
}

/** Whether it is a rule, whatever its numbers are: `every 0 days` is one that cannot be. */
export function isRule(text: string, context: PocketContext): boolean {
  return readPhrase(text.replaceAll(/\p{Nd}+/gu, '1'), context)?.meant.recurrence != null;
}

function candidate(sense: Sense): Candidate {
  return { start: 0, end: 0, introduced: 0, form: 'token', sense };
}

/** What was, which no capture asks for: yesterday, last monday. */
function pastDay(text: string, context: PocketContext): Sense[] | null {
  const reading = readDay(text, frameFor(context), context.locale);
  if (reading?.kind !== 'date') return null;
  return [{ kind: 'date', date: { date: reading.date, isTodayAhead: false, form: 'adverb' } }];
}

/** A way to read all tokens, long readings first; null when there is none. */
function cover(scan: Scan, context: PocketContext): Sense[] | null {
  const { tokens } = scan;
  const grammar = grammarOf(context.locale);
  const dead = new Set<number>();
  const from = (at: number): Sense[] | null => {
    if (at >= tokens.length) return [];
    if (dead.has(at)) return null;
    const found: { end: number; sense: Sense | null }[] = [
      ...grammar.repeat
        .read(scan, at)
        .map(({ end, value }) => ({ end, sense: { kind: 'recurrence', repeat: value } as const })),
      ...grammar.reminder
        .read(scan, at)
        .map(({ end, value }) => ({ end, sense: { kind: 'reminder', reminder: value } as const })),
      ...grammar.date.read(scan, at).map(({ end, value }) => ({ end, sense: { kind: 'date', date: value } as const })),
      ...grammar.time.read(scan, at).map(({ end, value }) => ({ end, sense: { kind: 'time', time: value } as const })),
    ].sort((a, b) => b.end - a.end);
    const token = tokens[at];
    if (token && isAmong(context.words.toDate, token.folded)) found.push({ end: at + 1, sense: null });
    for (const { end, sense } of found) {
      const rest = from(end);
      if (rest !== null) return sense === null ? rest : [sense, ...rest];
    }
    dead.add(at);
    return null;
  };
  const senses = from(0);
  return senses === null || senses.length === 0 ? null : senses;
}
