import type { Priority } from '../../task/task.ts';
import type { PartKind } from '../capture.ts';
import type { DateReading, Form } from '../meanings/date.ts';
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
  | { readonly kind: 'priority'; readonly priority: Priority };

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

export function kindOf({ sense }: Candidate): PartKind {
  return sense.kind;
}
