import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { FeedStatus } from '#core/feed/protocol.ts';
import { toEpochMs, toInstant } from '#core/instant.ts';
import type { BellPort } from '../../bell-port.ts';
import { consumerFrom, GOES_ON_FROM, selectConsumers, standOf } from '../../db/queries/feed-consumers.ts';
import type { FeedDeps } from './feed-deps.ts';
import { readOnOneLine } from './read-on-one-line.ts';

interface StatusDeps extends FeedDeps {
  bell: FeedDeps['bell'] & Pick<BellPort, 'listeners'>;
}

const LagSchema = z.object({ consumer: z.string(), oldestAtMs: z.int().nullable() });

/** Where the log ends, who reads it, and how far behind each of them is. */
export async function readFeedStatus(deps: StatusDeps): Promise<FeedStatus> {
  const [{ log, rows }, listeners] = await Promise.all([
    readOnOneLine(deps, [
      selectConsumers(),
      sql`SELECT consumer, (SELECT occurred_at FROM events WHERE events.seq > ${GOES_ON_FROM}
        ORDER BY events.seq LIMIT 1) AS oldestAtMs FROM feed_consumers`,
    ]),
    deps.bell.listeners(),
  ]);
  const nowMs = toEpochMs(deps.effects.now());
  const head = log.last?.seq ?? log.prunedThrough;
  const oldest = new Map(
    z
      .array(LagSchema)
      .parse(rows[1])
      .map(({ consumer, oldestAtMs }) => [consumer, oldestAtMs]),
  );
  const consumers = (rows[0] ?? []).flatMap((columns) => {
    const row = consumerFrom([columns]);
    if (!row) return [];
    const oldestAtMs = oldest.get(row.consumer) ?? null;
    const seq = row.snapshot_seq ?? row.seq;
    const isHeld = row.leased_until !== null && row.leased_until > nowMs;
    return {
      consumer: row.consumer,
      stand: standOf(row, log.epoch),
      seq,
      lagEvents: Math.max(0, head - seq),
      lagMs: oldestAtMs === null ? null : Math.max(0, nowMs - oldestAtMs),
      holder: isHeld ? row.holder : null,
      leasedUntil: isHeld && row.leased_until !== null ? toInstant(row.leased_until) : null,
      lastSeenAt: toInstant(row.last_seen_at),
    };
  });
  return { epoch: log.epoch, head, prunedThrough: log.prunedThrough, listeners, consumers };
}
