import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { AppError } from '#core/errors.ts';
import { toEpochMs } from '#core/instant.ts';
import { runBatch } from '../../db/database.ts';
import { randomDigits } from '../accounts/random-digits.ts';
import { queueMessage } from '../notifier/queue-message.ts';
import { ACCOUNT, type AccountMailDeps } from './account-mail-deps.ts';
import { isMailTooMany, MAX_MAILS_AN_HOUR } from './limit-mails.ts';
import { sealSecret } from './sealed-secret.ts';
import { verificationIdentifier } from './verification-identifier.ts';

const VERIFY_LINK_MS = 86_400_000;
const TOKEN_CHARACTERS = 43;

/**
 * Mails a link that says the address of the account is its owner's.
 *
 * @throws AppError `invalid_state` when it is verified, or belongs to a throw-away account; `limit_reached`
 */
export async function mailVerification(deps: AccountMailDeps, userId: string): Promise<void> {
  const { db, effects } = deps;
  const nowMs = toEpochMs(effects.now());
  const [people] = await runBatch(db, [
    sql`SELECT email_verified AS isVerified, EXISTS (SELECT 1 FROM credentials WHERE user_id = users.id) AS isOwn
      FROM users WHERE id = ${userId}`,
  ]);
  const [person] = z.array(z.object({ isVerified: z.int(), isOwn: z.int() })).parse(people);
  if (person?.isVerified === 1) throw new AppError('invalid_state', 'The address is verified already.');
  if (person?.isOwn !== 1) throw new AppError('invalid_state', 'A throw-away account has no address of its own.');
  if (await isMailTooMany(deps, userId, 'verify_email')) {
    throw new AppError(
      'limit_reached',
      `${MAX_MAILS_AN_HOUR} mails were asked for within an hour. Look for them first.`,
    );
  }
  const token = randomDigits(TOKEN_CHARACTERS);
  const expiresAtMs = nowMs + VERIFY_LINK_MS;
  await runBatch(db, [
    sql`INSERT INTO verifications (id, identifier, value, expires_at, created_at, updated_at)
      VALUES (${effects.newId('verification')}, ${await verificationIdentifier(token)}, ${userId}, ${expiresAtMs}, ${nowMs}, ${nowMs})`,
  ]);
  const message = { kind: 'verify_email', channel: 'email', destination: '', expiresAtMs } as const;
  const secret = await sealSecret(deps.configuration.authSecret, token);
  await queueMessage(deps, { userId, actor: ACCOUNT }, { ...message, secret });
}
