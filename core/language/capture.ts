import type { Instant } from '../instant.ts';
import type { ReminderWhen } from '../reminder/reminder.ts';
import type { Due } from '../task/due.ts';
import type { Priority } from '../task/task.ts';
import type { Choices } from './frame.ts';

/** A piece of a text, in UTF-16 offsets; the end is not part of it. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export const PART_KINDS = ['date', 'time', 'recurrence', 'reminder', 'tag', 'list', 'priority'] as const;
export type PartKind = (typeof PART_KINDS)[number];

/** How a task is to repeat, as a phrase says it. */
export interface CapturedRecurrence {
  /** Canonical; only what the words pin. A series stores "every month" from the 29th on in the form of `pinToStart`. */
  readonly rule: string;
  readonly trigger: 'schedule' | 'completion';
}

/** What another reader takes for a date: see `chronoDates`. */
export interface SuggestedDate extends Span {
  readonly due: Due;
}

/** What a part means, absolute. */
export type PartReading =
  | { readonly kind: 'due'; readonly due: Due }
  | { readonly kind: 'recurrence'; readonly recurrence: CapturedRecurrence; readonly due: Due }
  | { readonly kind: 'reminders'; readonly reminders: readonly ReminderWhen[] }
  | { readonly kind: 'tag'; readonly tag: string }
  | { readonly kind: 'list'; readonly list: string }
  | { readonly kind: 'priority'; readonly priority: Priority }
  /** Understood, but nothing a task can do: it repeats every day at most. */
  | { readonly kind: 'tooFine' }
  /** A day that no calendar has: nothing else in the line may choose another one for it. */
  | { readonly kind: 'impossible' };

/**
 * Words that were understood. What is `sure` was taken out of the title and done; a `guess` is still in the title and is
 * only offered.
 */
export interface Part extends Span {
  readonly kind: PartKind;
  readonly text: string;
  readonly confidence: 'sure' | 'guess';
  readonly reading: PartReading;
  /** The other date that the same digits can mean. */
  readonly alternative: Due | null;
}

/** One line of text as the task it asks for. */
export interface Capture {
  /** The text without the sure parts; only white space where they were is lost. */
  readonly title: string;
  /** In the order of the text; sure ones do not overlap. */
  readonly parts: readonly Part[];
  readonly due: Due | null;
  readonly recurrence: CapturedRecurrence | null;
  readonly reminders: readonly ReminderWhen[];
  readonly tags: readonly string[];
  /** The name as it was typed, or as it is known. */
  readonly list: string | null;
  readonly priority: Priority;
}

export interface CaptureContext extends Choices {
  readonly now: Instant;
  /** The user's zone (IANA). */
  readonly zone: string;
  /** A BCP 47 tag; a language that is not known is read as English. */
  readonly locale: string;
  /** Names of lists, which may have spaces. */
  readonly lists?: readonly string[];
  /** What the user gave back: it stays text. */
  readonly rejected?: readonly Span[];
  /** Guesses that the user took. */
  readonly accepted?: readonly Span[];
  /** Dates of another reader. They are guesses, and only where this one reads nothing. */
  readonly suggested?: readonly SuggestedDate[];
  /** Dates that the user wants in their other reading. */
  readonly swapped?: readonly Span[];
}
