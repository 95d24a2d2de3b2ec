import type { Span } from '../capture.ts';
import type { Grammar } from '../grammar/grammar.ts';
import type { Scan } from '../grammar/reader.ts';
import { longest } from '../grammar/vocabulary.ts';
import type { Form } from '../meanings/date.ts';
import type { ReminderReading } from '../meanings/reminder.ts';
import { canBegin, canEnd, isCapitalWord, isSeparator } from './boundary.ts';
import { type Candidate, kindOf, type Sense } from './candidate.ts';
import { nameTokens } from './names.ts';
import { sigilAt } from './sigils.ts';
import { wrappedAsk } from './wrapped-ask.ts';

/**
 * Everything in a text that may be an instruction, from left to right and without overlaps: at each place the longest,
 * for the longer a phrase the less likely it is chance.
 */
export function collect(
  text: string,
  scan: Scan,
  grammar: Grammar,
  options: { lists: readonly string[]; rejected: readonly Span[]; accepted: readonly Span[] },
): Candidate[] {
  const isName = nameTokens(scan, grammar);
  const chosen: Candidate[] = [];
  let from = 0;
  let lead = 0;
  for (let at = 0; at < scan.tokens.length; at += 1) {
    if (at < from) continue;
    if (at === lead && at > 0 && isSeparator(scan.tokens[at])) lead += 1;
    const possible = introducedAt({ text, scan, grammar, lists: options.lists, lead }, at);
    if (possible.length === 0) continue;
    const fitting = possible.filter((each) => {
      const span = spanOf(scan, each.introduced, each.end);
      if (options.rejected.some((other) => overlap(span, other))) return false;
      const isTaken = options.accepted.some((other) => overlap(span, other));
      return isTaken || each.form === 'token' || !isName.slice(each.start, each.end).some(Boolean);
    });
    const best = fitting.reduce<Candidate | null>((a, b) => (a && a.end >= b.end ? a : b), null);
    if (best === null) continue;
    const whole = withImpossible(best, scan, grammar);
    const isRejected = whole !== best && options.rejected.some((other) => overlap(spanOf(scan, at, whole.end), other));
    const chosenHere = isRejected ? best : whole;
    chosen.push(chosenHere);
    from = chosenHere.end;
    if (at === lead && canBeIntroduced(chosenHere)) lead = from;
  }
  const around = wrappedAsk(scan, grammar, lead, chosen);
  const isGiven = around.some((each) =>
    options.rejected.some((other) => overlap(spanOf(scan, each.start, each.end), other)),
  );
  return isGiven ? chosen : [...chosen, ...around].sort((a, b) => a.start - b.start);
}

/** A text that is looked through. */
interface Looked {
  readonly text: string;
  readonly scan: Scan;
  readonly grammar: Grammar;
  readonly lists: readonly string[];
  /** Up to this token it has only told when: the text might as well begin here. */
  readonly lead: number;
}

export function spanOf({ tokens }: Scan, start: number, end: number): Span {
  return { start: tokens[start]?.start ?? 0, end: tokens[end - 1]?.end ?? 0 };
}

export function overlap(a: Span, b: Span): boolean {
  return a.start < b.end && b.start < a.end;
}

/** `starting feb 30`, `every feb 30`: the day belongs to the words before it, which mean another day without it. */
function withImpossible(candidate: Candidate, scan: Scan, grammar: Grammar): Candidate {
  const kind = kindOf(candidate);
  if (candidate.sense.kind === 'impossible' || (kind !== 'date' && kind !== 'recurrence')) return candidate;
  for (let at = candidate.start + 1; at < candidate.end; at += 1) {
    if (!canBegin(scan.tokens, at)) continue;
    const longer = longest(grammar.impossible.read(scan, at).filter(({ end }) => canEnd(scan.tokens, end)));
    if (longer && longer.end > candidate.end && longer.value.form !== 'hint')
      return { ...candidate, end: longer.end, sense: { kind: 'impossible', of: kind } };
  }
  return candidate;
}

