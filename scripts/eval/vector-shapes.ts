import { z } from 'zod';

/** What the lines of captures and of conversations have in common, as the format writes it. */
export const VectorIdSchema = z.union([z.string(), z.number()]).transform(String);
export const VectorNowSchema = z.string().refine((text) => !Number.isNaN(Date.parse(text)));
export const VectorPrioritySchema = z.enum(['none', 'low', 'medium', 'high', 'urgent']).nullable();
export const VectorDueSchema = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('date'), date: z.string() }),
    z.object({ kind: z.literal('time'), local: z.string() }),
  ])
  .nullable();
export const VectorRecurrenceSchema = z
  .object({ rrule: z.string(), trigger: z.enum(['schedule', 'completion']) })
  .nullable();
export const VectorRemindersSchema = z.array(
  z.union([z.object({ before_minutes: z.number() }), z.object({ at: z.string() })]),
);
