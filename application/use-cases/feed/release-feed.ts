import { type Database, runBatch } from '../../db/database.ts';
import { releaseLease } from '../../db/queries/feed-consumers.ts';
import { hashLeaseToken } from './lease-token.ts';

/** Gives a lease back. One that is not held any more stays as it is: whoever asks is rid of it either way. */
export async function releaseFeed(
  db: Database,
  { consumer, token }: { consumer: string; token: string },
): Promise<void> {
  await runBatch(db, [releaseLease({ consumer, hash: await hashLeaseToken(token) })]);
}
