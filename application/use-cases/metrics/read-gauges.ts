import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { toEpochMs } from '#core/instant.ts';
import type { GaugeReadings } from '#core/metrics/render-metrics.ts';
import type { BellPort } from '../../bell-port.ts';
import { runBatch } from '../../db/database.ts';
import type { FeedDeps } from '../feed/feed-deps.ts';
import { readFeedStatus } from '../feed/read-feed-status.ts';

interface GaugeDeps extends FeedDeps {
  bell: FeedDeps['bell'] & Pick<BellPort, 'listeners'>;
}

/** Enough to tell that something is wrong; counting all of a large backlog would add to it at every look. */
const MOST_DUE = 10_000;
/** Alarms may be this late without anything being wrong. */
const OVERDUE_AFTER_MS = 5000;
/** Tries of mail and webhooks are at most an hour apart. */
const NEXT_TRY_WITHIN_MS = 3_600_000;
const DAY_MS = 86_400_000;

const TroubleSchema = z.object({
  due: z.int(),
  oldest: z.int().nullable(),
  parked: z.int(),
  waiting: z.int(),
  failed: z.int(),
});

/**
 * How things stand. Walks indexes over what is due or wrong, which in good days is next to nothing, and never through
 * all of a table: its cost does not grow with users or tasks.
 */
export async function readGauges(deps: GaugeDeps): Promise<GaugeReadings> {
  const nowMs = toEpochMs(deps.effects.now());
  const dueBefore = sql`FROM timers WHERE parked_at IS NULL AND fire_at < ${nowMs - OVERDUE_AFTER_MS}`;
  const [feed, [trouble]] = await Promise.all([
    readFeedStatus(deps),
    runBatch(deps.db, [
      sql`SELECT (SELECT count(*) FROM (SELECT 1 ${dueBefore} LIMIT ${MOST_DUE})) AS due,
        (SELECT fire_at ${dueBefore} ORDER BY fire_at LIMIT 1) AS oldest,
        (SELECT count(*) FROM (SELECT 1 FROM timers WHERE parked_at IS NOT NULL LIMIT ${MOST_DUE})) AS parked,
        (SELECT count(*) FROM (SELECT kind FROM timers
          WHERE parked_at IS NULL AND fire_at < ${nowMs + NEXT_TRY_WITHIN_MS} LIMIT ${MOST_DUE})
          WHERE kind IN ('claim', 'notify')) AS waiting,
        (SELECT count(*) FROM (SELECT 1 FROM messages
          WHERE status = 'failed' AND updated_at > ${nowMs - DAY_MS} LIMIT ${MOST_DUE})) AS failed`,
    ]),
  ]);
  const { due, oldest, parked, waiting, failed } = TroubleSchema.parse(trouble?.[0]);
  return {
    feedHead: one(feed.head),
    feedListeners: one(feed.listeners),
    logEvents: one(Math.max(0, feed.head - feed.prunedThrough)),
    consumerLagEvents: feed.consumers.map(({ consumer, lagEvents }) => [[consumer], lagEvents]),
    consumerLagSeconds: feed.consumers.map(({ consumer, lagMs }) => [[consumer], (lagMs ?? 0) / 1000]),
    timersDue: one(due),
    timersOldest: one(oldest === null ? 0 : (nowMs - oldest) / 1000),
    timersParked: one(parked),
    deliveriesWaiting: one(waiting),
    deliveriesFailed: one(failed),
  };
}

function one(value: number): [[[], number]] {
  return [[[], value]];
}
