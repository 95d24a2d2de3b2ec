import { z } from 'zod';
import { TaskIdSchema } from '../ids.ts';
import { defineTool, MAX_ITEMS } from './tool.ts';
import { WholeToolTaskSchema } from './tool-task.ts';

export const getTool = defineTool({
  name: 'get',
  title: 'Look at tasks',
  description: 'Answers whole tasks by id: notes, subtasks, reminders and how they repeat; tasks in the trash, too.',
  input: z.strictObject({ ids: z.array(TaskIdSchema).min(1).max(MAX_ITEMS) }),
  output: z.strictObject({
    tasks: z.array(WholeToolTaskSchema),
    missing: z.array(TaskIdSchema).meta({ description: 'Ids that name no task.' }),
  }),
  annotations: { isReadOnly: true, isDestructive: false, isIdempotent: true },
});
