import type { Span } from '../capture.ts';
import type { Grammar } from '../grammar/grammar.ts';
import type { Scan } from '../grammar/reader.ts';
import type { Form } from '../meanings/date.ts';
import type { ReminderReading } from '../meanings/reminder.ts';
import { canBegin, canEnd } from './boundary.ts';
import type { Candidate, Sense } from './candidate.ts';
import { nameTokens } from './names.ts';
import { sigilAt } from './sigils.ts';

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
  for (let at = 0; at < scan.tokens.length; at += 1) {
    if (at < from) continue;
    const possible = introducedAt(text, scan, at, grammar, options.lists);
    if (possible.length === 0) continue;
    const fitting = possible.filter((each) => {
      const span = spanOf(scan, each.introduced, each.end);
      if (options.rejected.some((other) => overlap(span, other))) return false;
      const isTaken = options.accepted.some((other) => overlap(span, other));
      return isTaken || each.form === 'token' || !isName.slice(each.start, each.end).some(Boolean);
    });
    const best = fitting.reduce<Candidate | null>((a, b) => (a && a.end >= b.end ? a : b), null);
    if (best === null) continue;
    chosen.push(best);
    from = best.end;
  }
  return chosen;
}

export function spanOf({ tokens }: Scan, start: number, end: number): Span {
  return { start: tokens[start]?.start ?? 0, end: tokens[end - 1]?.end ?? 0 };
}

export function overlap(a: Span, b: Span): boolean {
  return a.start < b.end && b.start < a.end;
}

/** In the order of preference where two are equally long. */
function candidatesAt(text: string, scan: Scan, at: number, grammar: Grammar, lists: readonly string[]): Candidate[] {
  const found = sigilAt(text, scan, at, grammar, lists);
  if (found.length > 0 || !canBegin(scan.tokens, at)) return found;
  const add = (end: number, form: Form, sense: Sense) => {
    if (canEnd(scan.tokens, end)) found.push({ start: at, end, sense, form, introduced: at });
  };
  for (const { end, value } of grammar.repeat.read(scan, at))
    add(end, value.form, { kind: 'recurrence', repeat: value });
  for (const { end, value } of grammar.reminder.read(scan, at)) {
    if (isInPlace(value, at)) add(end, value.form, { kind: 'reminder', reminder: value });
  }
  for (const { end, value } of grammar.date.read(scan, at)) add(end, value.form, { kind: 'date', date: value });
  for (const { end, value } of grammar.time.read(scan, at)) add(end, value.form, { kind: 'time', time: value });
  for (const { end, value } of grammar.priority.read(scan, at)) add(end, 'noun', { kind: 'priority', priority: value });
  for (const { end, value } of grammar.edgePriority.read(scan, at)) {
    const isHeading = at === 0 && scan.tokens[end]?.text === ':';
    add(end, isHeading ? 'firm' : 'often', { kind: 'priority', priority: value });
  }
  return found;
}

/** `remind me` at the start asks for the task itself; later on, for one more reminder of it. */
function isInPlace({ kind }: ReminderReading, at: number): boolean {
  return kind === 'ask' ? at === 0 : kind !== 'at' || at > 0;
}

/** What begins here, and what stands behind words that introduce it here (`on`, `due by`). */
function introducedAt(text: string, scan: Scan, at: number, grammar: Grammar, lists: readonly string[]): Candidate[] {
  const bare = candidatesAt(text, scan, at, grammar, lists);
  const introducers = grammar.introducer.read(scan, at);
  if (introducers.length === 0 || !canBegin(scan.tokens, at)) return bare;
  const introduced = introducers
    .flatMap(({ end }) => candidatesAt(text, scan, end, grammar, lists))
    .filter(({ sense: { kind } }) => kind === 'date' || kind === 'time' || kind === 'recurrence');
  return [...bare, ...introduced.map((each) => ({ ...each, introduced: at }))];
}
