import { z } from 'zod';
import { TaskIdSchema } from '../ids.ts';
import { ChangeOutputSchema } from './change-output.ts';
import { DueInputSchema, dryRun } from './fields.ts';
import { defineTool, MAX_ITEMS } from './tool.ts';

const step = z.int().min(-10_000).max(10_000);

/** How far a due moves; at least one part of it. */
const ShiftSchema = z
  .strictObject({ months: step, weeks: step, days: step, hours: step, minutes: step })
  .partial()
  .refine((shift) => Object.values(shift).some((part) => part !== undefined), 'must say how far');

export const rescheduleTool = defineTool({
  name: 'reschedule',
  title: 'Reschedule tasks',
  description:
    'Sets, moves or clears when tasks are due. The rule of a task that repeats stays as it is: only this one moves. `by` counts from the present due and keeps its time.',
  input: z.strictObject({
    tasks: z
      .array(
        z.union([
          z.strictObject({
            id: TaskIdSchema,
            due: z
              .union([DueInputSchema, z.literal('none')])
              .meta({ description: 'A date, a time, or "none" to clear it.' }),
          }),
          z.strictObject({ id: TaskIdSchema, by: ShiftSchema }),
        ]),
      )
      .min(1)
      .max(MAX_ITEMS),
    ...dryRun,
  }),
  output: ChangeOutputSchema,
  annotations: { isReadOnly: false, isDestructive: true, isIdempotent: false },
});
