import { and, eq } from 'drizzle-orm';
import type { Webhook, WebhookPatch } from '#core/delivery/webhook.ts';
import { webhooks } from '../../db/delivery-schema.ts';
import { checkedUrl } from './checked-url.ts';
import { findWebhook, listedWebhook, unknownWebhook } from './find-webhook.ts';
import type { WebhookDeps } from './webhook-deps.ts';

/**
 * Renames a webhook, points it elsewhere, or switches it off or on. What waits for one that is off is not sent.
 *
 * @throws AppError `not_found`, `validation_failed`
 */
export async function updateWebhook(
  deps: WebhookDeps,
  { userId, tokenId }: { userId: string; tokenId: string | null },
  id: string,
  { name, url, isEnabled }: WebhookPatch,
): Promise<Webhook> {
  const { db, effects } = deps;
  const now = effects.now();
  const before = await findWebhook(db, userId, id);
  const switched = isEnabled === undefined || isEnabled === (before.disabledAt === null);
  const [row] = await db
    .update(webhooks)
    .set({
      ...(name !== undefined && { name }),
      ...(url !== undefined && { url: checkedUrl(deps, url) }),
      ...(!switched &&
        (isEnabled ? { disabledAt: null, disabledReason: null } : { disabledAt: now, disabledReason: 'user' })),
      // Whoever says where it goes, or that it goes on, is who it ends with.
      ...((url !== undefined || isEnabled === true) && { tokenId }),
      updatedAt: now,
    })
    .where(and(eq(webhooks.userId, userId), eq(webhooks.id, id)))
    .returning();
  if (!row) throw unknownWebhook(id);
  return listedWebhook(row, now);
}
