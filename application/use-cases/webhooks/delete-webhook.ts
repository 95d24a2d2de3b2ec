import { and, eq } from 'drizzle-orm';
import type { Database } from '../../db/database.ts';
import { webhooks } from '../../db/delivery-schema.ts';
import { unknownWebhook } from './find-webhook.ts';

/** @throws AppError `not_found` */
export async function deleteWebhook(db: Database, userId: string, id: string): Promise<void> {
  const gone = await db
    .delete(webhooks)
    .where(and(eq(webhooks.userId, userId), eq(webhooks.id, id)))
    .returning({ id: webhooks.id });
  if (gone.length === 0) throw unknownWebhook(id);
}
