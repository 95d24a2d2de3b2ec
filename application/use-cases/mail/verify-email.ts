import { sql } from 'drizzle-orm';
import { AppError } from '#core/errors.ts';
import { type Instant, toEpochMs } from '#core/instant.ts';
import { type Database, runBatch } from '../../db/database.ts';
import { verificationIdentifier } from './verification-identifier.ts';

/**
 * Takes a link of a verification mail, once.
 *
 * @throws AppError `validation_failed` when it was used, is over, or never was
 */
export async function verifyEmail(db: Database, now: Instant, token: string): Promise<void> {
  const identifier = await verificationIdentifier(token);
  const nowMs = toEpochMs(now);
  const [verified] = await runBatch(db, [
    sql`UPDATE users SET email_verified = 1, updated_at = ${nowMs} WHERE id =
      (SELECT value FROM verifications WHERE identifier = ${identifier} AND expires_at > ${nowMs}) RETURNING 1`,
    sql`DELETE FROM verifications WHERE identifier = ${identifier}`,
  ]);
  if (verified?.length === 1) return;
  const message = 'This link was used already, or is too old. Ask for a new one.';
  throw new AppError('validation_failed', message, { errors: [{ path: 'token', message }] });
}
