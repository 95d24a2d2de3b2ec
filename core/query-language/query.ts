import type { Priority } from '../task/task.ts';
import type { Pattern } from './pattern.ts';

/** More is refused: with these limits every query fits into one statement of D1, and is read within a few milliseconds. */
export const MAX_QUERY_CHARACTERS = 1000;
export const MAX_QUERY_TERMS = 60;
/** Brackets and `!` within one another. */
export const MAX_QUERY_DEPTH = 20;
/** Parts between commas: a saved view shows each as a list of its own. */
export const MAX_QUERY_VIEWS = 8;
export const MAX_QUERY_DAYS = 3650;

/** Terms that are words and nothing else, as they are written. */
export const STATES = [
  'today',
  'tomorrow',
  'overdue',
  'no date',
  'no time',
  'recurring',
  'subtask',
  'completed',
  'open',
  'any',
  'deleted',
  'no priority',
  'no tags',
] as const;
export type State = (typeof STATES)[number];

export const DATE_FIELDS = ['due', 'created', 'completed', 'updated'] as const;
export type DateField = (typeof DATE_FIELDS)[number];
export type DateRelation = 'on' | 'before' | 'after';

/** `p1` is the most urgent. */
export const PRIORITY_WORDS = { p1: 'urgent', p2: 'high', p3: 'medium', p4: 'low' } as const satisfies Record<
  string,
  Priority
>;
export type PriorityTerm = (typeof PRIORITY_WORDS)[keyof typeof PRIORITY_WORDS];

/** What a query is made of. `date` stays as words: a saved view means another day tomorrow. */
export type Term =
  | { kind: 'state'; state: State }
  /** Due today or on one of the `days` - 1 days after it. */
  | { kind: 'days'; days: number }
  | { kind: 'date'; field: DateField; relation: DateRelation; date: string }
  | { kind: 'priority'; priority: PriorityTerm }
  | { kind: 'tag'; pattern: Pattern }
  | { kind: 'list'; pattern: Pattern }
  | { kind: 'text'; pattern: Pattern };

export type Combined<Leaf> =
  | Leaf
  | { kind: 'and'; of: Combined<Leaf>[] }
  | { kind: 'or'; of: Combined<Leaf>[] }
  | { kind: 'not'; of: Combined<Leaf> };

/** An `and` holds at least two parts, none of them an `and`; an `or` likewise: each meaning is written in one way. */
export type Expression = Combined<Term>;

export interface Query {
  /** The parts between commas; at least one. */
  views: Expression[];
}
