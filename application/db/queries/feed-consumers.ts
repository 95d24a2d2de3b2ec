import { type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { ConsumerStand } from '#core/feed/protocol.ts';
import { TOP_SEQ } from './read-log-now.ts';

const EPOCH = sql`(SELECT epoch FROM log_state WHERE id = 1)`;
/** Whether a consumer is on the line of history that the log is on. */
export const ON_THIS_LINE = sql`epoch = ${EPOCH}`;
const PRUNED_THROUGH = sql`(SELECT pruned_through FROM log_state WHERE id = 1)`;

/** A lease as its holder proves it. */
export interface LeaseProof {
  consumer: string;
  /** SHA-256 of the token, in hex. */
  hash: string;
  nowMs: number;
}

const ConsumerSchema = z.object({
  consumer: z.string(),
  epoch: z.string(),
  seq: z.int(),
  event_id: z.string().nullable(),
  stand: z.enum(['live', 'snapshot']),
  snapshot_seq: z.int().nullable(),
  lease_hash: z.string().nullable(),
  holder: z.string().nullable(),
  leased_until: z.int().nullable(),
  last_seen_at: z.int(),
});
export type ConsumerRow = z.infer<typeof ConsumerSchema>;

const COLUMNS = sql.raw(
  'consumer, epoch, seq, event_id, stand, snapshot_seq, lease_hash, holder, leased_until, last_seen_at',
);

export function selectConsumer(consumer: string): SQL {
  return sql`SELECT ${COLUMNS} FROM feed_consumers WHERE consumer = ${consumer}`;
}

export function selectConsumers(): SQL {
  return sql`SELECT ${COLUMNS} FROM feed_consumers ORDER BY consumer`;
}

/** The first of the rows; null when there is none. */
export function consumerFrom(rows: Record<string, unknown>[] | undefined): ConsumerRow | null {
  return rows?.[0] === undefined ? null : ConsumerSchema.parse(rows[0]);
}

/** How a consumer stands on the line of history called `epoch`. Its own row does not know that the log was rewound. */
export function standOf(row: Pick<ConsumerRow, 'epoch' | 'stand'>, epoch: string): ConsumerStand {
  return row.epoch === epoch ? row.stand : 'rewound';
}

/**
 * Takes a lease that is free, for a consumer that may be new. One that somebody holds stays as it is. Repeating it, as
 * after a connection that broke, takes the same lease again.
 */
export function takeLease(proof: LeaseProof, holder: string, untilMs: number, maxConsumers: number): SQL {
  const { consumer, hash, nowMs } = proof;
  return sql`INSERT INTO feed_consumers (consumer, epoch, seq, stand, lease_hash, holder, leased_until, last_seen_at)
    SELECT ${consumer}, ${EPOCH}, 0, 'snapshot', ${hash}, ${holder}, ${untilMs}, ${nowMs}
    WHERE (SELECT count(*) FROM feed_consumers WHERE consumer <> ${consumer}) < ${maxConsumers}
    ON CONFLICT (consumer) DO UPDATE SET lease_hash = excluded.lease_hash, holder = excluded.holder,
      leased_until = excluded.leased_until, last_seen_at = excluded.last_seen_at
    WHERE leased_until IS NULL OR leased_until <= ${nowMs} OR lease_hash = excluded.lease_hash`;
}

/** Prolongs a lease. One that has run out goes on too, as long as nobody else has taken it. */
export function renewLease({ consumer, hash, nowMs }: LeaseProof, holder: string, untilMs: number): SQL {
  return sql`UPDATE feed_consumers SET holder = ${holder}, leased_until = ${untilMs}, last_seen_at = ${nowMs}
    WHERE consumer = ${consumer} AND lease_hash = ${hash}`;
}

/** Gives a lease back, so that whoever stands by need not wait for its end. */
export function releaseLease({ consumer, hash }: Pick<LeaseProof, 'consumer' | 'hash'>): SQL {
  return sql`UPDATE feed_consumers SET lease_hash = NULL, holder = NULL, leased_until = NULL
    WHERE consumer = ${consumer} AND lease_hash = ${hash}`;
}

/** Lets a consumer whose log was rewound begin anew with a snapshot; any other stays as it is. */
export function resyncRewound({ consumer, hash }: LeaseProof): SQL {
  return sql`UPDATE feed_consumers SET epoch = ${EPOCH}, seq = 0, event_id = NULL, stand = 'snapshot', snapshot_seq = NULL
    WHERE consumer = ${consumer} AND lease_hash = ${hash} AND epoch <> ${EPOCH}`;
}

/**
 * Lets a consumer begin anew with a snapshot, however it stands. Its holder has to lease again. It keeps its place, if that
 * is one of this line of history: what was removed since is told with the snapshot.
 */
export function resyncConsumer(consumer: string): SQL {
  return sql`UPDATE feed_consumers SET seq = CASE WHEN ${ON_THIS_LINE} THEN seq ELSE 0 END, epoch = ${EPOCH},
      event_id = NULL, stand = 'snapshot', snapshot_seq = NULL, lease_hash = NULL, holder = NULL, leased_until = NULL
    WHERE consumer = ${consumer} RETURNING consumer`;
}

/**
 * Notes that everything up to `after` has arrived. Only with the lease, only forward, only on the line of history that
 * the consumer is on, and only to where the log has been; else it changes nothing, so it can be repeated and come late.
 * Behind its snapshot a consumer is live from the first question on.
 */
export function acknowledge({ consumer, hash, nowMs }: LeaseProof, after: number): SQL {
  return sql`UPDATE feed_consumers SET seq = ${after}, event_id = (SELECT id FROM events WHERE seq = ${after}),
      stand = 'live', snapshot_seq = NULL, last_seen_at = ${nowMs}
    WHERE consumer = ${consumer} AND lease_hash = ${hash} AND leased_until > ${nowMs} AND epoch = ${EPOCH}
      AND ((stand = 'live' AND seq < ${after}) OR (stand = 'snapshot' AND snapshot_seq <= ${after}))
      AND ${after} <= ${TOP_SEQ} AND ${after} >= ${PRUNED_THROUGH}`;
}

/**
 * Notes where the log stands while the first page of a snapshot is read: there the consumer goes on afterwards. One
 * that begins its snapshot again stays with the first place, so that no event in between is skipped. What it had before
 * stays known until then.
 */
export function beginSnapshot({ consumer, hash, nowMs }: LeaseProof): SQL {
  return sql`UPDATE feed_consumers SET snapshot_seq = ${TOP_SEQ}, last_seen_at = ${nowMs}
    WHERE consumer = ${consumer} AND lease_hash = ${hash} AND leased_until > ${nowMs} AND epoch = ${EPOCH}
      AND stand = 'snapshot' AND snapshot_seq IS NULL`;
}

export function forgetConsumer(consumer: string): SQL {
  return sql`DELETE FROM feed_consumers WHERE consumer = ${consumer} RETURNING consumer`;
}

// A consumer that is to begin with a snapshot needs no events before it, and one whose log was rewound will.
const HOLDS = sql`(stand = 'live' OR snapshot_seq IS NOT NULL) AND ${ON_THIS_LINE}`;
/** From where on a consumer gets events: from its place, or from that of its snapshot. */
export const GOES_ON_FROM = sql`COALESCE(feed_consumers.snapshot_seq, feed_consumers.seq)`;

/** Up to where all consumers have everything; far beyond the end when there is none. */
export const HELD_FROM = sql`COALESCE((SELECT min(${GOES_ON_FROM}) FROM feed_consumers WHERE ${HOLDS}), ${Number.MAX_SAFE_INTEGER})`;

/**
 * Lets the consumers lapse that were silent for too long while events they have not got became too old to keep. One
 * that is silent and misses nothing stays as it is: were it to begin anew, what happened meanwhile would never be told.
 */
export function lapseConsumers(silentBeforeMs: number, eventsBeforeMs: number): SQL {
  return sql`UPDATE feed_consumers SET stand = 'snapshot', snapshot_seq = NULL,
      lease_hash = NULL, holder = NULL, leased_until = NULL
    WHERE ${HOLDS} AND last_seen_at <= ${silentBeforeMs} AND (SELECT occurred_at FROM events
      WHERE events.seq > ${GOES_ON_FROM} ORDER BY events.seq LIMIT 1) < ${eventsBeforeMs}
    RETURNING consumer, seq, last_seen_at AS lastSeenAtMs`;
}
