import { z } from 'zod';
import { CorrelationIdSchema } from '../ids.ts';

/** Takes back everything that happened under one correlation id, as new events. Undoing an undo is redo. */
export const UndoSchema = z.strictObject({ type: z.literal('undo'), correlationId: CorrelationIdSchema });

export type Undo = z.infer<typeof UndoSchema>;
