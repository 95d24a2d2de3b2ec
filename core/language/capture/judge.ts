import type { PartKind, Span } from '../capture.ts';
import type { Grammar } from '../grammar/grammar.ts';
import type { Scan } from '../grammar/reader.ts';
import type { Token } from '../grammar/token.ts';
import { isSeparator } from './boundary.ts';
import { type Candidate, isIntroduced as hasIntroduction, kindOf, type Sense } from './candidate.ts';
import { withoutDisputed } from './dispute.ts';
import { hasZoneBehind, isNoClock } from './has-zone-behind.ts';
import { isProperName } from './is-proper-name.ts';

/** What stands behind a group of instructions. */
type Follow = 'end' | 'separator' | 'link' | 'verb' | 'predicate' | 'number' | 'content';

/**
 * Tells what is meant as an instruction from what only looks like one, by position and grammar alone. Instructions that
 * stand next to each other are judged as a group, because they vouch for each other (`friday 5pm`); whoever fails leaves
 * the group, which is then judged again without them.
 *
 * @param rejected what the user gave back: text, that says nothing of what stands beside it
 * @returns the candidates that are sure
 */
export function judge(
  candidates: readonly Candidate[],
  scan: Scan,
  grammar: Grammar,
  rejected: readonly Span[] = [],
): ReadonlySet<Candidate> {
  // In a text of capitals only they say nothing.
  const isShouted = scan.tokens.every(({ text }) => text === text.toUpperCase());
  const firstWord = scan.tokens.findIndex((token) => !isSeparator(token));
  let sure = withoutRivals(candidates, scan, grammar);
  for (;;) {
    const kept = groupsOf(sure, scan)
      .map((group) => describe(group, scan, grammar, firstWord))
      .flatMap((group) => group.members.filter((each) => isSure(each, group, { scan, grammar, isShouted })));
    if (kept.length === sure.length) {
      const all = withLeadingDate(kept, candidates, { scan, grammar, firstWord });
      return new Set(withoutDisputed(all, candidates, { scan, grammar, rejected }));
    }
    sure = kept;
  }
}

/**
 * A date at the start and a time, or a reminder of the due, further on belong together: `may 20 dentist 9am`. The time
 * alone would mean another day.
 */
function withLeadingDate(
  kept: readonly Candidate[],
  candidates: readonly Candidate[],
  { scan, grammar, firstWord }: { scan: Scan; grammar: Grammar; firstWord: number },
): readonly Candidate[] {
  const [first] = candidates;
  if (first === undefined || kindOf(first) !== 'date' || first.introduced > firstWord || kept.includes(first))
    return kept;
  if (kept.some(({ sense }) => leavesNoDate(sense)) || !kept.some(({ sense }) => needsDate(sense))) return kept;
  // What hardly is a date is no better for a time behind it.
  const isBare = first.form === 'guess' || (first.form === 'hint' && !hasIntroduction(first));
  const follow = followOf([first], true, scan, grammar);
  return isBare || follow === 'predicate' ? kept : [first, ...kept];
}

function leavesNoDate(sense: Sense): boolean {
  if (sense.kind === 'time') return sense.time.local !== null || sense.time.isToday;
  return sense.kind === 'date' || sense.kind === 'recurrence';
}

function needsDate(sense: Sense): boolean {
  if (sense.kind === 'reminder') return sense.reminder.kind !== 'ask';
  return sense.kind === 'time' && sense.time.clock !== null;
}

interface Group {
  readonly members: readonly Candidate[];
  readonly follow: Follow;
  /** Whether nothing stands before it. */
  readonly isLeading: boolean;
  /** Kinds of what tells when. */
  readonly kinds: ReadonlySet<PartKind>;
  /** Of them those that make the noun beside them an adverb: `Friday 5pm`, `9am tomorrow`. */
  readonly strongKinds: ReadonlySet<PartKind>;
  /** The last member that tells when; null is none. */
  readonly lastWhen: Candidate | null;
  /** From here on there are only signs such as tags. */
  readonly tail: number;
}

interface Surroundings {
  readonly scan: Scan;
  readonly grammar: Grammar;
  readonly isShouted: boolean;
}

function describe(members: readonly Candidate[], scan: Scan, grammar: Grammar, firstWord: number): Group {
  const whens = members.filter(isWhen);
  const isLeading = (members[0]?.introduced ?? 0) <= firstWord;
  return {
    members,
    follow: followOf(members, isLeading, scan, grammar),
    isLeading,
    kinds: new Set(whens.map(kindOf)),
    strongKinds: new Set(whens.filter(isStrong).map(kindOf)),
    lastWhen: whens.at(-1) ?? null,
    tail: members.findLastIndex(({ form }) => form !== 'token') + 1,
  };
}

/**
 * Two with `and` or `or` between them, or two dates side by side, are more than one task has: `friday or saturday`, `at 7
 * and 9`, `every morning and evening`.
 */
