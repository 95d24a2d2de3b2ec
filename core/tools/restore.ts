import { z } from 'zod';
import { ChangeOutputSchema } from './change-output.ts';
import { dryRun, taskIds } from './fields.ts';
import { defineTool } from './tool.ts';

export const restoreTool = defineTool({
  name: 'restore',
  title: 'Restore tasks',
  description: 'Takes tasks out of the trash, with the subtasks that went there together with them.',
  input: z.strictObject({ ids: taskIds, ...dryRun }),
  output: ChangeOutputSchema,
  annotations: { isReadOnly: false, isDestructive: false, isIdempotent: true },
});
