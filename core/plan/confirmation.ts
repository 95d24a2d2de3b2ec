import { z } from 'zod';
import type { Diff } from './diff.ts';

/** More tasks deleted than this, or more changed than that, and a person has to look at it first. */
const MAX_DELETED_UNSEEN = 1;
const MAX_CHANGED_UNSEEN = 10;

/** Why a person has to confirm: how many tasks go, or change, or how it was asked for (all of a group, however few). */
export const ConfirmationReasonSchema = z.enum(['deletes_several', 'changes_many', 'asked_first']);
export type ConfirmationReason = z.infer<typeof ConfirmationReasonSchema>;

/**
 * Whether a person has to agree to a diff, and why; null when nobody has to. Every task counts, subtasks and those a
 * consequence reaches, too: what a call looked like does not matter, only what it does. What is new does not count.
 *
 * @param madeHere given when this takes back what the same agent did in the same conversation: the tasks it had made
 *   then. Taking that back needs nobody, unless it deletes what had stood there before (as undoing an undo may).
 */
export function confirmationFor(diff: Diff, madeHere?: ReadonlySet<string>): ConfirmationReason | null {
  const tasks = diff.filter(({ kind }) => kind === 'task');
  const deleted = tasks.filter(({ action, id }) => action === 'deleted' && !madeHere?.has(id)).length;
  if (deleted > MAX_DELETED_UNSEEN) return 'deletes_several';
  const changed = tasks.filter(({ action }) => action !== 'created').length;
  return madeHere === undefined && changed > MAX_CHANGED_UNSEEN ? 'changes_many' : null;
}
