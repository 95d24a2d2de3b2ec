import { asc, eq } from 'drizzle-orm';
import type { PushSubscription } from '#core/delivery/push-subscription.ts';
import type { Instant } from '#core/instant.ts';
import type { Database } from '../../db/database.ts';
import { pushSubscriptions } from '../../db/delivery-schema.ts';

/** The browsers that get a user's pushes, in the order of their ids, which is that of their making. */
export async function listPushSubscriptions(db: Database, userId: string): Promise<PushSubscription[]> {
  const { id, name, endpoint, createdAt } = pushSubscriptions;
  const rows = await db
    .select({ id, name, endpoint, createdAt })
    .from(pushSubscriptions)
    .where(eq(pushSubscriptions.userId, userId))
    .orderBy(asc(id));
  return await Promise.all(rows.map(listedSubscription));
}

/** A subscription as it is shown: the endpoint itself is a secret. */
export async function listedSubscription(row: {
  id: string;
  name: string;
  endpoint: string;
  createdAt: Instant;
}): Promise<PushSubscription> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(row.endpoint));
  const base64 = btoa(String.fromCharCode(...new Uint8Array(digest)));
  return {
    id: row.id,
    name: row.name,
    service: new URL(row.endpoint).host,
    endpointDigest: base64.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', ''),
    createdAt: row.createdAt,
  };
}