/** In the order of preference where two are equally long. */
function candidatesAt({ text, scan, grammar, lists, lead }: Looked, at: number): Candidate[] {
  const found = sigilAt(text, scan, at, grammar, lists);
  if (found.length > 0 || !canBegin(scan.tokens, at)) return found;
  const add = (end: number, form: Form, sense: Sense) => {
    if (canEnd(scan.tokens, end)) found.push({ start: at, end, sense, form, introduced: at });
  };
  for (const { end, value } of grammar.repeat.read(scan, at))
    add(end, value.form, { kind: 'recurrence', repeat: value });
  for (const { end, value } of grammar.reminder.read(scan, at)) {
    if (isInPlace(value, at, lead) && !isAskedAt(value, { at, end, lead }, scan, grammar))
      add(end, value.form, { kind: 'reminder', reminder: value });
  }
  for (const { end, value } of grammar.date.read(scan, at)) add(end, value.form, { kind: 'date', date: value });
  for (const { end, value } of grammar.time.read(scan, at)) add(end, value.form, { kind: 'time', time: value });
  for (const { end, value } of grammar.priority.read(scan, at)) add(end, 'noun', { kind: 'priority', priority: value });
  for (const { end, value } of grammar.edgePriority.read(scan, at)) {
    const isHeading = at === 0 && scan.tokens[end]?.text === ':';
    add(end, isHeading ? 'firm' : 'often', { kind: 'priority', priority: value });
  }
  for (const { end, value } of grammar.impossible.read(scan, at))
    add(end, value.form, { kind: 'impossible', of: value.of });
  return found;
}

/** `remind me` at the start, or behind a leading `every friday`, asks for the task itself; later on, for one more reminder of it. */
function isInPlace({ kind }: ReminderReading, at: number, lead: number): boolean {
  return kind === 'ask' ? at === 0 || at === lead : kind !== 'at' || at > 0;
}

/** `friday remind me at 5 to call` asks for the task itself, and says when. */
function isAskedAt(
  { kind }: ReminderReading,
  { at, end, lead }: { at: number; end: number; lead: number },
  scan: Scan,
  grammar: Grammar,
): boolean {
  return kind === 'at' && at === lead && grammar.askLink.read(scan, end).length > 0;
}

/** What begins here, and what stands behind words that introduce it here (`on`, `due by`). */
function introducedAt(looked: Looked, at: number): Candidate[] {
  const { scan, grammar } = looked;
  // `the 40th birthday` is no day, `on the 40th` could be one.
  const own = candidatesAt(looked, at).filter((each) => !isImpossibleHint(each));
  const bare = withPostpositions(own, scan, grammar);
  // Where only names have capitals, `El domingo` inside a text is one.
  const isName = grammar.capitals === 'names' && isCapitalWord(scan.tokens, at);
  const introducers = isName ? [] : grammar.introducer.read(scan, at);
  if (introducers.length === 0 || !canBegin(scan.tokens, at)) return bare;
  const introduced = introducers.flatMap(({ end }) => candidatesAt(looked, end)).filter(canBeIntroduced);
  return [...bare, ...introduced.map((each) => ({ ...each, introduced: at }))];
}

function canBeIntroduced(candidate: Candidate): boolean {
  const kind = kindOf(candidate);
  return kind === 'date' || kind === 'time' || kind === 'recurrence';
}

function isImpossibleHint({ sense, form }: Candidate): boolean {
  return sense.kind === 'impossible' && form === 'hint';
}

/** With the words behind each that belong to it: جمعہ کو. */
function withPostpositions(candidates: Candidate[], scan: Scan, grammar: Grammar): Candidate[] {
  const postposed = candidates.filter(canBeIntroduced).flatMap((each) =>
    grammar.postposition
      .read(scan, each.end)
      .filter(({ end }) => canEnd(scan.tokens, end))
      .map(({ end }) => ({ ...each, end, isPostposed: true as const })),
  );
  if (postposed.length > 0) return [...candidates, ...postposed];
  // Where the word belongs to another's name: ہفتے کو is Saturday, ہفتے a week.
  return candidates.map((each) => {
    const isMarked = each.end - each.start > 1 && grammar.postposition.read(scan, each.end - 1).length > 0;
    return isMarked && canBeIntroduced(each) ? { ...each, isPostposed: true } : each;
  });
}

/** `bis Freitag` tells how long something repeats; where nothing does, when it is due. */
export function withDeadlines(candidates: readonly Candidate[]): readonly Candidate[] {
  const isRepeating = candidates.some(({ sense }) => sense.kind === 'recurrence' && sense.repeat.kind === 'rule');
  return isRepeating ? candidates : candidates.map(asDeadline);
}

function asDeadline(candidate: Candidate): Candidate {
  const { sense, start, end } = candidate;
  if (sense.kind !== 'recurrence' || sense.repeat.kind !== 'bounds') return candidate;
  const { until, isDeadline } = sense.repeat;
  if (until === null || !isDeadline) return candidate;
  return { start, end, introduced: start, isPostposed: true, form: until.form, sense: { kind: 'date', date: until } };
}
