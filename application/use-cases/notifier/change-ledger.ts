import type { SQL } from 'drizzle-orm';
import { EMPTY_WORLD } from '#core/command/world.ts';
import { AppError } from '#core/errors.ts';
import { toEpochMs } from '#core/instant.ts';
import type { News } from '#core/live/news.ts';
import type { Actor } from '#core/log/actor.ts';
import type { DeliveryEvent } from '#core/log/event.ts';
import { CommitConflict, commitEvents } from '../../db/commit-events.ts';
import type { Database } from '../../db/database.ts';
import type { Effects } from '../../effects.ts';

/** Who did what a notifier of the cluster reported. */
export const NOTIFIER: Actor = { kind: 'system', client: 'notifier', conversation: null };

/** What use cases of the ledger need. */
export interface LedgerDeps {
  db: Database;
  effects: Effects;
  /** The trace that what is committed belongs to; null when nobody traces. */
  readonly trace: string | null;
  /** Called after a commit that the hub should hear of. Must not throw. */
  onCommit: (userId: string, news: News) => void;
}

/** What one change of the ledger comes to. */
export interface LedgerChange {
  events: { id: string; event: DeliveryEvent }[];
  guards: SQL[];
  writes: SQL[];
  isScheduleChanged: boolean;
}

const MAX_ATTEMPTS = 3;
const RETRY_BASE_MS = 15;

/**
 * Reads, decides and commits a change of the ledger, as one D1 batch with its events. Whoever was faster makes it read
 * and decide again. `decide` gives null for `change` when there is nothing to write.
 *
 * @throws AppError `conflict` after three lost races, `unavailable` when D1 does not answer
 */
export async function changeLedger<Result>(
  { db, effects, trace, onCommit }: LedgerDeps,
  { userId, actor }: { userId: string; actor: Actor },
  decide: (nowMs: number) => Promise<{ result: Result; change: LedgerChange | null }>,
): Promise<Result> {
  for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt += 1) {
    const now = effects.now();
    const { result, change } = await decide(toEpochMs(now));
    if (change === null) return result;
    const { events, guards, writes, isScheduleChanged } = change;
    try {
      const { news } = await commitEvents(
        db,
        {
          userId,
          actor,
          trace,
          now,
          loaded: EMPTY_WORLD,
          after: EMPTY_WORLD,
          units: [{ correlationId: effects.newId('correlation'), events, record: null }],
          ledger: { guards, writes, isScheduleChanged },
        },
        effects.wait,
      );
      if (news !== null) onCommit(userId, news);
      return result;
    } catch (error) {
      if (!(error instanceof CommitConflict)) throw error;
      await effects.wait(RETRY_BASE_MS * attempt * effects.random());
    }
  }
  throw new AppError('conflict', 'Others kept changing the same messages. Ask again.');
}
