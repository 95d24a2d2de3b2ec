import { AppError } from '#core/errors.ts';
import { sequenceOf } from '#core/feed/cloud-event.ts';
import type { FeedCursor } from '#core/feed/protocol.ts';
import { SnapshotCursorSchema } from '#core/feed/snapshot-cursor.ts';
import { tombstone, toRefused, toStateRecord } from '#core/feed/to-records.ts';
import { readFeedSnapshot } from '../feed/read-feed-snapshot.ts';
import type { MirrorDeps } from './mirror-deps.ts';
import type { MirrorSession } from './mirror-session.ts';

/**
 * Brings the state of every task to `task-updates`: what a consumer that is new, or was away for too long, begins with.
 * How far it has come outlives the turn.
 *
 * @param mayGoOn asked before each page
 * @returns where the events go on; null when there is more to copy
 */
export async function mirrorSnapshot(
  deps: MirrorDeps,
  session: MirrorSession,
  mayGoOn: () => boolean,
): Promise<Pick<FeedCursor, 'epoch' | 'seq'> | null> {
  const { memory, log, consumer, source } = deps;
  while (mayGoOn()) {
    const known = memory.read().snapshot;
    const page = await readFeedSnapshot(deps.openFeed(), {
      consumer,
      after: known?.after ? SnapshotCursorSchema.parse(known.after) : null,
      limit: session.pageEvents(),
      lease: await session.lease(),
    });
    const { epoch, seq } = known ?? page;
    if (page.epoch !== epoch) throw new AppError('unavailable', 'The log was restored to an earlier point.');
    const place = { source, epoch, sequence: sequenceOf(seq) };
    const tasks = page.tasks.map((text): unknown => JSON.parse(text));
    await session.publish([
      ...page.removed.map(({ userId, taskId }) => tombstone(userId, taskId)),
      ...tasks.flatMap((raw) => toStateRecord(raw, place) ?? toRefused(raw, 'no task that is understood').records),
    ]);
    session.noteTaken();
    const snapshot = { epoch, seq, after: page.next, tasks: (known?.tasks ?? 0) + tasks.length };
    if (page.next !== null) {
      memory.write({ ...memory.read(), snapshot });
      continue;
    }
    memory.write({ ...memory.read(), snapshot: null });
    log.write({ event: 'mirror.snapshot_finished', tasks: snapshot.tasks, seq });
    return { epoch, seq };
  }
  return null;
}
