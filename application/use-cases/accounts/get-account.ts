import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Account } from '#core/account/account.ts';
import { AppError } from '#core/errors.ts';
import { toInstant } from '#core/instant.ts';
import { type Database, runBatch } from '../../db/database.ts';

const RowSchema = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  created_at: z.int(),
  has_password: z.int(),
  erases_at: z.int().nullable(),
});

/** @throws AppError `not_found` when the account is gone */
export async function getAccount(db: Database, userId: string): Promise<Account> {
  const [rows] = await runBatch(db, [
    sql`SELECT id, name, email, created_at,
        EXISTS (SELECT 1 FROM credentials WHERE user_id = users.id) AS has_password,
        (SELECT fire_at FROM timers WHERE user_id = users.id AND kind = 'erase' AND ref = 'account') AS erases_at
      FROM users WHERE id = ${userId}`,
  ]);
  const [row] = z.array(RowSchema).parse(rows);
  if (!row) throw new AppError('not_found', 'This account is gone.');
  return {
    id: row.id,
    name: row.name,
    email: row.email,
    createdAt: toInstant(row.created_at),
    isDemo: row.has_password === 0,
    erasesAt: row.erases_at === null ? null : toInstant(row.erases_at),
  };
}
