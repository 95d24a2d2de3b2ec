import { z } from 'zod';
import { ReminderIdSchema, TaskIdSchema } from '../ids.ts';
import { MAX_REMINDERS_PER_TASK } from '../reminder/reminder.ts';
import { LocalDateTimeSchema } from '../time/local.ts';
import { ChangeOutputSchema } from './change-output.ts';
import { dryRun, ReminderInputSchema } from './fields.ts';
import { defineTool, MAX_ITEMS } from './tool.ts';

const id = TaskIdSchema;
const MAX_SNOOZE_MINUTES = 366 * 24 * 60;

export const remindTool = defineTool({
  name: 'remind',
  title: 'Set reminders',
  description:
    'Sets, snoozes and cancels reminders of tasks. `set` adds to those that are there. `snooze` puts one off and never moves the due. `cancel` without a reminder cancels all of the task. They ring the user, on the user’s own channels, and nobody else.',
  input: z.strictObject({
    tasks: z
      .array(
        z.discriminatedUnion('action', [
          z.strictObject({
            id,
            action: z.literal('set'),
            reminders: z.array(ReminderInputSchema).min(1).max(MAX_REMINDERS_PER_TASK),
          }),
          z.strictObject({
            id,
            action: z.literal('snooze'),
            reminder: ReminderIdSchema.optional().meta({ description: 'May be left out when the task has only one.' }),
            until: z
              .union([z.int().min(1).max(MAX_SNOOZE_MINUTES), LocalDateTimeSchema, z.literal('morning')])
              .meta({ description: 'Minutes from now, a time on the user’s clock, or "morning": tomorrow’s.' }),
          }),
          z.strictObject({ id, action: z.literal('cancel'), reminder: ReminderIdSchema.optional() }),
        ]),
      )
      .min(1)
      .max(MAX_ITEMS),
    ...dryRun,
  }),
  output: ChangeOutputSchema,
  annotations: { isReadOnly: false, isDestructive: true, isIdempotent: false },
});
