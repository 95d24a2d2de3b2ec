import type { Frame } from '../frame.ts';
import { foldWord } from './fold-word.ts';
import { type Pattern, type Piece, parsePattern } from './pattern.ts';
import {
  canStart,
  type Found,
  type Reader,
  remembered,
  type Scan,
  type Starts,
  tokenAt,
  unionOf,
  wordStarts,
} from './reader.ts';
import type { Readers, Slots } from './slots.ts';
import type { Token } from './token.ts';

/** What a phrase comes to, given what stands in its slots; null when that is nothing, such as the 40th. */
export type Meaning<Value> = (slots: Slots, frame: Frame) => Value | null;

/** Follows a pattern from a place on and adds what comes of it. */
type Match = (scan: Scan, at: number, slots: Slots, found: Found<Slots>[]) => void;

interface Rule<Value> {
  readonly match: Match;
  readonly meaning: Meaning<Value>;
}

interface Index<Value> {
  readonly starts: Starts;
  readonly byWord: ReadonlyMap<string, readonly Rule<Value>[]>;
  readonly byNumber: readonly Rule<Value>[];
}

const NOTHING: readonly never[] = [];
const NO_SLOTS: Slots = {};

/**
 * A reader of phrases: for each meaning the ways to say it in one language. It reads each place of a text once.
 *
 * @param readers what fills the slots; asked for only when reading, so that phrases may stand in phrases
 */
export function phrases<Value, Name extends string>(
  ways: Readonly<Record<Name, readonly string[]>>,
  meanings: Readonly<Record<Name, Meaning<Value>>>,
  readers: () => Readers,
): Reader<Value> {
  const patterns = Object.keys(meanings).flatMap((name) => {
    // The keys of a record of names are names.
    const key = name as Name;
    return ways[key].map((way) => ({ pattern: parsePattern(way), meaning: meanings[key] }));
  });
  let index: Index<Value> | null = null;
  const indexed = () => {
    index ??= buildIndex(patterns, readers());
    return index;
  };
  return remembered({
    starts: () => indexed().starts,
    read(scan, at) {
      const token = tokenAt(scan, at);
      const { starts, byWord, byNumber } = indexed();
      if (token === undefined || !canStart(starts, token)) return NOTHING;
      const rules = token.kind === 'number' ? byNumber : (byWord.get(token.folded) ?? NOTHING);
      const found: Found<Value>[] = [];
      // One for all rules: most match nothing, and a line tries hundreds of thousands.
      const matches: Found<Slots>[] = [];
      for (const rule of rules) readRule(rule, scan, at, matches, found);
      return found.length === 0 ? NOTHING : found;
    },
  });
}

/** @param matches is emptied, and holds what matched */
function readRule<Value>(
  { match, meaning }: Rule<Value>,
  scan: Scan,
  at: number,
  matches: Found<Slots>[],
  found: Found<Value>[],
): void {
  matches.length = 0;
  match(scan, at, NO_SLOTS, matches);
  for (const { end, value: slots } of matches) {
    const value = end > at ? meaning(slots, scan.frame) : null;
    if (value !== null) found.push({ end, value });
  }
}

function buildIndex<Value>(
  patterns: readonly { pattern: Pattern; meaning: Meaning<Value> }[],
  readers: Readers,
): Index<Value> {
  const byWord = new Map<string, Rule<Value>[]>();
  const byNumber: Rule<Value>[] = [];
  const openings = patterns.flatMap(({ pattern, meaning }) =>
    openingsOf(pattern).map((opening) => ({ pattern: opening, meaning })),
  );
  const all = openings.map(({ pattern, meaning }) => {
    const starts = startsOf(pattern, readers);
    const rule = {
      match: compile(pattern, [], readers, (_, at, slots, found) => found.push({ end: at, value: slots })),
      meaning,
    };
    for (const word of starts.words) byWord.set(word, [...(byWord.get(word) ?? []), rule]);
    if (starts.hasNumber) byNumber.push(rule);
    return starts;
  });
  return { starts: unionOf(all), byWord, byNumber };
}

/**
 * A pattern that begins with a group as the patterns that it stands for, so that each is looked up by what it begins with:
 * what may be left out at the start would be tried at every place.
 */
function openingsOf(pattern: Pattern): Pattern[] {
  const [piece, ...rest] = pattern;
  if (piece?.kind !== 'group') return [pattern];
  const choices = piece.isOptional ? [...piece.choices, []] : piece.choices;
  return choices.flatMap((choice) => openingsOf([...choice, ...rest]));
}

/** A pattern with what comes behind it, as one function: taken apart once, because it is followed at every place. */
function compile(pattern: Pattern, behind: Pattern, readers: Readers, then: Match): Match {
  return pattern.reduceRight<Match>(
    (next, piece, at) => compilePiece(piece, [...pattern.slice(at + 1), ...behind], readers, next),
    then,
  );
}

function compilePiece(piece: Piece, behind: Pattern, readers: Readers, next: Match): Match {
  switch (piece.kind) {
    case 'words': {
      const words = new Set(piece.words.map(foldWord));
      return (scan, at, slots, found) => {
        const token = tokenAt(scan, at);
        if (token === undefined || token.kind === 'opaque' || !words.has(token.folded)) return;
        if (!piece.isGlued || !token.isSpaced) next(scan, at + 1, slots, found);
      };
    }
    case 'slot': {
      const reader = readerOf(piece.name, readers);
      const canFollow = canBegin(behind, readers);
      return (scan, at, slots, found) => {
        if (piece.isGlued && tokenAt(scan, at)?.isSpaced !== false) return;
        for (const { end, value } of reader.read(scan, at)) {
          if (canFollow(tokenAt(scan, end))) next(scan, end, { ...slots, [piece.name]: value }, found);
        }
      };
    }
    case 'group': {
      const choices = piece.isOptional ? [...piece.choices, []] : piece.choices;
      const matches = choices.map((choice) => {
        const match = compile(choice, behind, readers, next);
        return { match, canFollow: canBegin([...choice, ...behind], readers) };
      });
      return (scan, at, slots, found) => {
        const token = tokenAt(scan, at);
        for (const { match, canFollow } of matches) if (canFollow(token)) match(scan, at, slots, found);
      };
    }
  }
}

/** Whether a pattern can go on with a token: most cannot, and need not be followed. */
function canBegin(pattern: Pattern, readers: Readers): (token: Token | undefined) => boolean {
  if (pattern.every(isOptional)) return () => true;
  const starts = startsOf(pattern, readers);
  return (token) => canStart(starts, token);
}

function isOptional(piece: Piece): boolean {
  return piece.kind === 'group' && piece.isOptional;
}

/** A second slot of a kind has a 2 behind its name: `from {date} to {date2}`. */
function readerOf(name: string, readers: Readers): Reader<unknown> {
  const plain = name.replace(/2$/, '');
  const found = Object.entries(readers).find(([each]) => each === plain)?.[1];
  if (found === undefined) throw new Error(`no such slot: ${name}`);
  return found;
}

function startsOf(pattern: Pattern, readers: Readers): Starts {
  const [piece, ...rest] = pattern;
  if (piece === undefined) return { words: new Set(), hasNumber: false };
  switch (piece.kind) {
    case 'words':
      return wordStarts(piece.words.map(foldWord));
    case 'slot':
      return readerOf(piece.name, readers).starts();
    case 'group': {
      const choices = piece.isOptional ? [...piece.choices, []] : piece.choices;
      return unionOf(choices.map((choice) => startsOf([...choice, ...rest], readers)));
    }
  }
}
