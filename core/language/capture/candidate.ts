import type { Priority } from '../../task/task.ts';
import type { PartKind } from '../capture.ts';
import type { DateReading, Form } from '../meanings/date.ts';
import type { Impossible } from '../meanings/impossible.ts';
import type { ReminderReading } from '../meanings/reminder.ts';
import type { RepeatReading } from '../meanings/repeat.ts';
import type { TimeReading } from '../meanings/time.ts';

/** What a candidate would mean. */
export type Sense =
  | { readonly kind: 'date'; readonly date: DateReading }
  | { readonly kind: 'time'; readonly time: TimeReading }
  | { readonly kind: 'recurrence'; readonly repeat: RepeatReading }
  | { readonly kind: 'reminder'; readonly reminder: ReminderReading }
  | { readonly kind: 'tag'; readonly tag: string }
  | { readonly kind: 'list'; readonly list: string }
  | { readonly kind: 'priority'; readonly priority: Priority }
  /** A day that does not exist. */
  | { readonly kind: 'impossible'; readonly of: Impossible['of'] };

/** Words that may be an instruction. Places are those of tokens; the end is not part of it. */
export interface Candidate {
  readonly start: number;
  readonly end: number;
  readonly sense: Sense;
  readonly form: Form | 'token';
  /** Where the words begin that introduce it (`on`, `due by`); its own start without any. */
  readonly introduced: number;
  /** The words that introduce it stand behind it, and belong to it. */
  readonly isPostposed?: true;
}

export function isIntroduced({ introduced, start, isPostposed }: Candidate): boolean {
  return introduced < start || isPostposed === true;
}

/** How much it is meant, among others of its kind: what the user took before what is introduced before what is not. */
export function rankOf(candidate: Candidate): number {
  if (candidate.form === 'token') return 2;
  return isIntroduced(candidate) ? 1 : 0;
}

/** What it is, or would be if it existed. */
export function kindOf({ sense }: Candidate): PartKind {
  return sense.kind === 'impossible' ? sense.of : sense.kind;
}
