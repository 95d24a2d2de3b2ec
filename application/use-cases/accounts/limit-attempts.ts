import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { toEpochMs } from '#core/instant.ts';
import { type Database, runBatch } from '../../db/database.ts';
import type { Effects } from '../../effects.ts';

/** So many attempts in so long. */
export interface AttemptLimit {
  max: number;
  windowSeconds: number;
}

const CountsSchema = z.array(z.object({ count: z.int(), resets_at: z.int() })).length(1);

/**
 * Counts an attempt, and says for how many seconds to wait when they are used up; null when it may go on. Exact, unlike
 * a limit in the memory of one machine, because what it guards (passwords) is worth a write. A refused attempt does
 * not make the wait longer.
 */
export async function limitAttempts(
  db: Database,
  effects: Effects,
  key: string,
  limit: AttemptLimit,
): Promise<number | null> {
  const now = toEpochMs(effects.now());
  const [, rows] = await runBatch(db, [
    sql`DELETE FROM attempts WHERE resets_at <= ${now}`,
    sql`INSERT INTO attempts (key, count, resets_at) VALUES (${key}, 1, ${now + limit.windowSeconds * 1000})
      ON CONFLICT (key) DO UPDATE SET count = count + 1 RETURNING count, resets_at`,
  ]);
  const [counted] = CountsSchema.parse(rows);
  if (!counted || counted.count <= limit.max) return null;
  return Math.max(1, Math.ceil((counted.resets_at - now) / 1000));
}
