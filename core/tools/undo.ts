import { z } from 'zod';
import { CorrelationIdSchema } from '../ids.ts';
import { ChangeOutputSchema } from './change-output.ts';
import { dryRun } from './fields.ts';
import { defineTool } from './tool.ts';

export const undoTool = defineTool({
  name: 'undo',
  title: 'Undo',
  description:
    'Takes back everything one call did, in the last 90 days; undoing an undo is a redo. Without an id it takes back what this agent did last. What was changed again since stays and is answered as blocked.',
  input: z.strictObject({
    correlationId: CorrelationIdSchema.optional().meta({
      description: 'As the call answered it, or `activity`. What this agent did last when left out.',
    }),
    ...dryRun,
  }),
  output: ChangeOutputSchema,
  annotations: { isReadOnly: false, isDestructive: true, isIdempotent: false },
});
