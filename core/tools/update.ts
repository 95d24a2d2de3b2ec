import { z } from 'zod';
import { TaskIdSchema } from '../ids.ts';
import { NotesSchema, TitleSchema } from '../task/task.ts';
import { ChangeOutputSchema } from './change-output.ts';
import { dryRun, ListIdInputSchema, PriorityWordSchema, TagsInputSchema } from './fields.ts';
import { defineTool, MAX_ITEMS } from './tool.ts';

export const updateTool = defineTool({
  name: 'update',
  title: 'Change tasks',
  description:
    'Changes title, notes, priority, tags, list and parent of one or several tasks; what is left out stays. For dates use `reschedule`, for rules `repeat`, for reminders `remind`.',
  input: z.strictObject({
    tasks: z
      .array(
        z.strictObject({
          id: TaskIdSchema,
          title: TitleSchema.optional(),
          notes: NotesSchema.optional().meta({ description: 'Replaces all of them; empty text clears them.' }),
          priority: PriorityWordSchema.optional(),
          addTags: TagsInputSchema.optional(),
          removeTags: TagsInputSchema.optional(),
          list: ListIdInputSchema.optional(),
          parent: z
            .union([TaskIdSchema, z.literal('none')])
            .optional()
            .meta({ description: 'Makes it a subtask of that task; "none" makes a subtask a task of its own.' }),
          occurrences: z.enum(['this', 'following']).default('following').meta({
            description: 'Of a task that repeats: change only this one, or what comes after it, too.',
          }),
        }),
      )
      .min(1)
      .max(MAX_ITEMS),
    ...dryRun,
  }),
  output: ChangeOutputSchema,
  annotations: { isReadOnly: false, isDestructive: true, isIdempotent: true },
});
