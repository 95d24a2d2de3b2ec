import { eq } from 'drizzle-orm';
import type { AccountPatch } from '#core/account/account.ts';
import { type Instant, toEpochMs } from '#core/instant.ts';
import { users } from '../../db/account-schema.ts';
import type { Database } from '../../db/database.ts';

/** Changes how a person is called. Nothing to take back or to tell devices: it is no part of the log. */
export async function updateAccount(db: Database, now: Instant, userId: string, { name }: AccountPatch): Promise<void> {
  await db
    .update(users)
    .set({ name, updatedAt: new Date(toEpochMs(now)) })
    .where(eq(users.id, userId));
}
