import { sql } from 'drizzle-orm';
import { type Instant, toEpochMs } from '#core/instant.ts';
import { type Database, runBatch } from '../../db/database.ts';

/** Whether mail about reminders is wanted; doing it again changes nothing. */
export async function setSubscription(
  db: Database,
  now: Instant,
  userId: string,
  isSubscribed: boolean,
): Promise<void> {
  await runBatch(db, [
    isSubscribed
      ? sql`DELETE FROM mail_opt_outs WHERE user_id = ${userId}`
      : sql`INSERT INTO mail_opt_outs (user_id, created_at)
          SELECT id, ${toEpochMs(now)} FROM users WHERE id = ${userId} ON CONFLICT DO NOTHING`,
  ]);
}
