import { deriveId } from '#core/derive-id.ts';
import { AppError, invariant } from '#core/errors.ts';
import { toEpochMs, toInstant } from '#core/instant.ts';
import { isEqualJson } from '#core/json.ts';
import { confirmationFor } from '#core/plan/confirmation.ts';
import { fingerprintOf } from '#core/plan/fingerprint.ts';
import { joinDiffs } from '#core/plan/join-diffs.ts';
import { PLAN_LIFETIME_MS, type Plan } from '#core/plan/plan.ts';
import type { ChangeOutput } from '#core/tools/change-output.ts';
import { classifyD1Error } from '../db/d1-failure.ts';
import { runBatch } from '../db/database.ts';
import { findPlan } from '../db/queries/find-plan.ts';
import { insertPlan } from '../db/queries/write-plan.ts';
import { carryOut, type Decided } from '../use-cases/execute-commands.ts';
import type { CompiledChange, ParsedChange } from './bound-tool.ts';
import { doneOutput, outputOf } from './output-of.ts';
import { previewOf } from './preview-of.ts';
import { refuseChange } from './refuse-change.ts';
import type { ToolContext } from './tool-context.ts';

/**
 * Makes a change, or plans it: for a dry run, and where a person has to confirm it first. All of it is one commit under
 * one correlation id, so it happens as a whole or not at all, and one undo takes it back.
 *
 * A call with a key is a plan whose id follows from the key. So it is done once, whoever repeats it and whenever.
 *
 * @throws AppError why it is refused
 */
export async function runChange(
  ctx: ToolContext,
  tool: string,
  change: ParsedChange,
  key: string | null,
): Promise<ChangeOutput> {
  const { db, effects, caller } = ctx;
  const planId = key === null ? effects.newId('plan') : deriveId('plan', caller.userId, key);
  const earlier = key === null ? null : await answerAgain(ctx, planId, tool, change);
  if (earlier) return earlier;
  const compiled = await change.compile(ctx);
  const correlationId = correlationOf(ctx, tool);
  const describe = (decided: Decided) => describePlan(ctx, { planId, tool, change, compiled }, decided);
  const last: { decided: Decided | null; plan: Plan | null } = { decided: null, plan: null };
  const carriedOut = await carryOut(db, effects, {
    ...commitOf(ctx, tool, { id: planId, commands: compiled.commands, input: change.input }, key !== null),
    correlationId,
    review(decided) {
      const plan = decided.refused.size > 0 ? null : describe(decided);
      last.decided = decided;
      last.plan = plan;
      if (plan === null || change.isDryRun || (plan.confirmation !== null && !ctx.isBulkAllowed)) return null;
      last.plan = { ...plan, appliedAt: decided.now, correlationId };
      return key === null ? [] : insertPlan(caller.userId, last.plan);
    },
  });
  const isReplay = !carriedOut.isHeld && carriedOut.replies.some((reply) => reply.status === 'done' && reply.isReplay);
  if (isReplay) return await answerDone(ctx, planId, tool, change);
  const { decided, plan } = last;
  if (decided && decided.refused.size > 0) throw refuseChange(decided.refused, compiled.commands);
  invariant(plan, 'a change is reviewed before anything comes of it');
  if (!carriedOut.isHeld) {
    ctx.changedBefore.push(...plan.changes);
    return doneOutput(plan, { isReplay: false });
  }
  return (await keepPlan(ctx, plan)) ? outputOf(plan) : await answerDone(ctx, planId, tool, change);
}

/** Taking back is a step of its own, which can be taken back itself, whatever was done beside it. */
function correlationOf({ effects, correlationId }: ToolContext, tool: string): string {
  return tool === 'undo' || correlationId === null ? effects.newId('correlation') : correlationId;
}

/** What a plan and its application have in common: who, which commands, and under which keys. */
export function commitOf(
  { caller, onCommit }: ToolContext,
  tool: string,
  { id, commands, input }: Pick<Plan, 'id' | 'commands' | 'input'>,
  isKeyed: boolean,
) {
  return {
    userId: caller.userId,
    actor: { ...caller.actor, tool },
    trace: caller.trace,
    isAtomic: true,
    onCommit,
    // What a key stands for is the call: what it was compiled to has ids that were made up.
    commands: commands.map(({ command }, at) => ({
      key: isKeyed ? `${id}/${at}` : null,
      command,
      request: { tool, input, at },
    })),
  };
}

interface Described {
  planId: string;
  tool: string;
  change: ParsedChange;
  compiled: CompiledChange;
}

function describePlan(ctx: ToolContext, { planId, tool, change, compiled }: Described, decided: Decided): Plan {
  const preview = previewOf(decided);
  const { actor } = ctx.caller;
  return {
    id: planId,
    tool,
    input: change.input,
    commands: compiled.commands,
    ...preview,
    fingerprint: fingerprintOf(preview),
    confirmation:
      confirmationFor(joinDiffs(ctx.changedBefore, preview.changes), compiled.madeHere) ??
      (change.asksFirst && preview.changes.length > 0 ? 'asked_first' : null),
    conversationId: actor.conversation,
    actor,
    createdAt: decided.now,
    expiresAt: toInstant(toEpochMs(decided.now) + PLAN_LIFETIME_MS),
    appliedAt: null,
    correlationId: null,
  };
}

/** Keeps a plan for whoever applies it; false when the same call had kept it already. */
async function keepPlan({ db, caller }: ToolContext, plan: Plan): Promise<boolean> {
  try {
    await runBatch(db, insertPlan(caller.userId, plan));
    return true;
  } catch (error) {
    if (classifyD1Error(error) === 'conflict') return false;
    throw error;
  }
}

async function answerDone(ctx: ToolContext, planId: string, tool: string, change: ParsedChange): Promise<ChangeOutput> {
  const answer = await answerAgain(ctx, planId, tool, change);
  invariant(answer, 'what was done under a key has a plan');
  return answer;
}

/** The answer to a call that was made before under its key; null when it was not. */
async function answerAgain(
  { db, caller, effects }: ToolContext,
  planId: string,
  tool: string,
  { input }: ParsedChange,
): Promise<ChangeOutput | null> {
  const plan = await findPlan(db, caller.userId, planId);
  if (plan === null) return null;
  if (plan.tool !== tool || !isEqualJson(plan.input, input)) {
    throw new AppError('key_reused', 'The key of this call was used for another one. Choose a fresh one.');
  }
  if (plan.appliedAt !== null) return doneOutput(plan, { isReplay: true });
  if (plan.expiresAt <= effects.now()) {
    throw new AppError('gone', 'The plan this call made has expired. Call again under a fresh key.');
  }
  return outputOf(plan);
}
