import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { count, type Tally } from '#core/metrics/tally.ts';
import { type Database, runBatch } from '../../db/database.ts';

/** Up to where events have been counted, in which line of history. */
export const LogPlaceSchema = z.object({ epoch: z.string(), seq: z.int() });
export type LogPlace = z.infer<typeof LogPlaceSchema>;

/** What is more than this is counted at the next looks. */
const MOST_AT_ONCE = 20_000;

const HeadSchema = z.object({ epoch: z.string(), head: z.int() });
const CountSchema = z.object({ type: z.string(), count: z.int(), last: z.int() });

/**
 * Counts the events since `place` by type: each event is read once, ever, so totals are kept instead of counted. Without
 * a place, and after a restore, it begins at the end of the log; what it counted before stays counted.
 */
export async function followLog(db: Database, place: LogPlace | null): Promise<{ place: LogPlace; tally: Tally }> {
  const [state, rows] = await runBatch(db, [
    sql`SELECT epoch, COALESCE((SELECT max(seq) FROM events), 0) AS head FROM log_state WHERE id = 1`,
    sql`SELECT type, count(*) AS count, max(seq) AS last FROM
      (SELECT seq, type FROM events WHERE seq > ${place?.seq ?? 0} ORDER BY seq LIMIT ${place ? MOST_AT_ONCE : 0})
      GROUP BY type`,
  ]);
  const { epoch, head } = HeadSchema.parse(state?.[0]);
  const tally: Tally = {};
  if (place?.epoch !== epoch || head < place.seq) return { place: { epoch, seq: head }, tally };
  const counts = z.array(CountSchema).parse(rows);
  for (const { type, count: events } of counts) count(tally, 'events', [type], events);
  return { place: { epoch, seq: Math.max(place.seq, ...counts.map(({ last }) => last)) }, tally };
}
