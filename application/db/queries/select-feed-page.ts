import { type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { LogRow } from '#core/feed/to-cloud-event.ts';

/**
 * The statement that reads the log of everybody after a seq: bounded by count and by the bytes of the data; the first
 * event always comes.
 */
export function selectFeedPage(after: number, maxEvents: number, maxBytes: number): SQL {
  return sql`SELECT seq, id, user_id AS userId, aggregate_id AS aggregateId, version, type, actor,
      correlation_id AS correlationId, trace, data, occurred_at AS occurredAtMs FROM (
      SELECT *, sum(octet_length(data)) OVER (ORDER BY seq) - octet_length(data) AS bytes_before FROM (
        SELECT * FROM events WHERE seq > ${after} ORDER BY seq LIMIT ${maxEvents}))
    WHERE bytes_before < ${maxBytes} ORDER BY seq`;
}

const RowSchema = z.object({
  seq: z.int(),
  id: z.string(),
  userId: z.string(),
  aggregateId: z.string(),
  version: z.int(),
  type: z.string(),
  actor: z.string(),
  correlationId: z.string(),
  trace: z.string().nullable(),
  data: z.string(),
  occurredAtMs: z.int(),
});

export function logRowFrom(row: Record<string, unknown>): LogRow {
  return RowSchema.parse(row);
}
