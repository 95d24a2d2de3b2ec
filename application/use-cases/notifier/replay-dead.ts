import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { AppError } from '#core/errors.ts';
import { toEpochMs } from '#core/instant.ts';
import type { Actor } from '#core/log/actor.ts';
import type { DeliveriesReplayed, ReplayDeliveries } from '#core/query/deliveries-query.ts';
import { runBatch } from '../../db/database.ts';
import type { LedgerDeps } from './change-ledger.ts';
import { resendMessage } from './send-again.ts';

/** Each costs a read and a commit, of the five hundred statements a request may make. */
const MAX_MESSAGES = 20;
const OPERATOR: Actor = { kind: 'system', client: 'operator', conversation: null };
const RowSchema = z.object({ userId: z.string(), id: z.string(), updatedAtMs: z.int() });

/** Sends what was given up once more: of everybody or of one user, the longest given up first. */
export async function replayDead(
  deps: LedgerDeps,
  { user, since, before }: ReplayDeliveries,
): Promise<DeliveriesReplayed> {
  const { db, effects } = deps;
  const beforeMs = toEpochMs(before ?? effects.now());
  const [rows] = await runBatch(db, [
    sql`SELECT user_id AS userId, id, updated_at AS updatedAtMs FROM messages INDEXED BY messages_failed
      WHERE status = 'failed' AND updated_at >= ${since === undefined ? 0 : toEpochMs(since)}
        AND updated_at <= ${beforeMs} AND kind IN ('reminder', 'webhook_test')
        ${user === undefined ? sql`` : sql`AND user_id = ${user}`}
      ORDER BY updated_at, user_id, id LIMIT ${MAX_MESSAGES}`,
  ]);
  const dead = z.array(RowSchema).parse(rows);
  let replayed = 0;
  for (const { userId, id } of dead) {
    try {
      await resendMessage(deps, { userId, actor: OPERATOR }, { messageId: id, isReplay: false });
      replayed += 1;
    } catch (error) {
      // Sent again by its user a moment ago: as asked.
      if (!(error instanceof AppError) || error.code !== 'invalid_state') throw error;
    }
  }
  return { replayed, isMore: replayed > 0 && dead.length === MAX_MESSAGES };
}
