import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { type Database, runBatch } from '../database.ts';

export interface UsersWithEvents {
  /** Where the page ends; the cursor itself when nothing follows it. */
  lastSeq: number;
  users: { userId: string; firstSeq: number; firstAtMs: number }[];
}

const UserSchema = z.object({ userId: z.string(), firstSeq: z.int(), firstAtMs: z.int(), lastSeq: z.int() });

/** Whose events follow a reader's cursor, within one page of the log. */
export async function findUsersWithEvents(
  db: Database,
  consumer: string,
  pageEvents: number,
): Promise<UsersWithEvents> {
  const cursor = sql`COALESCE((SELECT seq FROM cursors WHERE consumer = ${consumer}), 0)`;
  const [cursors, rows] = await runBatch(db, [
    sql`SELECT ${cursor} AS seq`,
    sql`SELECT user_id AS userId, min(seq) AS firstSeq, min(occurred_at) AS firstAtMs, max(seq) AS lastSeq
      FROM (SELECT seq, user_id, occurred_at FROM events WHERE seq > ${cursor} ORDER BY seq LIMIT ${pageEvents})
      GROUP BY user_id ORDER BY min(seq)`,
  ]);
  const at = z.object({ seq: z.int() }).parse(cursors?.[0]).seq;
  const users = z.array(UserSchema).parse(rows);
  return { lastSeq: Math.max(at, ...users.map(({ lastSeq }) => lastSeq)), users };
}
