import { z } from 'zod';
import { toInstant } from '#core/instant.ts';
import type { BackgroundLog } from '../../background-log.ts';
import { type Database, runBatch } from '../../db/database.ts';
import { lapseConsumers as lapse } from '../../db/queries/feed-consumers.ts';

const LapsedSchema = z.array(z.object({ consumer: z.string(), seq: z.int(), lastSeenAtMs: z.int() }));

/**
 * Gives up on consumers that hold old events back and have not been heard of for too long. Each is an alert in the log:
 * what it missed it will only get as a snapshot.
 *
 * @param eventsBeforeMs events from before are too old to keep
 * @returns how many lapsed
 */
export async function lapseConsumers(
  db: Database,
  log: BackgroundLog,
  { silentBeforeMs, eventsBeforeMs }: { silentBeforeMs: number; eventsBeforeMs: number },
): Promise<number> {
  const [rows] = await runBatch(db, [lapse(silentBeforeMs, eventsBeforeMs)]);
  const lapsed = LapsedSchema.parse(rows);
  for (const { consumer, seq, lastSeenAtMs } of lapsed)
    log.write({ event: 'feed.consumer_lapsed', consumer, seq, lastSeenAt: toInstant(lastSeenAtMs) });
  return lapsed.length;
}
