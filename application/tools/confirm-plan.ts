import { AppError } from '#core/errors.ts';
import type { ConfirmPlan } from '#core/plan/plan.ts';
import type { ChangeOutput } from '#core/tools/change-output.ts';
import { applyPlan, requirePlan } from './apply-plan.ts';
import type { ToolContext } from './tool-context.ts';

/**
 * Carries out a plan because its user said so, themselves: only what answers a session's own request may call this. It
 * holds for the changes they were shown and for the conversation they were asked in, and for nothing else.
 *
 * What happens is told as done by the agent that had asked for it.
 *
 * @throws AppError `not_found`, `gone`, `forbidden` in another conversation, `plan_outdated`
 */
export async function confirmPlan(
  ctx: ToolContext,
  planId: string,
  { fingerprint, conversationId }: ConfirmPlan,
): Promise<ChangeOutput> {
  const plan = await requirePlan(ctx, planId);
  if (plan.conversationId !== conversationId) {
    throw new AppError('forbidden', 'This is confirmed in the conversation that it was asked in.');
  }
  if (plan.fingerprint !== fingerprint) {
    throw new AppError('plan_outdated', 'What was shown is not what this plan does. Look at it again.');
  }
  return await applyPlan({ ...ctx, caller: { ...ctx.caller, actor: plan.actor } }, planId, { isConfirmed: true });
}
