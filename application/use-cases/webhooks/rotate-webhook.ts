import { and, eq, sql } from 'drizzle-orm';
import { SECRET_OVERLAP_MS, type WebhookWithSecret } from '#core/delivery/webhook.ts';
import { toEpochMs, toInstant } from '#core/instant.ts';
import { webhooks } from '../../db/delivery-schema.ts';
import { listedWebhook, unknownWebhook } from './find-webhook.ts';
import { mintWebhookSecret } from './mint-webhook-secret.ts';
import type { WebhookDeps } from './webhook-deps.ts';

/**
 * Gives a webhook a fresh secret; the one before signs too for a day, so that nothing is refused meanwhile.
 *
 * @throws AppError `not_found`
 */
export async function rotateWebhook(
  { db, effects }: WebhookDeps,
  userId: string,
  id: string,
): Promise<WebhookWithSecret> {
  const now = effects.now();
  const secret = mintWebhookSecret();
  const [row] = await db
    .update(webhooks)
    .set({
      secret,
      previousSecret: sql`${webhooks.secret}`,
      previousUntil: toInstant(toEpochMs(now) + SECRET_OVERLAP_MS),
      updatedAt: now,
    })
    .where(and(eq(webhooks.userId, userId), eq(webhooks.id, id)))
    .returning();
  if (!row) throw unknownWebhook(id);
  return { webhook: listedWebhook(row, now), secret };
}
