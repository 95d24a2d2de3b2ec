import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { EmailStatus } from '#core/account/email.ts';
import { AppError } from '#core/errors.ts';
import { toInstant } from '#core/instant.ts';
import { type Database, runBatch } from '../../db/database.ts';

const StatusSchema = z.object({
  address: z.string(),
  isVerified: z.int(),
  isSubscribed: z.int(),
  sentAt: z.int().nullable(),
  sentStatus: z.enum(['waiting', 'sent', 'cancelled', 'failed']).nullable(),
  notifierSeenAt: z.int().nullable(),
});

/** What a person sees of their mail. @throws AppError `not_found` when the account is gone */
export async function getEmailStatus(db: Database, userId: string): Promise<EmailStatus> {
  const latest = (column: string) =>
    sql`(SELECT ${sql.raw(column)} FROM messages WHERE user_id = users.id AND kind = 'verify_email'
      ORDER BY created_at DESC LIMIT 1)`;
  const [rows] = await runBatch(db, [
    sql`SELECT email AS address, email_verified AS isVerified,
        NOT EXISTS (SELECT 1 FROM mail_opt_outs WHERE user_id = users.id) AS isSubscribed,
        ${latest('created_at')} AS sentAt, ${latest('status')} AS sentStatus,
        (SELECT seen_at FROM notifiers WHERE channel = 'email') AS notifierSeenAt
      FROM users WHERE id = ${userId}`,
  ]);
  const [row] = z.array(StatusSchema).parse(rows);
  if (!row) throw new AppError('not_found', 'This account is gone.');
  const { address, isVerified, isSubscribed, sentAt, sentStatus, notifierSeenAt } = row;
  return {
    address,
    isVerified: isVerified === 1,
    isSubscribed: isSubscribed === 1,
    verification: sentAt === null || sentStatus === null ? null : { askedAt: toInstant(sentAt), status: sentStatus },
    notifierSeenAt: notifierSeenAt === null ? null : toInstant(notifierSeenAt),
  };
}
