import { z } from 'zod';
import { ChangeOutputSchema } from './change-output.ts';
import { dryRun, taskIds } from './fields.ts';
import { defineTool } from './tool.ts';

export const deleteTool = defineTool({
  name: 'delete',
  title: 'Delete tasks',
  description:
    'Puts tasks and their subtasks in the trash, from where `restore` brings them back for 90 days. More than one at a time needs the person’s confirmation. To finish a task use `complete`.',
  input: z.strictObject({ ids: taskIds, ...dryRun }),
  output: ChangeOutputSchema,
  annotations: { isReadOnly: false, isDestructive: true, isIdempotent: true },
});
