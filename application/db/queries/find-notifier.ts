import { eq } from 'drizzle-orm';
import type { OutsideChannel } from '#core/delivery/delivery-notice.ts';
import type { Instant } from '#core/instant.ts';
import type { Database } from '../database.ts';
import { notifiers } from '../delivery-schema.ts';

/** When a notifier last came for messages of a channel, to the minute; null when none ever did. */
export async function findNotifier(db: Database, channel: OutsideChannel): Promise<Instant | null> {
  const [row] = await db.select({ seenAt: notifiers.seenAt }).from(notifiers).where(eq(notifiers.channel, channel));
  return row?.seenAt ?? null;
}
