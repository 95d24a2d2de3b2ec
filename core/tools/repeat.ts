import { z } from 'zod';
import { TaskIdSchema } from '../ids.ts';
import { ChangeOutputSchema } from './change-output.ts';
import { DueInputSchema, dryRun, RepeatInputSchema } from './fields.ts';
import { defineTool, MAX_ITEMS } from './tool.ts';

const id = TaskIdSchema;

export const repeatTool = defineTool({
  name: 'repeat',
  title: 'Repeat tasks',
  description:
    'Says how existing tasks repeat: `set` gives or changes the rule, `stop` ends it and keeps the task, `pause` and `resume`, `skip` leaves out the present date and goes on to the next. A task needs a due to repeat: it has one, or `set` names it.',
  input: z.strictObject({
    tasks: z
      .array(
        z.discriminatedUnion('action', [
          RepeatInputSchema.extend({
            id,
            action: z.literal('set'),
            due: DueInputSchema.optional().meta({ description: 'The first date; what the task has when left out.' }),
          }),
          z.strictObject({ id, action: z.literal('stop') }),
          z.strictObject({ id, action: z.literal('pause') }),
          z.strictObject({ id, action: z.literal('resume') }),
          z.strictObject({ id, action: z.literal('skip') }),
        ]),
      )
      .min(1)
      .max(MAX_ITEMS),
    ...dryRun,
  }),
  output: ChangeOutputSchema,
  annotations: { isReadOnly: false, isDestructive: true, isIdempotent: false },
});