function withoutRivals(candidates: readonly Candidate[], { tokens }: Scan, grammar: Grammar): Candidate[] {
  const rivals = new Set<Candidate>();
  const hasRule = candidates.some(({ sense }) => sense.kind === 'recurrence' && sense.repeat.kind === 'rule');
  candidates.forEach((each, place) => {
    const next = candidates[place + 1];
    if (next === undefined || !canRival(each) || !canRival(next)) return;
    const between = tokens.slice(each.end, next.introduced);
    const isJoined = between.length === 1 && grammar.isJoint(between[0]?.folded ?? '');
    const isBeside = between.every(isSeparator) && isPointed(each) && (isPointed(next) || isBounds(next));
    const isRange = !hasRule && isBeside && isBounds(next);
    if (isJoined || isRange || (isBeside && kindOf(each) === kindOf(next))) rivals.add(each).add(next);
  });
  return candidates.filter((each) => !rivals.has(each));
}

const RIVALS: ReadonlySet<PartKind> = new Set(['date', 'time', 'recurrence']);

/** Not what the user took, which is settled, and not what hardly is a date. */
function canRival(candidate: Candidate): boolean {
  const isHardlyDate = candidate.sense.kind === 'impossible' && candidate.form === 'guess';
  return RIVALS.has(kindOf(candidate)) && candidate.form !== 'token' && !isHardlyDate;
}

/** Where nothing repeats, a date and an end are a range: `monday through friday`. */
function isBounds({ sense }: Candidate): boolean {
  return sense.kind === 'recurrence' && sense.repeat.kind === 'bounds';
}

/** A part of the day and a clock time go together, as a rule and its end do; two dates or two clock times do not. */
function isPointed(candidate: Candidate): boolean {
  const { sense } = candidate;
  return kindOf(candidate) === 'date' || (sense.kind === 'time' && sense.time.clock !== null);
}

/** Runs of candidates with nothing but separators between them. */
export function groupsOf(candidates: readonly Candidate[], { tokens }: Scan): Candidate[][] {
  const groups: Candidate[][] = [];
  for (const candidate of candidates) {
    const group = groups.at(-1);
    const before = group?.at(-1);
    const between = before ? tokens.slice(before.end, candidate.introduced) : [];
    if (group && before && between.every(isSeparator)) group.push(candidate);
    else groups.push([candidate]);
  }
  return groups;
}

function isSure(candidate: Candidate, group: Group, { scan, grammar, isShouted }: Surroundings): boolean {
  const kind = kindOf(candidate);
  const form = formOf(candidate, grammar);
  const { follow } = group;
  const isIntroduced = hasIntroduction(candidate);
  if (form !== 'token' && isOneOfTwo(candidate, group, scan.tokens, grammar)) return false;
  // `not on friday`
  const isNegated = grammar.isNegation(scan.tokens[candidate.introduced - 1]?.folded ?? '');
  if (form !== 'token' && kind === 'date' && (isNegated || isNegatedBehind(candidate, scan, grammar))) return false;
  if (form !== 'token' && hasClock(candidate) && hasZoneBehind(scan.tokens, candidate.end, grammar)) return false;
  if (!isIntroduced && form !== 'firm' && form !== 'token' && isHeld(candidate, scan.tokens, grammar)) return false;
  const hasCompanion = hasOther(group.kinds, kind);
  if (!isShouted && !hasCompanion && isProperName(candidate, scan.tokens, grammar)) return false;
  const isFinal = follow === 'end' || follow === 'separator' || follow === 'link';
  switch (form) {
    case 'token':
    case 'firm':
      return true;
    case 'adverb':
      if (follow === 'predicate') return isIntroduced || hasCompanion;
      if (isFinal || isIntroduced || group.isLeading || hasOther(group.strongKinds, kind)) return true;
      if (grammar.adverbsStandInside) return true;
      // `study every day 2 hours`
      return kind === 'recurrence' && follow === 'number';
    case 'noun':
      return isNounMeant(candidate, group, grammar);
    case 'often':
      return isAdverb(candidate, group);
    case 'hint':
      // `on the 4th pay the teacher`
      if (follow === 'verb' && isOpenHint(candidate, isIntroduced)) return true;
      return hasCompanion || (isFinal && isOpenHint(candidate, isIntroduced));
    case 'guess':
      return false;
  }
}

function isNounMeant(candidate: Candidate, group: Group, grammar: Grammar): boolean {
  const { sense } = candidate;
  const kind = kindOf(candidate);
  const { follow, isLeading } = group;
  const isFinal = follow === 'end' || follow === 'separator' || follow === 'link';
  if (isLoneDigital(candidate, group)) return isFinal && follow !== 'link';
  if (follow === 'predicate') return false;
  if (hasIntroduction(candidate) || hasOther(group.strongKinds, kind)) return true;
  // جمعہ کی رات, inside a sentence
  if (grammar.adverbsStandInside && !isLeading && hasOther(group.kinds, kind)) return true;
  const isWeekday = sense.kind === 'date' && sense.date.isWeekly === true;
  // `Sunday in the park`: no title begins with what would be left.
  if (isFinal) return !(isWeekday && follow === 'link' && isLeading && group.members.length === 1);
  // `dec 5 plan party`, but not `Friday call agenda`.
  if (follow === 'verb' && kind === 'date' && !isWeekday) return true;
  return isLeading && hasClock(candidate);
}

