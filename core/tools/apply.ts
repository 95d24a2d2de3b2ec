import { z } from 'zod';
import { ChangeOutputSchema } from './change-output.ts';
import { PlanIdInputSchema } from './fields.ts';
import { defineTool } from './tool.ts';

export const applyTool = defineTool({
  name: 'apply',
  title: 'Apply a plan',
  description:
    'Carries out a plan exactly as it was shown, all of it or nothing. A plan that no longer fits is refused with what it would come to now, as a new plan. One that needs a confirmation is confirmed by the person, at its link, and never here.',
  input: z.strictObject({ plan: PlanIdInputSchema }),
  output: ChangeOutputSchema,
  annotations: { isReadOnly: false, isDestructive: true, isIdempotent: true },
});
