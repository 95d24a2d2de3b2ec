import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { MessageKind } from '#core/delivery/delivery-notice.ts';
import { type Database, runBatch } from '../../db/database.ts';

/** Enough for whoever presses twice, too few to fill somebody's mailbox. */
export const MAX_MAILS_AN_HOUR = 3;
const HOUR_MS = 3_600_000;
const CountSchema = z.array(z.object({ count: z.int() }));

/** Whether a user was mailed about something as often as may be, within the last hour. */
export async function isMailedEnough(db: Database, userId: string, kind: MessageKind, nowMs: number): Promise<boolean> {
  const [rows] = await runBatch(db, [
    sql`SELECT count(*) AS count FROM messages
      WHERE user_id = ${userId} AND kind = ${kind} AND created_at > ${nowMs - HOUR_MS}`,
  ]);
  return (CountSchema.parse(rows)[0]?.count ?? 0) >= MAX_MAILS_AN_HOUR;
}
