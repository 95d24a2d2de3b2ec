import { type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import { toInstant } from '#core/instant.ts';
import type { TroubledTimers, TroubledTimersQuery } from '#core/query/timers-query.ts';
import { type Database, runBatch } from '../database.ts';

const RowSchema = z.object({
  userId: z.string(),
  kind: z.string(),
  ref: z.string(),
  fireAtMs: z.int(),
  plannedAtMs: z.int().nullable(),
  parkedAtMs: z.int().nullable(),
  attempts: z.int(),
  lastError: z.string().nullable(),
});

const CountSchema = z.object({ count: z.int() });

const COLUMNS = sql.raw(`user_id AS userId, kind, ref, fire_at AS fireAtMs, planned_at AS plannedAtMs,
  parked_at AS parkedAtMs, attempts, last_error AS lastError`);

/** Timers that failed too often, and those that should have run before `overdueBeforeMs`, of everybody or of one user. */
export async function listTroubledTimers(
  db: Database,
  { user, per_page: limit }: TroubledTimersQuery,
  overdueBeforeMs: number,
): Promise<TroubledTimers> {
  const ofUser = user === undefined ? sql`` : sql`AND user_id = ${user}`;
  const parked = sql`FROM timers WHERE parked_at IS NOT NULL ${ofUser}`;
  const overdue = sql`FROM timers WHERE parked_at IS NULL AND fire_at < ${overdueBeforeMs} ${ofUser}`;
  const page = (of: SQL, order: string) => sql`SELECT ${COLUMNS} ${of} ORDER BY ${sql.raw(order)} LIMIT ${limit}`;
  const [parkedRows, overdueRows, parkedCount, overdueCount] = await runBatch(db, [
    page(parked, 'COALESCE(planned_at, fire_at), user_id, ref'),
    page(overdue, 'fire_at, user_id, ref'),
    sql`SELECT count(*) AS count ${parked}`,
    sql`SELECT count(*) AS count ${overdue}`,
  ]);
  const rows = z.array(RowSchema).parse([...(parkedRows ?? []), ...(overdueRows ?? [])]);
  return {
    timers: rows.slice(0, limit).map(({ fireAtMs, plannedAtMs, parkedAtMs, ...timer }) => ({
      state: parkedAtMs === null ? 'overdue' : 'parked',
      ...timer,
      dueAt: toInstant(plannedAtMs ?? fireAtMs),
      nextTryAt: parkedAtMs === null ? toInstant(fireAtMs) : null,
    })),
    parked: CountSchema.parse(parkedCount?.[0]).count,
    overdue: CountSchema.parse(overdueCount?.[0]).count,
  };
}
