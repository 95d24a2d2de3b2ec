import { z } from 'zod';
import { CorrelationIdSchema, TaskIdSchema } from '../ids.ts';
import { JsonSchema } from '../json.ts';

/** So many tasks of a list can be named by their place in it. */
export const MAX_SHOWN = 200;

/** A task as it was called when it was spoken of. */
export const TaskReferenceSchema = z.strictObject({ id: TaskIdSchema, title: z.string() });
export type TaskReference = z.infer<typeof TaskReferenceSchema>;

/**
 * What a conversation is about by now, so that “it” and “the second one” mean something, on another device, too.
 * Whoever answered the last turn, it follows from what its tools answered (`nextDialogue`); only `memory` is the
 * engine's own.
 */
export const DialogueSchema = z.strictObject({
  /** The last list of tasks that was shown, in its order. */
  shown: z.array(TaskReferenceSchema).max(MAX_SHOWN),
  /** The tasks that were last spoken of: found alone, made or changed; in the order of the call. */
  touched: z.array(TaskReferenceSchema).max(MAX_SHOWN),
  /** What the last turn that changed something is taken back with, the latest first. */
  correlationIds: z.array(CorrelationIdSchema),
  /** What `pocket` remembers besides, such as the question it asked. It reads this by a schema of its own. */
  memory: JsonSchema,
});
export type Dialogue = z.infer<typeof DialogueSchema>;

export const FIRST_DIALOGUE: Dialogue = { shown: [], touched: [], correlationIds: [], memory: null };
