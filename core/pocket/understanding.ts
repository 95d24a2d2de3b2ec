import type { Action } from '../chat/choice.ts';
import type { Due } from '../task/due.ts';
import type { Priority } from '../task/task.ts';
import type { ReminderInput } from '../tools/fields.ts';
import type { ToolTask } from '../tools/tool-task.ts';
import type { PocketMemory } from './pocket-memory.ts';

/** What a person wants, as language.md counts it. */
export const INTENTS = [
  'create_task',
  'update_task',
  'complete_task',
  'reopen_task',
  'delete_task',
  'list_tasks',
  'set_due',
  'set_priority',
  'add_tag',
  'remove_tag',
  'create_recurring',
  'stop_recurring',
  'set_reminder',
  'cancel_reminder',
  'show_overdue',
  'query_activity',
  'undo',
  'clarify',
  'chitchat',
] as const;
export type Intent = (typeof INTENTS)[number];

/** Why it is asked back. */
export type ClarifyReason =
  | 'ambiguous'
  | 'no_such_task'
  | 'no_reference'
  | 'no_such_place'
  | 'impossible_date'
  | 'impossible_rule'
  | 'impossible_priority'
  | 'no_due_date'
  | 'missing_title'
  | 'missing_date'
  | 'missing_task'
  | 'missing_action'
  | 'skip_or_stop'
  | 'confirm_elsewhere'
  | 'nothing_fits'
  | 'not_understood';

export interface Filters {
  readonly status: 'open' | 'completed' | 'all';
  readonly priority: readonly Priority[];
  readonly tags: readonly string[];
  readonly search: string | null;
  /** Wall clock; inclusive. */
  readonly dueAfter: string | null;
  /** Exclusive. */
  readonly dueBefore: string | null;
}

/** What was understood of an action, beside the call it comes to: for whoever words the answer or judges it. */
export interface Meaning {
  readonly intent: Intent;
  readonly tasks: readonly ToolTask[];
  /** Of new tasks. */
  readonly titles?: readonly string[];
  readonly notes?: string;
  readonly due?: Due | null;
  readonly recurrence?: { readonly rule: string; readonly trigger: 'schedule' | 'completion' };
  readonly reminders?: readonly ReminderInput[];
  readonly priority?: Priority;
  readonly tags?: readonly string[];
  readonly filters?: Filters;
  readonly range?: { readonly from: string; readonly to: string };
  /** The query language's words for what was asked for. */
  readonly query?: string;
  readonly isNoOp: boolean;
  readonly needsConfirmation: boolean;
}

export interface PocketChoice {
  readonly label: string;
  readonly detail: string | null;
  readonly utterance: string;
}

/** One thing to do or to say, in their order. */
export type Step =
  | { readonly kind: 'do'; readonly meaning: Meaning; readonly call: Action }
  | { readonly kind: 'say'; readonly meaning: Meaning; readonly text: string }
  | {
      readonly kind: 'ask';
      readonly reason: ClarifyReason;
      readonly text: string;
      readonly candidates: readonly ToolTask[];
      readonly choices: readonly PocketChoice[];
    };

export interface Understanding {
  readonly steps: readonly Step[];
  /** `unsure`: somebody cleverer may be asked instead. */
  readonly certainty: 'sure' | 'unsure';
  readonly memory: PocketMemory;
}

/** Either it is understood, or tools have to be looked at first, which change nothing. */
export type Outcome =
  | { readonly kind: 'understood'; readonly understanding: Understanding }
  | { readonly kind: 'look'; readonly calls: readonly Action[] };
