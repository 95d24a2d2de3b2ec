import { sql } from 'drizzle-orm';
import { z } from 'zod';
import {
  MAX_PUSH_SUBSCRIPTIONS,
  type NewPushSubscription,
  type PushSubscription,
} from '#core/delivery/push-subscription.ts';
import { AppError, type FieldError } from '#core/errors.ts';
import { SubscriptionIdSchema } from '#core/ids.ts';
import { toEpochMs, toInstant } from '#core/instant.ts';
import { type Database, runBatch } from '../../db/database.ts';
import type { Effects } from '../../effects.ts';
import type { PushPort } from '../../push-port.ts';
import { listedSubscription } from './list-push-subscriptions.ts';

const RowSchema = z.object({ id: SubscriptionIdSchema, name: z.string(), endpoint: z.string(), createdAt: z.int() });
const UNNAMED = 'A browser';

/**
 * Makes a browser one of those that get pushes. A browser that is there already keeps its id and gets its new keys;
 * one that was somebody else's changes hands, because both use the same browser and only one is signed in.
 *
 * @throws AppError `validation_failed` for an address that is no push service's or a key that is none, `limit_reached`
 */
export async function addPushSubscription(
  deps: { db: Database; effects: Effects; push: PushPort },
  { userId, sessionId }: { userId: string; sessionId: string },
  wanted: NewPushSubscription,
): Promise<PushSubscription> {
  const { db, effects, push } = deps;
  const { keys, name } = wanted;
  const endpoint = new URL(wanted.endpoint).href;
  if (!push.isAllowed(endpoint)) throw refused('endpoint', 'must be the address of a known push service');
  if (!(await isOnCurve(keys.p256dh))) throw refused('keys.p256dh', 'must be a point of the curve P-256');
  const nowMs = toEpochMs(effects.now());
  // The limit stands in the statement itself, so that two at once cannot both be the twentieth.
  const [, rows] = await runBatch(db, [
    sql`DELETE FROM push_subscriptions WHERE endpoint = ${endpoint} AND user_id <> ${userId}`,
    sql`INSERT INTO push_subscriptions (user_id, id, session_id, name, endpoint, p256dh, auth, created_at)
      SELECT ${userId}, ${effects.newId('subscription')}, ${sessionId}, ${name ?? UNNAMED}, ${endpoint},
        ${keys.p256dh}, ${keys.auth}, ${nowMs}
      WHERE (SELECT count(*) FROM push_subscriptions WHERE user_id = ${userId} AND endpoint <> ${endpoint})
        < ${MAX_PUSH_SUBSCRIPTIONS}
      ON CONFLICT (endpoint) DO UPDATE SET session_id = excluded.session_id, p256dh = excluded.p256dh,
        auth = excluded.auth, name = COALESCE(${name ?? null}, name)
      RETURNING id, name, endpoint, created_at AS createdAt`,
  ]);
  const [row] = z.array(RowSchema).parse(rows);
  if (!row) {
    throw new AppError(
      'limit_reached',
      `There are ${MAX_PUSH_SUBSCRIPTIONS} devices already. Remove one that is no longer used.`,
    );
  }
  return await listedSubscription({ ...row, createdAt: toInstant(row.createdAt) });
}

function refused(path: string, message: string): AppError {
  const errors: FieldError[] = [{ path, message }];
  return new AppError('validation_failed', 'This is no subscription that can be sent to.', { errors });
}

async function isOnCurve(p256dh: string): Promise<boolean> {
  const bytes = Uint8Array.from(atob(p256dh.replaceAll('-', '+').replaceAll('_', '/')), (byte) => byte.charCodeAt(0));
  try {
    await crypto.subtle.importKey('raw', bytes, { name: 'ECDH', namedCurve: 'P-256' }, false, []);
    return true;
  } catch {
    return false;
  }
}
