import { z } from 'zod';
import { CorrelationIdSchema, PlanIdSchema } from '../ids.ts';
import { InstantSchema } from '../instant.ts';
import { ConfirmationReasonSchema } from '../plan/confirmation.ts';
import { PreviewSchema } from '../plan/preview.ts';

/** What every tool that changes something answers, when it is not refused. */
export const ChangeOutputSchema = z.strictObject({
  status: z.enum(['done', 'planned', 'needs_confirmation']).meta({
    description:
      'done: the changes were made. planned: nothing was done; `apply` the plan. needs_confirmation: nothing was done; give the person the link, only they can confirm it.',
  }),
  ...PreviewSchema.shape,
  correlationId: CorrelationIdSchema.nullable().meta({ description: 'What `undo` takes to take all of this back.' }),
  isReplay: z.boolean().meta({ description: 'Whether this had been done before by the same call or plan.' }),
  plan: z
    .strictObject({ id: PlanIdSchema, expiresAt: InstantSchema, confirmation: ConfirmationReasonSchema.nullable() })
    .nullable(),
  link: z.string().nullable().meta({ description: 'Where a person looks at the changes and confirms them.' }),
});
export type ChangeOutput = z.infer<typeof ChangeOutputSchema>;
