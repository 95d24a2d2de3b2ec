import { sql } from 'drizzle-orm';
import { type Instant, toEpochMs } from '#core/instant.ts';
import { type Database, runBatch } from '../../db/database.ts';

const CHUNK_ROWS = 1000;
const KEEP_REVOKED_MS = 30 * 86_400_000;

/**
 * Removes sessions and links that are over, and tokens revoked a month ago: a chunk of each.
 *
 * @returns whether there may be more
 */
export async function pruneCredentials(db: Database, now: Instant): Promise<boolean> {
  const nowMs = toEpochMs(now);
  const results = await runBatch(db, [
    sql`DELETE FROM sessions WHERE token IN (SELECT token FROM sessions WHERE expires_at <= ${nowMs} LIMIT ${CHUNK_ROWS}) RETURNING 1`,
    sql`DELETE FROM verifications WHERE id IN (SELECT id FROM verifications WHERE expires_at <= ${nowMs} LIMIT ${CHUNK_ROWS}) RETURNING 1`,
    sql`DELETE FROM api_tokens WHERE hash IN
      (SELECT hash FROM api_tokens WHERE revoked_at <= ${nowMs - KEEP_REVOKED_MS} LIMIT ${CHUNK_ROWS}) RETURNING 1`,
  ]);
  return results.some((rows) => rows.length === CHUNK_ROWS);
}
