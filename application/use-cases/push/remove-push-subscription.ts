import { and, eq } from 'drizzle-orm';
import { AppError } from '#core/errors.ts';
import type { Database } from '../../db/database.ts';
import { pushSubscriptions } from '../../db/delivery-schema.ts';

/**
 * Sends nothing more to a device. What waits for it is cancelled when its turn comes.
 *
 * @throws AppError `not_found`, also for a device of somebody else
 */
export async function removePushSubscription(db: Database, userId: string, id: string): Promise<void> {
  const removed = await db
    .delete(pushSubscriptions)
    .where(and(eq(pushSubscriptions.userId, userId), eq(pushSubscriptions.id, id)))
    .returning({ id: pushSubscriptions.id });
  if (removed.length === 0) throw new AppError('not_found', `There is no device ${id}.`);
}
