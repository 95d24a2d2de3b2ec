import { z } from 'zod';
import { TaskIdSchema } from '../ids.ts';
import type { Json } from '../json.ts';
import { ChangeSchema } from './change.ts';

/** What is remembered from one turn to the next beside the tasks that were spoken of. */
export const PocketMemorySchema = z.strictObject({
  /** The question that was asked back, if one was: what was to be done, and to which of them. */
  asked: z
    .discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('which'), change: ChangeSchema, candidates: z.array(TaskIdSchema).max(50) }),
      z.strictObject({ kind: z.literal('title') }),
      z.strictObject({ kind: z.literal('when'), tasks: z.array(TaskIdSchema).max(50) }),
      z.strictObject({ kind: z.literal('skipOrStop'), tasks: z.array(TaskIdSchema).max(50) }),
      z.strictObject({ kind: z.literal('confirm') }),
    ])
    .nullable(),
  /** The query of the last list, which “only the urgent ones” narrows. */
  query: z.string().max(1000).nullable(),
  /** The tasks that were last spoken of, where nothing of them was made or listed: their stopped series, a no-op. */
  spoken: z.array(TaskIdSchema).max(50),
  /** What was done last, for “no, the other one” and “the eggs too”. */
  last: z
    .strictObject({
      change: ChangeSchema,
      tasks: z.array(TaskIdSchema).max(50),
      /** The other candidates, where it was asked which one was meant. */
      others: z.array(TaskIdSchema).max(50),
      /** What undo would have taken back before it: whether anything was done is told by that being another one now. */
      before: z.string().nullable(),
    })
    .nullable(),
});
export type PocketMemory = z.infer<typeof PocketMemorySchema>;

export const NO_MEMORY: PocketMemory = { asked: null, query: null, spoken: [], last: null };

/** What was remembered; nothing when it is not ours, or of another time. */
export function readMemory(memory: Json): PocketMemory {
  return PocketMemorySchema.safeParse(memory).data ?? NO_MEMORY;
}
