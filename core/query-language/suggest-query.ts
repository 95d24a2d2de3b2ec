import { foldText } from '../text/search-text.ts';
import { formatTerm } from './format-query.ts';
import { listKey } from './pattern.ts';
import { DATE_FIELDS, STATES } from './query.ts';
import { tokenize } from './tokenize.ts';

/** What the user has, for a query to name: in the order in which it is to be offered. */
export interface KnownNames {
  lists: readonly string[];
  tags: readonly string[];
}

export interface QuerySuggestion {
  /** What it does, for people: “due today”. */
  hint: string;
  /** What is written in place of the word at the caret. */
  text: string;
}

/** Suggestions, and what of the text they replace: UTF-16 units, `end` exclusive. */
export interface QuerySuggestions {
  start: number;
  end: number;
  suggestions: QuerySuggestion[];
}

const MAX_SUGGESTIONS = 8;
const DATE_BEGUN = /(?:^|[\s&|,()!])(?:due|created|completed|updated|before|after):\s*([^&|,():]*)$/iu;
const PAIR_BEGUN = /(?:^|[\s&|,()!])((?:no|due|created|completed|updated|\d{1,4})\s+\S*)$/iu;

/**
 * How a query could go on at the caret: what the word there may become, or, at the beginning of a word, what narrows a
 * search most often. Nothing within quotes and behind `search:`, where all is text.
 */
export function suggestQuery(text: string, caret: number, names: KnownNames): QuerySuggestions {
  const before = text.slice(0, caret);
  const nothing = { start: caret, end: caret, suggestions: [] };
  if (isWithinText(before)) return nothing;
  const word = /(?:\\.|[^\s&|,()!])*$/su.exec(before)?.[0] ?? '';
  const end = caret + (/^[^\s&|,()]*/u.exec(text.slice(caret))?.[0].length ?? 0);
  const start = caret - word.length;
  const answer = (found: QuerySuggestion[], from = start) => ({
    start: from,
    end,
    suggestions: found.filter(({ text: each }) => each !== text.slice(from, end)).slice(0, MAX_SUGGESTIONS),
  });
  if (word.startsWith('#')) return answer(tagsLike(word.slice(1), names.tags));
  if (word.startsWith('+')) return answer(listsLike(word.slice(1), names.lists));
  const date = DATE_BEGUN.exec(before)?.[1];
  if (date !== undefined) return answer(startingWith(date, DATES), caret - date.length);
  // The two words of “no date” or “due before:” belong together.
  const pair = PAIR_BEGUN.exec(before)?.[1];
  if (pair !== undefined) {
    const found = startingWith(pair.replace(/\s+/gu, ' '), [...TERMS, ...daysOf(pair)]);
    if (found.length > 0) return answer(found, caret - pair.length);
  }
  if (word === '') return answer(text.trim() === '' ? STARTERS : NARROWING.filter((each) => !text.includes(each.text)));
  return answer([
    ...startingWith(word, [...TERMS, ...daysOf(word)]),
    ...tagsLike(word, names.tags),
    ...listsLike(word, names.lists),
  ]);
}

function isWithinText(before: string): boolean {
  const { tokens, problem } = tokenize(before);
  if (problem !== null && before.charAt(problem.start) === '"') return true;
  const [head, last] = [tokens.at(-2), tokens.at(-1)];
  const sought = last?.kind === 'phrase' ? head : last;
  return sought?.kind === 'head' && sought.head === 'search';
}

const STATE_HINTS: Record<(typeof STATES)[number], string> = {
  today: 'due today',
  tomorrow: 'due tomorrow',
  overdue: 'open and late',
  'no date': 'without a due date',
  'no time': 'without a time of day',
  recurring: 'of a series',
  subtask: 'part of another task',
  completed: 'done',
  open: 'not done',
  any: 'open and completed',
  deleted: 'in the trash',
  'no priority': 'without a priority',
  'no tags': 'without tags',
};

const DATES: QuerySuggestion[] = [
  ['today', 'the day it is then'],
  ['tomorrow', 'the day after'],
  ['yesterday', 'the day before'],
  ['friday', 'a weekday'],
  ['next week', 'Monday to Sunday'],
  ['this month', 'first to last day'],
  ['-7 days', 'a week back'],
  ['+4 hours', 'four hours from then'],
  ['now', 'this moment'],
].map(([text = '', hint = '']) => ({ text, hint }));

const TERMS: QuerySuggestion[] = [
  ...STATES.map((text) => ({ text, hint: STATE_HINTS[text] })),
  { text: 'p1', hint: 'urgent' },
  { text: 'p2', hint: 'high priority' },
  { text: 'p3', hint: 'medium priority' },
  { text: 'p4', hint: 'low priority' },
  ...DATE_FIELDS.flatMap((field) => [
    { text: `${field}:`, hint: `${field} on a day` },
    { text: `${field} before:`, hint: `${field} earlier than a date` },
    { text: `${field} after:`, hint: `${field} later than a date` },
  ]),
  { text: 'search:', hint: 'these words, one behind the other' },
];

const pick = (...texts: string[]) => TERMS.filter(({ text }) => texts.includes(text));
const STARTERS = pick('today', 'overdue', 'tomorrow', 'p1', 'no date', 'recurring', 'completed', 'due before:');
const NARROWING = pick('today', 'overdue', 'p1', 'no date', 'completed', 'due before:', 'subtask', 'no tags');

function startingWith(start: string, all: readonly QuerySuggestion[]): QuerySuggestion[] {
  const lower = start.toLowerCase();
  return all.filter(({ text }) => text.startsWith(lower));
}

function daysOf(word: string): QuerySuggestion[] {
  const count = /^\d{1,4}/.exec(word)?.[0];
  return count === undefined ? [] : [{ text: `${Number(count)} days`, hint: 'due from today on' }];
}

function tagsLike(start: string, tags: readonly string[]): QuerySuggestion[] {
  const folded = foldText(start);
  return tags.filter((tag) => foldText(tag).startsWith(folded)).map((tag) => ({ text: `#${tag}`, hint: 'tag' }));
}

/** A list is written without blanks, if nobody but it is called so; else as it is. */
function listsLike(start: string, lists: readonly string[]): QuerySuggestion[] {
  const folded = listKey(start.replace(/\\(.)/gsu, '$1'));
  return lists
    .filter((name) => listKey(name).startsWith(folded))
    .map((name) => {
      const short = name.trim().replace(/\s+/gu, '-');
      return { text: formatTerm({ kind: 'list', pattern: [short] }), hint: `list ${name}` };
    });
}
