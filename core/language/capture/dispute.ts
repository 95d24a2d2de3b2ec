import type { Span } from '../capture.ts';
import type { Grammar } from '../grammar/grammar.ts';
import type { Found, Scan } from '../grammar/reader.ts';
import type { Token } from '../grammar/token.ts';
import type { DateReading } from '../meanings/date.ts';
import { isSeparator } from './boundary.ts';
import { type Candidate, kindOf, rankOf, type Sense } from './candidate.ts';
import { overlap, spanOf } from './collect.ts';

interface Line {
  readonly scan: Scan;
  readonly grammar: Grammar;
  readonly rejected: readonly Span[];
}

/**
 * Leaves out what would decide a question that the line leaves open: two days, two clock times, or a day that does not
 * exist and a time that would choose another. What the user took is settled.
 */
export function withoutDisputed(
  sure: readonly Candidate[],
  candidates: readonly Candidate[],
  line: Line,
): readonly Candidate[] {
  const real = sure.filter(({ sense }) => sense.kind !== 'impossible');
  const isImpossible = real.length < sure.length;
  // `remind me on feb 30 to call Bob`: without its day nothing is asked for.
  if (isImpossible) return real.filter((each) => !tellsWhen(each) && kindOf(each) !== 'reminder');
  if (isOpen(real.filter(isDate), line)) return real.filter((each) => !tellsWhen(each));
  const isTimeOpen = isOpen(real.filter(isClock), line) || !choosesDay(real, candidates, line);
  if (isTimeOpen) return real.filter((each) => each.form === 'token' || kindOf(each) !== 'time');
  return withoutDayApart(real, line);
}

/** `talk about the trip on monday tomorrow at 6`: a clock time goes with the day beside it; the other day is text. */
function withoutDayApart(real: readonly Candidate[], { scan: { tokens } }: Line): readonly Candidate[] {
  const timed = real.filter((each, place) => {
    const isWith = (other: Candidate | undefined, from = 0, to = 0) =>
      other !== undefined && isClock(other) && tokens.slice(from, to).every(isSeparator);
    const [before, next] = [real[place - 1], real[place + 1]];
    return isDate(each) && (isWith(before, before?.end, each.introduced) || isWith(next, each.end, next?.introduced));
  });
  if (timed.length === 0) return real;
  return real.filter((each) => !isDate(each) || each.form === 'token' || timed.includes(each));
}

function tellsWhen(candidate: Candidate): boolean {
  const kind = kindOf(candidate);
  return candidate.form !== 'token' && (kind === 'date' || kind === 'time' || kind === 'recurrence');
}

function isDate({ sense }: Candidate): boolean {
  return sense.kind === 'date';
}

function isClock({ sense }: Candidate): boolean {
  return sense.kind === 'time' && sense.time.clock !== null;
}

/** Whether there are two that differ, and nothing says which one is meant: `call Bob friday and Ann saturday`. */
function isOpen(all: readonly Candidate[], { scan: { tokens }, grammar }: Line): boolean {
  const most = Math.max(...all.map(rankOf));
  const last = all.findLast((each) => rankOf(each) === most);
  if (last === undefined || last.form === 'token') return false;
  const isConjunction = ({ folded }: Token) => grammar.isConjunction(folded);
  // Looked for once: a line may hold a thousand dates.
  const before = tokens.slice(0, last.introduced).findLastIndex(isConjunction);
  const behind = tokens.findIndex((token, at) => at >= last.end && isConjunction(token));
  const isJoined = ({ introduced, end }: Candidate) =>
    end <= last.introduced ? before >= end : behind !== -1 && behind < introduced;
  return all.some((each) => meaningOf(each) !== meaningOf(last) && (rankOf(each) === most || isJoined(each)));
}

function meaningOf({ sense }: Candidate): string {
  if (sense.kind === 'date') return sense.date.date;
  return sense.kind === 'time' ? JSON.stringify(sense.time.clock) : '';
}

/** Whether a day is said, or none is in doubt and a time may take the next one. */
function choosesDay(real: readonly Candidate[], candidates: readonly Candidate[], line: Line): boolean {
  if (real.some(saysDay)) return true;
  if (candidates.some(({ sense, form }) => sense.kind === 'impossible' || isOpenRule(sense, form))) return false;
  return !real.some((each) => each.sense.kind === 'time' && touchesDate(each, line));
}

/** A rule that is only a guess; an adjective (`weekly report 9am`) is none. */
function isOpenRule(sense: Sense, form: Candidate['form']): boolean {
  return sense.kind === 'recurrence' && sense.repeat.kind === 'rule' && form !== 'often';
}

/** No date is longer. */
const MAX_DATE_TOKENS = 8;

/** Whether a date stands beside it that was not taken: `not friday 9am`, `friday or saturday 5pm`, `mon/tue 9am`. */
function touchesDate({ introduced, end }: Candidate, { scan, grammar, rejected }: Line): boolean {
  const { tokens } = scan;
  let [left, right] = [introduced, end];
  while (left > 0 && isSeparator(tokens[left - 1])) left -= 1;
  while (isSeparator(tokens[right])) right += 1;
  const isText = (from: number, to: number) => rejected.some((each) => overlap(each, spanOf(scan, from, to)));
  const isDay = ({ value }: Found<DateReading>) => value.form !== 'timed';
  if (grammar.date.read(scan, right).some((date) => isDay(date) && !isText(right, date.end))) return true;
  for (let at = left - 1; at >= Math.max(0, left - MAX_DATE_TOKENS); at -= 1) {
    if (grammar.date.read(scan, at).some((date) => isDay(date) && date.end === left) && !isText(at, left)) return true;
  }
  return false;
}

function saysDay({ sense }: Candidate): boolean {
  switch (sense.kind) {
    case 'date':
    case 'recurrence':
      return true;
    case 'time':
      return sense.time.isToday || sense.time.local !== null;
    case 'reminder':
      return sense.reminder.kind === 'ask' && sense.reminder.date !== null;
    default:
      return false;
  }
}
