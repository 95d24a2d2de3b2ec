import type { SQL } from 'drizzle-orm';
import { touchedBy } from '#core/chat/next-dialogue.ts';
import { AppError, invariant } from '#core/errors.ts';
import { confirmationFor } from '#core/plan/confirmation.ts';
import { fingerprintOf } from '#core/plan/fingerprint.ts';
import { joinDiffs } from '#core/plan/join-diffs.ts';
import type { Plan } from '#core/plan/plan.ts';
import type { ChangeOutput } from '#core/tools/change-output.ts';
import { findPlan } from '../db/queries/find-plan.ts';
import { noteConfirmed } from '../db/queries/write-conversation.ts';
import { markPlanApplied } from '../db/queries/write-plan.ts';
import { carryOut } from '../use-cases/execute-commands.ts';
import { bindingOf } from './bindings.ts';
import { doneOutput, outputOf } from './output-of.ts';
import { ConfirmationRequired, PlanOutdated } from './plan-refusals.ts';
import { previewOf } from './preview-of.ts';
import { commitOf, runChange } from './run-change.ts';
import type { ToolContext } from './tool-context.ts';

/**
 * Carries out a plan: its commands are decided again on the state of now, and written if they come to exactly what was
 * shown. Whatever they rest on is guarded by the commit, so nothing slips in between. Twice is once.
 *
 * @param isConfirmed whether the user's own session asked for it. Nothing a tool is told may ever set this.
 * @throws AppError `not_found`, `gone`, `confirmation_required`, `plan_outdated` (with what it would come to now)
 */
export async function applyPlan(
  ctx: ToolContext,
  planId: string,
  { isConfirmed }: { isConfirmed: boolean },
): Promise<ChangeOutput> {
  const { db, effects, caller } = ctx;
  const plan = await requirePlan(ctx, planId);
  if (plan.appliedAt !== null) return doneOutput(plan, { isReplay: true });
  if (plan.expiresAt <= effects.now()) {
    throw new AppError('gone', 'The plan has expired. Ask for the change again.');
  }
  if (plan.confirmation !== null && !isConfirmed && !ctx.isBulkAllowed) {
    throw new ConfirmationRequired(outputOf(plan));
  }
  const correlationId = ctx.correlationId ?? effects.newId('correlation');
  const carriedOut = await carryOut(db, effects, {
    ...commitOf(ctx, plan.tool, plan, true),
    correlationId,
    review(decided) {
      const fits = decided.refused.size === 0 && fingerprintOf(previewOf(decided)) === plan.fingerprint;
      if (fits && !isConfirmed && !ctx.isBulkAllowed) refuseTogether(ctx, plan);
      if (!fits) return null;
      const told = isConfirmed ? tellConversation(caller.userId, plan, correlationId) : [];
      return [markPlanApplied(caller.userId, plan.id, decided.now, correlationId), ...told];
    },
  });
  if (carriedOut.isHeld) throw await planAnew(ctx, plan);
  ctx.changedBefore.push(...plan.changes);
  const isReplay = carriedOut.replies.some((reply) => reply.status === 'done' && reply.isReplay);
  return doneOutput(isReplay ? await requirePlan(ctx, planId) : { ...plan, correlationId }, { isReplay });
}

/** A turn tells its conversation what it did; what is confirmed beside it has to be told, or “undo that” means something else. */
function tellConversation(userId: string, plan: Plan, correlationId: string): SQL[] {
  const { conversationId, changes } = plan;
  if (conversationId === null || changes.length === 0) return [];
  return [noteConfirmed(userId, conversationId, { correlationId, touched: touchedBy(plan) })];
}

/** Many small plans do together what one may not. */
function refuseTogether({ changedBefore }: ToolContext, { changes }: Plan): void {
  if (changedBefore.length === 0 || confirmationFor(joinDiffs(changedBefore, changes)) === null) return;
  const detail =
    'With what was done in this turn, this takes the person’s confirmation. Call the tool itself: it answers where they give it.';
  throw new AppError('confirmation_required', detail);
}

export async function requirePlan({ db, caller }: ToolContext, planId: string): Promise<Plan> {
  const plan = await findPlan(db, caller.userId, planId);
  if (!plan) throw new AppError('not_found', `There is no plan ${planId}. Plans last ten minutes.`);
  return plan;
}

/** The refusal of a plan that no longer fits, with the same call planned on the state of now. */
async function planAnew(ctx: ToolContext, plan: Plan): Promise<AppError> {
  const bound = bindingOf(plan.tool);
  invariant(bound?.kind === 'change', 'plans are made by tools that change something');
  try {
    const { input, compile } = bound.parse(plan.input);
    const output = await runChange(
      ctx,
      plan.tool,
      { input, compile, isDryRun: true, asksFirst: plan.confirmation === 'asked_first' },
      null,
    );
    return new PlanOutdated('Things have changed since: it would now come to something else.', output);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return new PlanOutdated(`Things have changed since: ${error.message}`, null);
  }
}
