import { z } from 'zod';
import { ChangeOutputSchema } from './change-output.ts';
import { dryRun, taskIds } from './fields.ts';
import { defineTool } from './tool.ts';

export const reopenTool = defineTool({
  name: 'reopen',
  title: 'Reopen tasks',
  description:
    'Opens completed tasks again, and a completed parent with them. The next one of a task that repeats is taken back if nobody touched it.',
  input: z.strictObject({ ids: taskIds, ...dryRun }),
  output: ChangeOutputSchema,
  annotations: { isReadOnly: false, isDestructive: false, isIdempotent: true },
});
