import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Database } from '../database.ts';
import { readRingRef, ringRef } from '../ring-ref.ts';

/** A reminder that is to ring, and when, in ms since the epoch. */
export interface Ring {
  taskId: string;
  reminderId: string;
  atMs: number;
}

const RowSchema = z.object({ ref: z.string(), atMs: z.int() });

/** What is to ring, soonest first. A parked one is not: somebody has to look at it first. */
export async function listRings(db: Database, userId: string, limit: number): Promise<Ring[]> {
  const rows = await db.all(sql`SELECT ref, fire_at AS atMs FROM timers
    WHERE user_id = ${userId} AND kind = 'ring' AND parked_at IS NULL ORDER BY fire_at LIMIT ${limit}`);
  return z.array(RowSchema).parse(rows).map(ringFromRow);
}

export async function listRingsOf(db: Database, userId: string, taskId: string): Promise<Ring[]> {
  // Every ref of the task, as a range of the primary key.
  const rows = await db.all(sql`SELECT ref, fire_at AS atMs FROM timers
    WHERE user_id = ${userId} AND kind = 'ring' AND ref >= ${ringRef(taskId, '')} AND ref < ${`${taskId}!`}
      AND parked_at IS NULL`);
  return z.array(RowSchema).parse(rows).map(ringFromRow);
}

function ringFromRow({ ref, atMs }: z.infer<typeof RowSchema>): Ring {
  return { ...readRingRef(ref), atMs };
}
