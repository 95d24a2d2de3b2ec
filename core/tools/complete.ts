import { z } from 'zod';
import { ChangeOutputSchema } from './change-output.ts';
import { dryRun, taskIds } from './fields.ts';
import { defineTool } from './tool.ts';

export const completeTool = defineTool({
  name: 'complete',
  title: 'Complete tasks',
  description:
    'Completes tasks and their open subtasks. One that repeats makes its next one in the same step. What is completed already is answered as unchanged.',
  input: z.strictObject({ ids: taskIds, ...dryRun }),
  output: ChangeOutputSchema,
  annotations: { isReadOnly: false, isDestructive: false, isIdempotent: true },
});
