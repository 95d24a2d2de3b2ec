import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { MAX_WEBHOOKS, type NewWebhook, type WebhookWithSecret } from '#core/delivery/webhook.ts';
import { AppError } from '#core/errors.ts';
import { toEpochMs } from '#core/instant.ts';
import { runBatch } from '../../db/database.ts';
import { checkedUrl } from './checked-url.ts';
import { findWebhook, listedWebhook } from './find-webhook.ts';
import { mintWebhookSecret } from './mint-webhook-secret.ts';
import type { WebhookDeps } from './webhook-deps.ts';

/**
 * Makes a webhook. The answer is one of two places that ever show its secret.
 *
 * @throws AppError `validation_failed` for an address that must not be called, `limit_reached`
 */
export async function createWebhook(
  deps: WebhookDeps,
  { userId, tokenId }: { userId: string; tokenId: string | null },
  { name, url: wanted }: NewWebhook,
): Promise<WebhookWithSecret> {
  const { db, effects } = deps;
  const url = checkedUrl(deps, wanted);
  const id = effects.newId('webhook');
  const secret = mintWebhookSecret();
  const now = effects.now();
  const nowMs = toEpochMs(now);
  // The limit stands in the statement itself, so that two at once cannot both be the tenth.
  const [rows] = await runBatch(db, [
    sql`INSERT INTO webhooks (user_id, id, token_id, name, url, secret, created_at, updated_at)
      SELECT ${userId}, ${id}, ${tokenId}, ${name}, ${url}, ${secret}, ${nowMs}, ${nowMs}
      WHERE (SELECT count(*) FROM webhooks WHERE user_id = ${userId}) < ${MAX_WEBHOOKS} RETURNING id`,
  ]);
  if (z.array(z.unknown()).parse(rows).length === 0) {
    throw new AppError(
      'limit_reached',
      `There are ${MAX_WEBHOOKS} webhooks already. Delete one that is no longer used.`,
    );
  }
  return { webhook: listedWebhook(await findWebhook(db, userId, id), now), secret };
}
