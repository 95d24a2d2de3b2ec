import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { type Database, runBatch } from '../../db/database.ts';

export const StockSchema = z.object({
  countedAtMs: z.int(),
  users: z.int(),
  openTasks: z.int(),
  completedTasks: z.int(),
  trashedTasks: z.int(),
  reminders: z.int(),
});
/** How much there is of everything. */
export type Stock = z.infer<typeof StockSchema>;

const FIVE_MINUTES_MS = 300_000;
const DAY_MS = 86_400_000;
/** Rows that counting may read a day, as long as one count does not need more. */
const ROWS_A_DAY = 24_000_000;

/**
 * When it is time to count again. Counting reads every row, so the more there are the more seldom: every five minutes
 * for a few, once a day from 24 million on. A day then costs as much as one count, or 24 million rows (0.024 $).
 */
export function isStockDue(stock: Stock | null, nowMs: number): boolean {
  if (stock === null) return true;
  const rows = stock.users + stock.openTasks + stock.completedTasks + stock.trashedTasks + stock.reminders;
  const pauseMs = Math.min(DAY_MS, Math.max(FIVE_MINUTES_MS, (rows / ROWS_A_DAY) * DAY_MS));
  return nowMs >= stock.countedAtMs + pauseMs;
}

/** Counts everything, by walking through all of it. */
export async function countStock(db: Database, nowMs: number): Promise<Stock> {
  const [rows] = await runBatch(db, [
    sql`SELECT (SELECT count(*) FROM users) AS users, open AS openTasks, completed AS completedTasks,
      trashed AS trashedTasks, (SELECT count(*) FROM timers WHERE kind = 'ring' AND parked_at IS NULL) AS reminders
      FROM (SELECT count(*) FILTER (WHERE deleted_at IS NULL AND status = 'open') AS open,
        count(*) FILTER (WHERE deleted_at IS NULL AND status = 'completed') AS completed,
        count(deleted_at) AS trashed FROM tasks)`,
  ]);
  return StockSchema.parse({ countedAtMs: nowMs, ...rows?.[0] });
}
