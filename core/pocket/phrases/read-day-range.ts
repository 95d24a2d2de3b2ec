import { toEpochMs } from '../../instant.ts';
import { frameOf, type Lean } from '../../language/frame.ts';
import { tokenize } from '../../language/grammar/tokenize.ts';
import { grammarOf } from '../../language/locales/grammar-of.ts';
import { monthEnd, monthOf } from '../../language/meanings/calendar.ts';
import { readDay } from '../../language/read-day.ts';
import { addDays } from '../../time/local.ts';
import type { PocketContext } from '../pocket-context.ts';
import { matcherOf } from '../text/pattern.ts';
import { foldWord, slice, textOf, type Utterance } from '../text/pieces.ts';
import { standsFor } from '../text/word-set.ts';
import { frameFor, readAmount, readPhrase } from './read-phrase.ts';

/** Days, both of them part of it, and the words for it in the query language where it has some. */
export interface DayRange {
  readonly from: string;
  readonly to: string;
  readonly query: string | null;
}

/** `this week`, `may 12`, `the last 7 days`, `january`; null when the words are no days. */
export function readDayRange(utterance: Utterance, context: PocketContext, lean: Lean): DayRange | null {
  const text = textOf(utterance);
  if (text === '') return null;
  const range =
    counted(utterance, context, lean) ??
    plain(text, context, lean) ??
    month(text, context, lean) ??
    phrase(text, context);
  const first = utterance.pieces[0]?.folded ?? '';
  // `in january`
  if (range !== null || standsFor(context.words.filter.dates, first) !== 'on') return range;
  return readDayRange(slice(utterance, 1, utterance.pieces.length), context, lean);
}

function plain(text: string, context: PocketContext, lean: Lean): DayRange | null {
  const words = text.split(/\s+/u).map(foldWord).join(' ');
  // In no other language, as a saved query has to: `what do I have` is not about a Donnerstag.
  const locales = [...new Set([context.words.code, context.locale])];
  const frame = frameOf(toEpochMs(context.now), context.zone, context, lean);
  const reading = locales.map((locale) => readDay(words, frame, locale)).find((each) => each !== null);
  if (reading?.kind === 'dates') return { from: reading.from, to: reading.to, query: words };
  return reading?.kind === 'date' ? { from: reading.date, to: reading.date, query: words } : null;
}

function phrase(text: string, context: PocketContext): DayRange | null {
  const read = readPhrase(text, context);
  const due = read?.meant.due;
  if (!read || !due || read.meant.recurrence || read.meant.reminders.length > 0 || !read.hasDay) return null;
  const day = due.kind === 'date' ? due.date : due.local.slice(0, 10);
  return { from: day, to: day, query: null };
}

const MAX_DAYS = 3650;

/** `the next 3 days`, today among them; `the last 2 weeks`. */
function counted(utterance: Utterance, context: PocketContext, lean: Lean): DayRange | null {
  const { nextDays, lastDays } = context.words.filter;
  const patterns = [...nextDays.map((each) => [each, 1] as const), ...lastDays.map((each) => [each, -1] as const)];
  const { today } = frameFor(context);
  for (const [pattern, direction] of patterns) {
    const [slots] = matcherOf(pattern).matches(utterance);
    if (slots?.n === undefined) continue;
    const unit = textOf(utterance).split(/\s+/u).at(-1) ?? '';
    const amount = readAmount(`${textOf(slots.n)} ${unit}`, context);
    const days =
      amount === null ? null : { day: 1, week: 7, minute: null, hour: null, month: null, year: null }[amount.unit];
    if (amount === null || days === null || amount.count * days > MAX_DAYS) continue;
    const length = amount.count * days;
    if (direction === -1) return { from: addDays(today, 1 - length), to: today, query: null };
    if (lean === 'behind') return null;
    return { from: today, to: addDays(today, length - 1), query: `${length} days` };
  }
  return null;
}

/** A month by its name: the present one, or the next, or the last. */
function month(text: string, context: PocketContext, lean: Lean): DayRange | null {
  const frame = frameFor(context);
  const asDay = grammarOf(context.locale).date;
  const tokens = tokenize(`1 ${text}`);
  if (tokens.length !== 2) return null;
  const found = asDay.read({ tokens, frame }, 0).find(({ end }) => end === 2);
  if (found === undefined) return null;
  const number = found.value.date.slice(5, 7);
  const year = Number(frame.today.slice(0, 4));
  const present = frame.today.slice(5, 7);
  const chosen = lean === 'ahead' ? (number < present ? year + 1 : year) : number > present ? year - 1 : year;
  const from = `${chosen}-${number}-01`;
  return { from, to: monthEnd(monthOf(from)), query: null };
}