function hasOther(kinds: ReadonlySet<PartKind>, kind: PartKind): boolean {
  return kinds.size > (kinds.has(kind) ? 1 : 0);
}

/** At the end, or before a time or date; never as the first word of a title. */
function isAdverb(candidate: Candidate, { members, follow, isLeading, lastWhen, tail }: Group): boolean {
  if (candidate.sense.kind === 'priority') return follow === 'end' && members[tail - 1] === candidate;
  if (lastWhen !== null && lastWhen.start > candidate.start) return true;
  return follow === 'end' || (follow === 'separator' && !(isLeading && members[0] === candidate));
}

/** `at 3` has its own introduction; a day of the month needs one before it. */
function isOpenHint({ sense }: Candidate, isIntroduced: boolean): boolean {
  if (isIntroduced) return true;
  return sense.kind === 'time' && sense.time.clock !== null;
}

function isWhen(candidate: Candidate): boolean {
  const kind = kindOf(candidate);
  return kind === 'date' || kind === 'time' || kind === 'recurrence' || kind === 'reminder';
}

function hasClock({ sense, form }: Candidate): boolean {
  return sense.kind === 'time' && sense.time.clock !== null && form !== 'hint';
}

/** جمعہ کو نہیں, and not `am Montag nicht vergessen`: there the sentence goes on, and something else is negated. */
function isNegatedBehind({ end }: Candidate, scan: Scan, grammar: Grammar): boolean {
  const { tokens } = scan;
  return grammar.negationBehind.read(scan, end).some((negation) => {
    const next = tokens[negation.end];
    return next === undefined || isSeparator(next) || grammar.date.read(scan, negation.end).length > 0;
  });
}

function isStrong(candidate: Candidate): boolean {
  return hasClock(candidate) || (candidate.form === 'adverb' && kindOf(candidate) === 'date');
}

/** `3:10 to Yuma` */
function isLoneDigital({ sense, introduced, start }: Candidate, { members, isLeading }: Group): boolean {
  const isDigital = sense.kind === 'time' && sense.time.clock?.isDigital === true;
  return isDigital && isLeading && introduced === start && members.length === 1;
}

/** `at 3 or 4`, and at the start `tomorrow or later`: what follows is as good. */
function isOneOfTwo(candidate: Candidate, group: Group, tokens: readonly Token[], grammar: Grammar): boolean {
  const kind = kindOf(candidate);
  if (!RIVALS.has(kind) || !grammar.isConjunction(tokens[candidate.end]?.folded ?? '')) return false;
  return group.isLeading || (kind === 'time' && tokens[candidate.end + 1]?.kind === 'number');
}

/** Whether the word before makes it part of a sentence: `the Friday`, `about tomorrow`. */
function isHeld({ start }: Candidate, tokens: readonly Token[], grammar: Grammar): boolean {
  const before = tokens[start - 1];
  // `from 4 to 5pm`
  if (grammar.isJoint(before?.folded ?? '') && tokens[start - 2]?.kind === 'number') return true;
  const word = before?.text === '.' ? tokens[start - 2] : before;
  return word?.kind === 'word' && grammar.isHolder(word.folded);
}

/** Where words that tell when stand inside sentences, those of a period can hardly mean anything else. */
function formOf({ form }: Candidate, grammar: Grammar): Exclude<Candidate['form'], 'period'> {
  if (form !== 'period') return form;
  return grammar.adverbsStandInside ? 'adverb' : 'noun';
}

/** As many words as the verbs at the end of a sentence are. */
const MAX_CLOSERS = 4;

/** Whether nothing follows but the verbs that end the sentence. */
function isClosed(tokens: readonly Token[], at: number, grammar: Grammar): boolean {
  const rest = tokens.slice(at, at + MAX_CLOSERS + 1).filter(({ text }) => !/^[.!?…۔؟]$/u.test(text));
  return tokens.length - at <= MAX_CLOSERS && rest.every(grammar.isCloser);
}

function followOf(group: readonly Candidate[], isLeading: boolean, { tokens }: Scan, grammar: Grammar): Follow {
  let at = group.at(-1)?.end ?? 0;
  let isApart = false;
  while (at < tokens.length && (isSeparator(tokens[at]) || /^[.!?…۔؟]$/u.test(tokens[at]?.text ?? ''))) {
    isApart = true;
    at += 1;
  }
  const next = tokens[at];
  if (next === undefined || (!isLeading && isClosed(tokens, at, grammar))) return 'end';
  if (isApart) return 'separator';
  // `friday 25:00`: one is as good as the other, and neither says what kind of thing the other is.
  if (next.kind === 'number') return isNoClock(tokens, at) ? 'separator' : 'number';
  if (next.kind !== 'word') return 'content';
  if (grammar.isPredicate(next.folded)) return 'predicate';
  if (grammar.isLink(next.folded)) return 'link';
  return isLeading && grammar.isOpener(next) && tokens[at + 1] !== undefined ? 'verb' : 'content';
}
