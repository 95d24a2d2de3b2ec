import { and, desc, eq, sql } from 'drizzle-orm';
import type { WebhookMessage } from '#core/delivery/webhook.ts';
import type { Database } from '../../db/database.ts';
import { deliveries, deliveryAttempts, messages } from '../../db/delivery-schema.ts';
import { findWebhook } from './find-webhook.ts';

/**
 * The latest messages to a webhook, the newest first, with what was sent and what was answered at each try.
 *
 * @throws AppError `not_found`, also for a webhook of somebody else
 */
export async function listWebhookMessages(
  db: Database,
  userId: string,
  webhookId: string,
  limit: number,
): Promise<WebhookMessage[]> {
  await findWebhook(db, userId, webhookId);
  const latest = db
    .select()
    .from(messages)
    .where(and(eq(messages.userId, userId), eq(messages.destination, webhookId), eq(messages.channel, 'webhook')))
    .orderBy(desc(messages.createdAt))
    .limit(limit);
  const rows = await latest;
  // A call carries one line; its key leads to the tries.
  const keys = JSON.stringify(rows.flatMap(({ lines }) => lines));
  const ofThese = (table: typeof deliveries | typeof deliveryAttempts) =>
    sql`${table.userId} = ${userId} AND (${table.reminderId}, ${table.firingId}) IN
      (SELECT value ->> 0, value ->> 1 FROM json_each(${keys}))
      AND ${table.channel} = 'webhook' AND ${table.destination} = ${webhookId}`;
  const [lines, attempts] = await db.batch([
    db.select().from(deliveries).where(ofThese(deliveries)),
    db.select().from(deliveryAttempts).where(ofThese(deliveryAttempts)).orderBy(deliveryAttempts.at),
  ]);
  const reasonOf = new Map(lines.map(({ firingId, reason }) => [firingId, reason]));
  const attemptsOf = Map.groupBy(attempts, ({ firingId }) => firingId);
  return rows.map(({ id, kind, status, body, createdAt, nextAttemptAt, lines: [key] }) => ({
    id,
    kind,
    status,
    reason: reasonOf.get(key?.[1] ?? '') ?? null,
    request: body,
    createdAt,
    nextAttemptAt,
    attempts: (attemptsOf.get(key?.[1] ?? '') ?? []).map(({ at, code, error, lateMs, durationMs, answer }) => {
      return { at, code, error, lateMs, durationMs, answer };
    }),
  }));
}
