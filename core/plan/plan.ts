import { z } from 'zod';
import type { UserCommand } from '../command/command.ts';
import { CorrelationIdSchema, PlanIdSchema } from '../ids.ts';
import { type Instant, InstantSchema, toEpochMs } from '../instant.ts';
import { JsonSchema } from '../json.ts';
import { type Actor, ActorSchema } from '../log/actor.ts';
import { ConfirmationReasonSchema } from './confirmation.ts';
import { PreviewSchema } from './preview.ts';

export const PLAN_LIFETIME_MS = 10 * 60_000;

/** The state of a plan: waiting, done, or too old to be done. */
export const PLAN_STATUSES = ['open', 'applied', 'expired'] as const;

/** A command of a plan, and the place in the call's input that it comes from (a JSON pointer). */
export interface PlannedCommand {
  command: UserCommand;
  pointer: string;
}

/**
 * A change that was worked out and not done: the commands, with every id they make chosen already, and what they come
 * to. Whoever applies it gets exactly that or nothing.
 */
export interface Plan extends PlanFacts {
  commands: PlannedCommand[];
  input: unknown;
  /** Who asked for it. */
  actor: Actor;
}

const facts = {
  id: PlanIdSchema,
  tool: z.string(),
  ...PreviewSchema.shape,
  fingerprint: z.string().meta({ description: 'Of exactly these changes; confirming names it.' }),
  confirmation: ConfirmationReasonSchema.nullable().meta({
    description: 'Why a person has to confirm it; null when nobody has to.',
  }),
  conversationId: z.string().nullable(),
  createdAt: InstantSchema,
  expiresAt: InstantSchema,
  appliedAt: InstantSchema.nullable(),
  correlationId: CorrelationIdSchema.nullable().meta({ description: 'What takes it back; null until it is applied.' }),
};
const PlanFactsSchema = z.strictObject(facts);
type PlanFacts = z.infer<typeof PlanFactsSchema>;

/** A plan as its user sees it. */
export const PlanViewSchema = z
  .strictObject({ ...facts, input: JsonSchema, actor: ActorSchema, status: z.enum(PLAN_STATUSES) })
  .meta({ id: 'Plan' });
export type PlanView = z.infer<typeof PlanViewSchema>;

export function planStatus({ appliedAt, expiresAt }: Pick<Plan, 'appliedAt' | 'expiresAt'>, now: Instant) {
  if (appliedAt !== null) return 'applied';
  return toEpochMs(now) >= toEpochMs(expiresAt) ? 'expired' : 'open';
}

export function planView({ commands: _commands, input, ...plan }: Plan, now: Instant): PlanView {
  return { ...plan, input: JsonSchema.parse(input), status: planStatus(plan, now) };
}

/** Where a person looks at a plan and confirms it, on this deployment. */
export function planPath(planId: string): string {
  return `/plans/${planId}`;
}

/** What a click confirms: this plan, as it was shown, in the conversation it was asked in. */
export const ConfirmPlanSchema = z.strictObject({
  fingerprint: z.string().max(64).meta({ description: 'Of the changes that were shown.' }),
  conversationId: z
    .string()
    .max(100)
    .nullable()
    .default(null)
    .meta({ description: 'The conversation in which it is confirmed; null outside of any.' }),
});
export type ConfirmPlan = z.infer<typeof ConfirmPlanSchema>;
