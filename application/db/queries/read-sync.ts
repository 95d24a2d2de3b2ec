import { and, eq, gt, sql } from 'drizzle-orm';
import { invariant } from '#core/errors.ts';
import type { SyncPage, SyncQuery } from '#core/query/sync-query.ts';
import type { Database } from '../database.ts';
import { eventFromRow } from '../event-row.ts';
import { events, logState } from '../schema.ts';

/**
 * What happened to a user's things after a seq, in order. `reset` when the caller stands on another line of history
 * (epoch), below what is still kept, or beyond the head.
 */
export async function readSync(db: Database, userId: string, query: SyncQuery): Promise<SyncPage> {
  const [state, head, rows] = await db.batch([
    db.select().from(logState),
    db
      .select({ seq: sql<number | null>`max(${events.seq})` })
      .from(events)
      .where(eq(events.userId, userId)),
    db
      .select()
      .from(events)
      .where(and(eq(events.userId, userId), gt(events.seq, query.since)))
      .orderBy(events.seq)
      // One more than asked for tells whether there is more.
      .limit(query.limit + 1),
  ]);
  const [log] = state;
  invariant(log, 'the log has a state');
  const seq = Math.max(head[0]?.seq ?? 0, log.prunedThrough);
  const isElsewhere = query.epoch !== undefined && query.epoch !== log.epoch;
  if (isElsewhere || query.since < log.prunedThrough || query.since > seq)
    return { kind: 'reset', epoch: log.epoch, seq };
  const page = rows.slice(0, query.limit).map(eventFromRow);
  return {
    kind: 'events',
    epoch: log.epoch,
    events: page,
    next: page.at(-1)?.seq ?? query.since,
    hasMore: rows.length > query.limit,
  };
}
