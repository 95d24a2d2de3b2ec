import { z } from 'zod';
import { BlockedSchema } from '../command/reply.ts';
import { DiffSchema } from './diff.ts';

/** What a call comes to, before or after it was done. */
export const PreviewSchema = z.strictObject({
  changes: DiffSchema,
  unchanged: z
    .array(z.strictObject({ id: z.string(), title: z.string() }))
    .meta({ description: 'What was named and is as asked already.' }),
  blocked: z.array(BlockedSchema).meta({ description: 'What an undo leaves, because it was changed since.' }),
  remaining: z
    .int()
    .nonnegative()
    .meta({ description: 'How many things one call of bounded size leaves: call again for them.' }),
});
export type Preview = z.infer<typeof PreviewSchema>;
