import { type SQL, sql } from 'drizzle-orm';

// An event may have 256 KiB, and a page is held in memory as rows, as objects and as text: about 10 MB at worst.
const MAX_PAGE_BYTES = 2 * 1024 * 1024;

/** The statement that reads a user's events after a seq: bounded by count and by bytes; the first event always fits. */
export function selectEventPage(userId: string, since: number, maxEvents: number): SQL {
  return sql`SELECT seq, id, aggregate_id, version, type, actor, correlation_id, data, occurred_at FROM (
      SELECT *, sum(octet_length(data)) OVER (ORDER BY seq) - octet_length(data) AS bytes_before FROM (
        SELECT * FROM events WHERE user_id = ${userId} AND seq > ${since} ORDER BY seq LIMIT ${maxEvents}))
    WHERE bytes_before < ${MAX_PAGE_BYTES} ORDER BY seq`;
}
