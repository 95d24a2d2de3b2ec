import type { SyncPage, SyncQuery } from '#core/query/sync-query.ts';
import { type Database, runBatch } from '../database.ts';
import { EventColumnsSchema, eventFromColumns } from '../event-columns.ts';
import { positionFrom, selectPosition } from './read-position.ts';
import { selectEventPage } from './select-event-page.ts';

/**
 * What happened to a user's things after a seq, in order. `reset` when the caller stands on another line of history
 * (epoch), below what is still kept, or beyond the head.
 */
export async function readSync(db: Database, userId: string, query: SyncQuery): Promise<SyncPage> {
  const [position, rows = []] = await runBatch(db, [
    selectPosition(userId),
    selectEventPage(userId, query.since, query.limit),
  ]);
  const { epoch, prunedThrough, seq } = positionFrom(position);
  const isElsewhere = query.epoch !== undefined && query.epoch !== epoch;
  if (isElsewhere || query.since < prunedThrough || query.since > seq) return { kind: 'reset', epoch, seq };
  const events = rows.map((row) => eventFromColumns(EventColumnsSchema.parse(row)));
  const next = events.at(-1)?.seq ?? query.since;
  return { kind: 'events', epoch, events, next, hasMore: events.length > 0 && next < seq };
}
