import { AppError } from '#core/errors.ts';
import { type Database, runBatch } from '../../db/database.ts';
import { forgetConsumer as forget, resyncConsumer as resync } from '../../db/queries/feed-consumers.ts';

/**
 * Lets a consumer begin anew with a snapshot, however it stands.
 *
 * @throws AppError `not_found`
 */
export async function resyncConsumer(db: Database, consumer: string): Promise<void> {
  const [changed] = await runBatch(db, [resync(consumer)]);
  requireOne(changed, consumer);
}

/**
 * Forgets a consumer and its place: it holds nothing back any more, and begins with a snapshot should it come again.
 *
 * @throws AppError `not_found`
 */
export async function forgetConsumer(db: Database, consumer: string): Promise<void> {
  const [changed] = await runBatch(db, [forget(consumer)]);
  requireOne(changed, consumer);
}

function requireOne(changed: readonly unknown[] | undefined, consumer: string): void {
  if (changed?.length !== 1) throw new AppError('not_found', `There is no consumer ${consumer}.`);
}
