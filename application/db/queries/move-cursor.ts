import { type SQL, sql } from 'drizzle-orm';

/** The statement that notes how far a reader has come. */
export function moveCursor(consumer: string, seq: number, nowMs: number): SQL {
  return sql`INSERT INTO cursors (consumer, seq, updated_at) VALUES (${consumer}, ${seq}, ${nowMs})
    ON CONFLICT (consumer) DO UPDATE SET seq = excluded.seq, updated_at = excluded.updated_at`;
}
