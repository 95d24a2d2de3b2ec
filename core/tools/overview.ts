import { z } from 'zod';
import { ListIdSchema, ReminderIdSchema, TaskIdSchema } from '../ids.ts';
import { InstantSchema } from '../instant.ts';
import { LocalDateSchema, LocalDateTimeSchema } from '../time/local.ts';
import { defineTool } from './tool.ts';
import { ToolTaskSchema } from './tool-task.ts';

export const overviewTool = defineTool({
  name: 'overview',
  title: 'Plan the day',
  description:
    'What stands on a day: overdue tasks (today only), those due that day, and the reminders ahead; and the user’s clock, lists and tags. The place to begin with.',
  input: z.strictObject({
    day: LocalDateSchema.optional().meta({ description: 'Today when left out.' }),
  }),
  output: z.strictObject({
    now: LocalDateTimeSchema.meta({ description: 'On the user’s clock.' }),
    zone: z.string(),
    day: LocalDateSchema,
    overdue: z.array(ToolTaskSchema),
    due: z.array(ToolTaskSchema),
    counts: z
      .strictObject({ overdue: z.int(), due: z.int() })
      .meta({ description: 'In all; the lists above hold at most 50 each.' }),
    reminders: z.array(
      z.strictObject({ taskId: TaskIdSchema, title: z.string(), reminder: ReminderIdSchema, ringsAt: InstantSchema }),
    ),
    lists: z.array(z.strictObject({ id: ListIdSchema, name: z.string(), open: z.int(), isArchived: z.boolean() })),
    tags: z.array(z.strictObject({ tag: z.string(), open: z.int() })),
  }),
  annotations: { isReadOnly: true, isDestructive: false, isIdempotent: true },
});
