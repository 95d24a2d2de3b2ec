import { z } from 'zod';
import { TaskIdSchema } from '../ids.ts';
import { NotesSchema, TitleSchema } from '../task/task.ts';
import { ChangeOutputSchema } from './change-output.ts';
import {
  DueInputSchema,
  dryRun,
  ListIdInputSchema,
  PriorityWordSchema,
  RemindersInputSchema,
  RepeatInputSchema,
  TagsInputSchema,
} from './fields.ts';
import { defineTool, MAX_ITEMS } from './tool.ts';

/** Of lines that are read as tasks. */
const MAX_TEXT_CHARACTERS = 20_000;

const content = {
  title: TitleSchema,
  notes: NotesSchema.optional().meta({ description: 'Markdown.' }),
  priority: PriorityWordSchema.optional(),
  tags: TagsInputSchema.optional(),
  due: DueInputSchema.optional(),
  reminders: RemindersInputSchema.optional().meta({
    description: 'Left out, a due with a time gets the reminder of the user’s settings.',
  }),
};

export const addTool = defineTool({
  name: 'add',
  title: 'Add tasks',
  description:
    'Adds one or several tasks, each with list, due, rule, tags, priority, reminders and subtasks. A task that repeats needs a due, which is its first date. As `text` it takes the words of the user as they are. To make an existing task repeat use `repeat`.',
  input: z
    .strictObject({
      text: z
        .string()
        .min(1)
        .max(MAX_TEXT_CHARACTERS)
        .optional()
        .meta({
          description:
            'In place of `tasks`: what the user wrote, each line a task, with dates, repeats, reminders, #tags, +lists and p1 to p4 in words.',
          examples: ['pay rent every month on the 1st at 9 #home p1 !1d'],
        }),
      tasks: z
        .array(
          z.strictObject({
            ...content,
            list: ListIdInputSchema.optional().meta({ description: 'The Inbox when left out.' }),
            parent: TaskIdSchema.optional().meta({ description: 'Makes it a subtask of that task, in its list.' }),
            repeat: RepeatInputSchema.optional(),
            subtasks: z.array(z.strictObject(content)).max(MAX_ITEMS).optional(),
          }),
        )
        .min(1)
        .max(MAX_ITEMS)
        .optional(),
      ...dryRun,
    })
    .refine(
      ({ text, tasks }) => (text === undefined) !== (tasks === undefined),
      'must have `tasks` or `text`, one of them',
    ),
  output: ChangeOutputSchema,
  annotations: { isReadOnly: false, isDestructive: false, isIdempotent: false },
});
