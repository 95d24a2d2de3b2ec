import { sequenceOf } from '#core/feed/cloud-event.ts';
import type { FeedCursor } from '#core/feed/protocol.ts';
import { tombstone, toRefused, toStateRecord } from '#core/feed/to-records.ts';
import { FeedError } from '../../errors.ts';
import type { RawSnapshotPage } from '../../feed/feed-pages.ts';
import type { MirrorDeps } from './mirror-deps.ts';
import type { Session } from './session.ts';

/** Where in the log somebody is. */
export type LogPlace = Pick<FeedCursor, 'epoch' | 'seq'>;

/** How far a snapshot has come; kept over sessions, so that an outage costs a page and not all that was read. */
export interface SnapshotProgress {
  /** Where the events go on; null before the first page. */
  place: LogPlace | null;
  after: string | null;
  tasks: number;
}

export function newSnapshotProgress(): SnapshotProgress {
  return { place: null, after: null, tasks: 0 };
}

/**
 * Brings the state of every task to `task-updates`: what a consumer that is new, or was away for too long, begins with.
 * The events after it repeat what a page already knew; its readers go by `aggregateversion`.
 *
 * @param onHealthy hears of each page that was published; none of them is asked for again
 * @returns where the events go on; null when `signal` was aborted before the end
 */
export async function copySnapshot(
  deps: MirrorDeps,
  session: Session,
  progress: SnapshotProgress,
  signal: AbortSignal,
  onHealthy: () => void,
): Promise<LogPlace | null> {
  const { feed, log, consumer } = deps;
  if (progress.place === null) log.info({ event: 'mirror.snapshot_started' });
  while (!signal.aborted) {
    await session.keepLease();
    const lease = session.lease().token;
    const page = await feed.snapshot({ consumer, lease, after: progress.after, limit: session.pace.events() });
    progress.place ??= { epoch: page.epoch, seq: page.seq };
    if (page.epoch !== progress.place.epoch)
      throw new FeedError('the log was restored to an earlier point', { retriable: true, status: null, code: null });
    await session.publish(toStateRecords(page));
    progress.tasks += page.tasks.length;
    progress.after = page.next;
    onHealthy();
    if (page.next === null) {
      log.info({ event: 'mirror.snapshot_finished', tasks: progress.tasks, seq: progress.place.seq });
      return progress.place;
    }
  }
  return null;
}

function toStateRecords({ removed, tasks, seq, epoch, source }: RawSnapshotPage) {
  const place = { source, epoch, sequence: sequenceOf(seq) };
  return [
    ...removed.map(({ userId, taskId }) => tombstone(userId, taskId)),
    ...tasks.flatMap((raw) => toStateRecord(raw, place) ?? toRefused(raw, 'no task that is understood').records),
  ];
}
