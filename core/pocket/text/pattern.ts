import { type Pattern, type Piece, parsePattern } from '../../language/grammar/pattern.ts';
import { foldWord, lineOf, slice, type Utterance } from './pieces.ts';

/** The parts of what was said that stand in the slots of a pattern. */
export type Slots = Readonly<Record<string, Utterance>>;

/** A pattern made ready: whether words are said so, and what stands in its slots. */
export interface Matcher {
  /** All of an utterance, in every way that the first of several slots can be long; short ones first. */
  matches: (utterance: Utterance) => readonly Slots[];
  /** How many pieces at the start of it; null when none. */
  startOf: (utterance: Utterance) => number | null;
  endOf: (utterance: Utterance) => number | null;
}

const built = new Map<string, Matcher>();

/** The matcher of a pattern as the tables write them; built once. */
export function matcherOf(pattern: string): Matcher {
  const before = built.get(pattern);
  if (before !== undefined) return before;
  const matcher = build(parsePattern(pattern));
  built.set(pattern, matcher);
  return matcher;
}

/** So long may what stands in the first of several slots be, in pieces. */
const MAX_FIRST = 24;

function build(pattern: Pattern): Matcher {
  const first = new RegExp(`^(?:${sourceOf(pattern)})$`, 'du');
  const isAmbiguous = (first.source.match(/\(\?</gu)?.length ?? 0) > 1;
  const lengths = new Map<number, RegExp>();
  const atStart = new RegExp(`^(?:${sourceOf(pattern)})(?!$)`, 'u');
  const atEnd = new RegExp(`(?<=^|[^ ] )(?:${sourceOf(pattern)})$`, 'u');
  return {
    matches(utterance) {
      const line = lineOf(utterance);
      const match = first.exec(line);
      if (match === null) return [];
      if (!isAmbiguous) return [slotsOf(match, utterance, line)];
      const found: Slots[] = [];
      for (let length = 1; length <= Math.min(MAX_FIRST, utterance.pieces.length); length += 1) {
        let expression = lengths.get(length);
        if (expression === undefined) {
          expression = new RegExp(`^(?:${sourceOf(pattern, length)})$`, 'du');
          lengths.set(length, expression);
        }
        const other = expression.exec(line);
        if (other !== null) found.push(slotsOf(other, utterance, line));
      }
      return found;
    },
    startOf(utterance) {
      const match = atStart.exec(lineOf(utterance));
      return match === null ? null : count(match[0]);
    },
    endOf(utterance) {
      const match = atEnd.exec(lineOf(utterance));
      return match === null || match.index === 0 ? null : count(match[0]);
    },
  };
}

function slotsOf(match: RegExpExecArray, utterance: Utterance, line: string): Slots {
  const slots: Record<string, Utterance> = {};
  for (const [name, place] of Object.entries(match.indices?.groups ?? {})) {
    if (place === undefined) continue;
    slots[name] = slice(utterance, count(line.slice(0, place[0])), count(line.slice(0, place[1])));
  }
  return slots;
}

/** How many pieces a line has: there is a blank behind each. */
function count(line: string): number {
  return line.split(' ').length - 1;
}

/** @param first how many pieces the first slot has; as few as there can be when left out */
function sourceOf(pattern: Pattern, first?: number): string {
  let isFirst = true;
  const source = (each: Pattern): string => each.map(sourceOfPiece).join('');
  function sourceOfPiece(piece: Piece): string {
    switch (piece.kind) {
      case 'slot': {
        const length = isFirst && first !== undefined ? `{${first}}` : '+?';
        isFirst = false;
        return `(?<${piece.name}>(?:[^ ]+ )${length})`;
      }
      case 'words':
        return `(?:${piece.words.map((word) => escaped(foldWord(word))).join('|')}) `;
      case 'group':
        return `(?:${piece.choices.map(source).join('|')})${piece.isOptional ? '?' : ''}`;
    }
  }
  return source(pattern);
}

function escaped(word: string): string {
  return word.replaceAll(/[.*+?^${}()|[\]\\/]/gu, '\\$&');
}
