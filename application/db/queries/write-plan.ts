import { type SQL, sql } from 'drizzle-orm';
import { AppError } from '#core/errors.ts';
import { type Instant, toEpochMs } from '#core/instant.ts';
import type { Plan } from '#core/plan/plan.ts';
import { PreviewSchema } from '#core/plan/preview.ts';
import { byteLength } from '#core/text/text-schema.ts';

/** So many plans of one user wait at once; with one more the oldest goes. It is an agent in a loop that makes them. */
const MAX_WAITING = 50;
/** Far below what a row of D1 may hold, and more than a person reads. */
const MAX_BYTES = 512 * 1024;

/**
 * Statements that keep a plan.
 *
 * @throws AppError `too_large`
 */
export function insertPlan(userId: string, plan: Plan): SQL[] {
  const { changes, unchanged, blocked, remaining } = plan;
  const preview = JSON.stringify(PreviewSchema.parse({ changes, unchanged, blocked, remaining }));
  const [input, commands] = [JSON.stringify(plan.input), JSON.stringify(plan.commands)];
  if (byteLength(preview) + byteLength(input) + byteLength(commands) > MAX_BYTES) {
    throw new AppError('too_large', 'That is too much for one call. Split it into smaller ones.');
  }
  return [
    sql`INSERT INTO plans (user_id, id, tool, input, commands, preview, fingerprint, confirmation, conversation_id, actor,
        created_at, expires_at, applied_at, correlation_id)
      VALUES (${userId}, ${plan.id}, ${plan.tool}, ${input}, ${commands}, ${preview}, ${plan.fingerprint},
        ${plan.confirmation}, ${plan.conversationId}, ${JSON.stringify(plan.actor)}, ${toEpochMs(plan.createdAt)},
        ${toEpochMs(plan.expiresAt)}, ${plan.appliedAt === null ? null : toEpochMs(plan.appliedAt)}, ${plan.correlationId})`,
    sql`DELETE FROM plans WHERE user_id = ${userId} AND applied_at IS NULL AND id IN (SELECT id FROM plans
      WHERE user_id = ${userId} AND applied_at IS NULL ORDER BY created_at DESC, id DESC LIMIT -1 OFFSET ${MAX_WAITING})`,
  ];
}

/** The statement that says of a plan that it was applied; it belongs into the transaction of its events. */
export function markPlanApplied(userId: string, planId: string, appliedAt: Instant, correlationId: string): SQL {
  return sql`UPDATE plans SET applied_at = ${toEpochMs(appliedAt)}, correlation_id = ${correlationId}
    WHERE user_id = ${userId} AND id = ${planId}`;
}
