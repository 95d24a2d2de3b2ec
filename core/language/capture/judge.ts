import type { PartKind, Span } from '../capture.ts';
import type { Grammar } from '../grammar/grammar.ts';
import type { Scan } from '../grammar/reader.ts';
import type { Token } from '../grammar/token.ts';
import { isSeparator } from './boundary.ts';
import { type Candidate, isIntroduced as hasIntroduction, kindOf, type Sense } from './candidate.ts';
import { withoutDisputed } from './dispute.ts';
import { hasZoneBehind, isNoClock } from './has-zone-behind.ts';
import { isProperName } from './is-proper-name.ts';
import { isOneRule } from './merged-rule.ts';

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
  const open = withoutRivals(candidates, scan, grammar);
  let sure: readonly Candidate[] = open;
  for (;;) {
    const kept = groupsOf(sure, scan)
      .map((group) => describe(group, scan, grammar, firstWord))
      .flatMap((group) => group.members.filter((each) => isSure(each, group, { scan, grammar, isShouted })));
    if (kept.length === sure.length) {
      const all = candidates[0] === open[0] ? withLeadingDate(kept, open, { scan, grammar, firstWord }) : kept;
      return new Set(withoutDisputed(all, candidates, { scan, grammar, rejected }));
    }
    sure = kept;
  }
}

/**
 * A date at the start and a time, or a reminder of the due, further on belong together: `may 20 dentist 9am`. The time
 * alone would mean another day. So do the two parts of a rule.
 */
function withLeadingDate(
  kept: readonly Candidate[],
  candidates: readonly Candidate[],
  { scan, grammar, firstWord }: { scan: Scan; grammar: Grammar; firstWord: number },
): readonly Candidate[] {
  const [first] = candidates;
  if (first === undefined || first.introduced > firstWord || kept.includes(first)) return kept;
  if (kept.some((each) => isOneRule(first, each))) return [first, ...kept];
  if (kindOf(first) !== 'date') return kept;
  if (kept.some(({ sense }) => leavesNoDate(sense)) || !kept.some(({ sense }) => needsDate(sense))) return kept;
  // What hardly is a date is no better for a time behind it.
  const isBare = first.form === 'guess' || first.form === 'timed' || (first.form === 'hint' && !hasIntroduction(first));
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
  /** Whether it names a part of the day and a clock time: `abends um 8`. */
  readonly hasPartAndClock: boolean;
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
    hasPartAndClock: whens.some(isBarePart) && whens.some(isClock),
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

/** Not what the user took, which is settled, and not what hardly is a date or gives way to any other. */
function canRival(candidate: Candidate): boolean {
  const isHardlyDate = candidate.sense.kind === 'impossible' && candidate.form === 'guess';
  const isSettled = candidate.form === 'token' || candidate.form === 'timed';
  return RIVALS.has(kindOf(candidate)) && !isSettled && !isHardlyDate;
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
  if (form !== 'token' && isRuledOut(candidate, group, scan, grammar)) return false;
  const isPartOfTime = kind === 'time' && grammar.adverbsStandInside && group.hasPartAndClock;
  const hasCompanion = hasOther(group.kinds, kind) || isPartOfTime;
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
      return isAdverb(candidate, group) || (grammar.oftenIsAdverb && isFirst(candidate, group));
    case 'hint':
      // `on the 4th pay the teacher`
      if (follow === 'verb' && isOpenHint(candidate, isIntroduced)) return true;
      if (isCompounded(candidate, group, scan.tokens, grammar)) return false;
      return hasCompanion || (isFinal && isOpenHint(candidate, isIntroduced));
    case 'timed':
      return isTimed(candidate, group, scan.tokens, grammar);
    case 'guess':
      return false;
  }
}

