import { and, asc, eq } from 'drizzle-orm';
import type { Webhook } from '#core/delivery/webhook.ts';
import { AppError } from '#core/errors.ts';
import { type Instant, toEpochMs } from '#core/instant.ts';
import type { Database } from '../../db/database.ts';
import { webhooks } from '../../db/delivery-schema.ts';

type Row = typeof webhooks.$inferSelect;

/** The webhooks of a user, in the order of their making. */
export async function listWebhooks(db: Database, userId: string, now: Instant): Promise<Webhook[]> {
  const rows = await db.select().from(webhooks).where(eq(webhooks.userId, userId)).orderBy(asc(webhooks.id));
  return rows.map((row) => listedWebhook(row, now));
}

/** @throws AppError `not_found`, also for a webhook of somebody else */
export async function findWebhook(db: Database, userId: string, id: string): Promise<Row> {
  const [row] = await db
    .select()
    .from(webhooks)
    .where(and(eq(webhooks.userId, userId), eq(webhooks.id, id)));
  if (!row) throw unknownWebhook(id);
  return row;
}

export function unknownWebhook(id: string): AppError {
  return new AppError('not_found', `There is no webhook ${id}.`);
}

/** A webhook as it is shown: its secrets are in no list. */
export function listedWebhook(row: Row, now: Instant): Webhook {
  const { id, name, url, disabledAt, disabledReason, previousUntil, createdAt, updatedAt } = row;
  const isSigning = previousUntil !== null && toEpochMs(previousUntil) > toEpochMs(now);
  const previousSecretUntil = isSigning ? previousUntil : null;
  return { id, name, url, disabledAt, disabledReason, previousSecretUntil, createdAt, updatedAt };
}
