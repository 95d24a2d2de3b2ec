import { limitAttempts } from '../accounts/limit-attempts.ts';
import type { LedgerDeps } from '../notifier/change-ledger.ts';

/** Enough for whoever presses twice, too few to fill somebody's mailbox. */
export const MAX_MAILS_AN_HOUR = 3;
const LIMIT = { max: MAX_MAILS_AN_HOUR, windowSeconds: 3600 };

/**
 * Counts a mail about something that a user is sent, many at once as well.
 *
 * @returns whether it is one too many within the hour, and must not be sent
 */
export async function isMailTooMany(
  { db, effects }: Pick<LedgerDeps, 'db' | 'effects'>,
  userId: string,
  kind: 'verify_email' | 'reset_password',
): Promise<boolean> {
  return (await limitAttempts(db, effects, `mail ${kind} ${userId}`, LIMIT)) !== null;
}
