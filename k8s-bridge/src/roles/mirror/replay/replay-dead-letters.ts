import { placeOf, toRecords } from '#core/feed/to-records.ts';
import { ConfigError, RecordsRefused } from '../../../errors.ts';
import type { SinkRecord } from '../../../sinks/event-sink.ts';
import { type HeldLease, isRefusedLease, takeLease } from '../hold-lease.ts';
import type { MirrorDeps } from '../mirror-deps.ts';
import { openSession, type Session } from '../session.ts';
import type { LetterPlace } from './dead-letter-places.ts';

/** What became of dead letters, by how many. */
export interface ReplayReport {
  /** Their events are published now. */
  readonly replayed: number;
  /** Not readable for this program either, or never taken by the sink. */
  readonly unreadable: number;
  /** The log has no such event any more: too old, erased with its account, or of before a restore. */
  readonly gone: number;
}

const STANDBY_MS = 1_000;

/**
 * Asks the log again for events that were put aside, and publishes those that can be read now. Consumers know them by
 * their ids; they come later than what happened after them.
 *
 * Under the lease of the mirror, so that nobody else writes meanwhile: what `task-updates` gets is the state of a task by
 * the last event of it that the mirror has published, never an older one. Can be repeated.
 *
 * @param onStandby hears once that somebody else holds the lease, which is waited for
 * @throws ConfigError for a consumer that stands before a snapshot; whatever the edge or the sink say
 */
export async function replayDeadLetters(
  deps: MirrorDeps,
  letters: readonly LetterPlace[],
  onStandby: (reason: string) => void,
  signal: AbortSignal,
): Promise<ReplayReport | null> {
  const { feed, sink, consumer } = deps;
  const lease = await waitForLease(deps, onStandby, signal);
  if (lease === null) return null;
  try {
    if (lease.stand !== 'live')
      throw new ConfigError(`${consumer} stands ${lease.stand}: let its mirror finish the snapshot first.`);
    const { prunedThrough } = await feed.status();
    const { epoch, seq } = lease.cursor;
    const wanted = new Set(
      letters
        .filter((letter) => (letter.epoch ?? epoch) === epoch && letter.sequence > prunedThrough)
        .flatMap(({ sequence }) => (sequence <= seq ? [sequence] : [])),
    );
    const asked = new Set(letters.map((letter) => `${letter.epoch ?? epoch} ${letter.sequence}`)).size;
    await sink.connect();
    const { replayed, unreadable } = await publishAgain(
      deps,
      openSession(deps, lease, () => undefined),
      wanted,
      seq,
    );
    return { replayed, unreadable, gone: asked - replayed - unreadable };
  } finally {
    await sink.close();
    // Else the mirror waits for its end.
    await feed.release({ consumer, token: lease.token }).catch(() => undefined);
  }
}

async function waitForLease(
  deps: MirrorDeps,
  onStandby: (reason: string) => void,
  signal: AbortSignal,
): Promise<HeldLease | null> {
  for (let isFirst = true; !signal.aborted; isFirst = false) {
    try {
      return await takeLease(deps);
    } catch (error) {
      if (!isRefusedLease(error)) throw error;
      if (isFirst && error instanceof Error) onStandby(error.message);
      await deps.clock.wait(STANDBY_MS, signal);
    }
  }
  return null;
}

const isEvent = ({ topic }: SinkRecord) => topic !== 'task-updates';

/** @returns false when the sink never takes them */
async function isPublished(session: Session, records: readonly SinkRecord[]): Promise<boolean> {
  try {
    await session.publish(records);
    return true;
  } catch (error) {
    if (error instanceof RecordsRefused) return false;
    throw error;
  }
}

/** @param through what stands behind it the mirror will publish by itself */
async function publishAgain(deps: MirrorDeps, session: Session, wanted: ReadonlySet<number>, through: number) {
  const { feed, consumer, pageEvents } = deps;
  const states = new Map<string, SinkRecord>();
  let replayed = 0;
  let unreadable = 0;
  for (let after = Math.min(...wanted) - 1; after < through; ) {
    await session.keepLease();
    const page = await feed.events({ consumer, after, limit: Math.min(pageEvents, through - after) });
    if (page.events.length === 0) break;
    for (const raw of page.events) {
      const { records, deadLetter } = toRecords(raw);
      const isWanted = wanted.has(Number(placeOf(raw).sequence));
      const isTaken = deadLetter === null && (!isWanted || (await isPublished(session, records.filter(isEvent))));
      if (isWanted && isTaken) replayed += 1;
      if (isWanted && !isTaken) unreadable += 1;
      if (!isTaken) continue;
      for (const record of records)
        if (!isEvent(record) && (isWanted || states.has(record.key))) states.set(record.key, record);
    }
    after = page.next;
  }
  await session.publish([...states.values()]);
  return { replayed, unreadable };
}
