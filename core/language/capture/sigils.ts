import { normaliseTag } from '../../tag/tag.ts';
import type { Priority } from '../../task/task.ts';
import { foldText } from '../../text/search-text.ts';
import type { Grammar } from '../grammar/grammar.ts';
import type { Scan } from '../grammar/reader.ts';
import { longest } from '../grammar/vocabulary.ts';
import { minutesOf } from '../meanings/amount.ts';
import { canBegin, canEnd } from './boundary.ts';
import type { Candidate, Sense } from './candidate.ts';

const WORD_START = /^[([{,;|،؛]$/u;
// Sticky. As TagSchema has it: letters, digits, - and _, one letter at least, 50 characters.
const TAG = /[\p{L}\p{M}\p{N}_-]+/uy;
/** A name that is read like a tag; any other (`R&D`, `Home and garden`) is found only when it is known. */
const SIMPLE_NAME = /^[\p{L}\p{M}\p{N}_-]+$/u;
const MAX_TAG_CHARACTERS = 50;
const PRIORITIES: Readonly<Record<string, Priority>> = { '1': 'urgent', '2': 'high', '3': 'medium', '4': 'low' };
/** `!high` and its like hold beside the words of each language, as `p2` does. */
const SIGNED: Readonly<Record<string, Priority>> = { urgent: 'urgent', high: 'high', medium: 'medium', low: 'low' };
/** As long ahead as a reminder can be, see core/reminder. */
const MAX_LEAD_MINUTES = 366 * 24 * 60;

/**
 * What is written with a sign, the same in every language: `#tag`, `+list`, `!high`, `!30m`, `p1`.
 *
 * @param lists names of lists that are known, which may have spaces
 */
export function sigilAt(text: string, scan: Scan, at: number, grammar: Grammar, lists: readonly string[]): Candidate[] {
  const token = scan.tokens[at];
  if (token === undefined || token.kind === 'number' || token.kind === 'opaque') return [];
  const isStart = token.isSpaced || WORD_START.test(scan.tokens[at - 1]?.text ?? '');
  if (!isStart) return [];
  switch (token.folded) {
    case '#':
      return named(text, scan, at, (name) => ({ kind: 'tag', tag: normaliseTag(name) }));
    case '+': {
      const known = knownList(text, scan, at, lists);
      return known ?? named(text, scan, at, (name) => ({ kind: 'list', list: spelled(name, lists) }));
    }
    case '!':
      return [...exclaimed(scan, at, grammar)];
    case 'p':
      return numbered(scan, at);
    default:
      return [];
  }
}

function token(start: number, end: number, sense: Sense, form: Candidate['form'] = 'token'): Candidate {
  return { start, end, sense, form, introduced: start };
}

function named(text: string, scan: Scan, at: number, sense: (name: string) => Sense): Candidate[] {
  const from = scan.tokens[at]?.end ?? 0;
  TAG.lastIndex = from;
  const name = TAG.exec(text)?.[0] ?? '';
  const length = [...normaliseTag(name)].length;
  if (!/\p{L}/u.test(name) || length > MAX_TAG_CHARACTERS || !name.isWellFormed()) return [];
  return [token(at, tokenFrom(scan, at, from + name.length), sense(name))];
}

/** The first token that does not begin before an offset. */
function tokenFrom({ tokens }: Scan, at: number, offset: number): number {
  let end = at;
  while ((tokens[end]?.start ?? Number.POSITIVE_INFINITY) < offset) end += 1;
  return end;
}

function knownList(text: string, scan: Scan, at: number, lists: readonly string[]): Candidate[] | null {
  const from = scan.tokens[at]?.end ?? 0;
  const fits = lists.filter((name) => {
    const piece = text.slice(from, from + name.length);
    return !SIMPLE_NAME.test(name) && foldText(piece) === foldText(name);
  });
  const [name] = fits.sort((a, b) => b.length - a.length);
  if (name === undefined) return null;
  const end = tokenFrom(scan, at, from + name.length);
  return canEnd(scan.tokens, end) ? [token(at, end, { kind: 'list', list: name })] : null;
}

function spelled(name: string, lists: readonly string[]): string {
  return lists.find((each) => foldText(each) === foldText(name)) ?? name;
}

function* exclaimed(scan: Scan, at: number, grammar: Grammar): Generator<Candidate> {
  const next = scan.tokens[at + 1];
  if (next === undefined || next.isSpaced) return;
  for (const { end, value } of grammar.level.read(scan, at + 1)) {
    if (canEnd(scan.tokens, end)) yield token(at, end, { kind: 'priority', priority: value });
  }
  const signed = SIGNED[next.folded];
  if (signed !== undefined && canEnd(scan.tokens, at + 2))
    yield token(at, at + 2, { kind: 'priority', priority: signed });
  const unit = longest(grammar.shortUnit.read(scan, at + 2));
  if (next.kind !== 'number' || unit === undefined || scan.tokens[at + 2]?.isSpaced !== false) return;
  const minutes = minutesOf({ unit: unit.value.unit, count: next.value * unit.value.times });
  if (minutes === null || !(minutes <= MAX_LEAD_MINUTES) || !canEnd(scan.tokens, unit.end)) return;
  yield token(at, unit.end, { kind: 'reminder', reminder: { kind: 'before', form: 'firm', minutes: [minutes] } });
}

function numbered({ tokens }: Scan, at: number): Candidate[] {
  const number = tokens[at + 1];
  const priority = number?.kind === 'number' && !number.isSpaced ? PRIORITIES[number.text] : undefined;
  if (priority === undefined || !canEnd(tokens, at + 2) || !canBegin(tokens, at)) return [];
  // In upper case it may be a name: P1 incident.
  const form = tokens[at]?.text === 'p' ? 'token' : 'noun';
  return [token(at, at + 2, { kind: 'priority', priority }, form)];
}