/** Whether the words beside it say that it is not meant, whatever it is. */
function isRuledOut(candidate: Candidate, group: Group, scan: Scan, grammar: Grammar): boolean {
  const { tokens } = scan;
  if (isOneOfTwo(candidate, group, tokens, grammar)) return true;
  // `not on friday`
  const isNegated = grammar.isNegation(tokens[candidate.introduced - 1]?.folded ?? '');
  if (kindOf(candidate) === 'date' && (isNegated || isNegatedBehind(candidate, scan, grammar))) return true;
  if (hasClock(candidate) && hasZoneBehind(tokens, candidate.end, grammar)) return true;
  if (hasIntroduction(candidate) || candidate.form === 'firm') return false;
  return isHeld(candidate, tokens, grammar) && !isBehindAnother(candidate, group);
}

/** `mar 14:15`, and not the sea: `por el mar a las 9`, `el mar mañana a las 9`. */
function isTimed(candidate: Candidate, { members, kinds, follow }: Group, tokens: readonly Token[], grammar: Grammar) {
  if (!kinds.has('time') || follow === 'predicate') return false;
  const isAfterLink = grammar.isLink(tokens[candidate.introduced - 1]?.folded ?? '');
  return !isAfterLink && !members.some((each) => each !== candidate && kindOf(each) === 'date');
}

/** `Täglich Vitamine nehmen` */
function isFirst(candidate: Candidate, { members, isLeading }: Group): boolean {
  return isLeading && members[0] === candidate && kindOf(candidate) === 'recurrence';
}

function isNounMeant(candidate: Candidate, group: Group, grammar: Grammar): boolean {
  const { sense } = candidate;
  const kind = kindOf(candidate);
  const { follow, isLeading } = group;
  const isFinal = follow === 'end' || follow === 'separator' || follow === 'link';
  if (isLoneDigital(candidate, group)) return isFinal && follow !== 'link';
  if (follow === 'predicate') return false;
  if (hasIntroduction(candidate) || hasOther(group.strongKinds, kind)) return true;
  if (group.members.some((each) => isOneRule(each, candidate))) return true;
  // `Oma um 9 Uhr anrufen`: nothing else is named so.
  if (grammar.adverbsStandInside && hasClock(candidate) && !isDigital(candidate)) return true;
  // جمعہ کی رات, also inside a sentence; `Friday night football` is a name.
  if (grammar.adverbsStandInside && hasOther(group.kinds, kind)) return true;
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

/** `movie night saturday`: what stands behind a noun and before the day tells what kind of night it is. */
function isCompounded(candidate: Candidate, { members }: Group, tokens: readonly Token[], grammar: Grammar): boolean {
  const { start, end, introduced } = candidate;
  const isNoun = introduced === start && end - start === 1 && isBarePart(candidate);
  if (grammar.adverbsStandInside || !isNoun || members[0]?.start !== start) return false;
  return tokens[start - 1]?.kind === 'word';
}

function isWhen(candidate: Candidate): boolean {
  const kind = kindOf(candidate);
  return kind === 'date' || kind === 'time' || kind === 'recurrence' || kind === 'reminder';
}

function hasClock(candidate: Candidate): boolean {
  return isClock(candidate) && candidate.form !== 'hint';
}

function isClock({ sense }: Candidate): boolean {
  return sense.kind === 'time' && sense.time.clock !== null;
}

function isBarePart({ sense }: Candidate): boolean {
  return sense.kind === 'time' && sense.time.clock === null && sense.time.daypart !== null;
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
function isLoneDigital(candidate: Candidate, { members, isLeading }: Group): boolean {
  const hasWord = candidate.end - candidate.start > 3;
  return isDigital(candidate) && !hasWord && isLeading && !hasIntroduction(candidate) && members.length === 1;
}

function isDigital({ sense }: Candidate): boolean {
  return sense.kind === 'time' && sense.time.clock?.isDigital === true;
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

/** The word before it may be one of the words that tell when: ہفتے کی رات. */
function isBehindAnother({ start }: Candidate, { members }: Group): boolean {
  return members.some(({ end }) => end === start);
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
