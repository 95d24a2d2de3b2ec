import type { Priority } from '../task/task.ts';
import type { DateField } from './query.ts';

/**
 * What a query comes to at a moment: nothing is left to be looked up, read or decided. SQL and the browser each answer
 * these and nothing else, and each of them is either true or false of a task, never unknown.
 */
export type Condition =
  | { kind: 'all'; of: Condition[] }
  | { kind: 'some'; of: Condition[] }
  | { kind: 'not'; of: Condition }
  | { kind: 'always' }
  | { kind: 'status'; status: 'open' | 'completed' }
  | { kind: 'trash' }
  /** The instant of a date is in [from, until), ms since the epoch; null is no bound. False where there is no date. */
  | { kind: 'span'; field: DateField; from: number | null; until: number | null }
  /** Open, a time before `now` or a day that began before `today`; ms since the epoch. */
  | { kind: 'overdue'; now: number; today: number }
  | { kind: 'undated' }
  | { kind: 'timeless' }
  | { kind: 'recurring' }
  | { kind: 'subtask' }
  | { kind: 'untagged' }
  | { kind: 'priority'; priority: Priority }
  /** A tag within edges holds these pieces in order. */
  | { kind: 'tag'; pieces: string[] }
  | { kind: 'lists'; ids: string[] }
  /** Folded title and notes hold these pieces in order. */
  | { kind: 'text'; pieces: string[] };
