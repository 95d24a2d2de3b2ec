import { z } from 'zod';
import { toEpochMs } from '#core/instant.ts';
import { FeedError } from '../../errors.ts';
import type { RawFeedPage } from '../../feed/feed-pages.ts';
import type { LogPlace } from './copy-snapshot.ts';
import type { MirrorDeps } from './mirror-deps.ts';
import { newProgress } from './progress.ts';
import { publishEvents } from './publish-events.ts';
import type { Session } from './session.ts';

// With the bell open a poll only finds what a lost ring left.
const POLL_MS = 1_000;
const POLL_WITH_BELL_MS = 5_000;
// While it catches up, the mirror says no more often than this how far it has come.
const ACKNOWLEDGE_EVERY_MS = 1_000;

const TimedSchema = z.looseObject({ time: z.string() });

/**
 * Publishes what follows `from`, for as long as the lease holds. Asking for more with the lease acknowledges what was
 * published. While it is behind, the next page is read as the last one is being published, without the lease, as that
 * question must not acknowledge anything: two pages are all it ever has in memory.
 *
 * @param onHealthy hears that events were published and acknowledged, or that there are none
 */
export async function followEvents(
  deps: MirrorDeps,
  session: Session,
  from: LogPlace,
  signal: AbortSignal,
  onHealthy: () => void,
): Promise<void> {
  const { feed, bell, clock, consumer } = deps;
  const progress = newProgress(deps);
  const read = async (after: number, options: { isLeased: boolean; limit?: number }): Promise<RawFeedPage> => {
    const lease = options.isLeased ? { lease: session.lease().token } : {};
    const page = await feed.events({ consumer, after, limit: options.limit ?? session.pace.events(), ...lease });
    if (page.epoch === from.epoch) return page;
    throw new FeedError('the log was restored to an earlier point', { retriable: true, status: null, code: null });
  };

  let after = from.seq;
  let acknowledgedMs = clock.monotonicMs();
  let ahead: RawFeedPage | null = null;
  while (!signal.aborted) {
    await session.keepLease();
    let page: RawFeedPage;
    if (ahead === null) {
      page = await read(after, { isLeased: true });
      acknowledgedMs = clock.monotonicMs();
      // An answer alone says nothing of the sink, and a page that is published says nothing of the edge: failures are over
      // when both have done their part, or nothing is to be done.
      if (after > from.seq || page.events.length === 0) onHealthy();
    } else {
      page = ahead;
      if (clock.monotonicMs() - acknowledgedMs > ACKNOWLEDGE_EVERY_MS) {
        await read(after, { isLeased: true, limit: 1 });
        acknowledgedMs = clock.monotonicMs();
        onHealthy();
      }
    }
    noteLag(deps, page, page.next === after ? page.head : after);
    if (page.events.length === 0) {
      progress.caughtUp();
      ahead = null;
      await bell.wait(bell.isConnected() ? POLL_WITH_BELL_MS : POLL_MS, signal);
      continue;
    }
    // A slowed sink may fail at the next page: what it took has to be acknowledged first, else it would begin there again.
    const isBehind = page.next < page.head && !session.pace.isSlowed();
    const reading = isBehind ? settle(read(page.next, { isLeased: false })) : null;
    // Waited for in any case: a session that ended with a batch on its way would race with the next one.
    await publishEvents(deps, session, page.events);
    ahead = reading && (await reading)();
    after = page.next;
    noteLag(deps, page, after);
    noteNewest(deps, page);
    progress.published(page.events.length, after, page.head);
  }
  // What was published last is acknowledged too: who comes next need not repeat it.
  await read(after, { isLeased: true, limit: 1 });
}

function noteLag({ metrics, clock }: MirrorDeps, { head, events }: RawFeedPage, published: number): void {
  metrics.lagEvents.set(Math.max(0, head - published));
  const oldest = TimedSchema.safeParse(events[0]).data?.time;
  const lagMs = head > published && oldest !== undefined ? clock.nowMs() - toEpochMs(oldest) : 0;
  metrics.lagSeconds.set(Math.max(0, lagMs) / 1000);
}

/** What reads the topics measures how far behind it is by this, on the clock of the edge alone. */
function noteNewest({ metrics }: MirrorDeps, { events }: RawFeedPage): void {
  const newest = TimedSchema.safeParse(events.at(-1)).data?.time;
  if (newest !== undefined) metrics.newestEvent.set(toEpochMs(newest) / 1000);
}

/** Keeps a failure until somebody asks for the result, so that nobody else has to look out for it. */
async function settle<T>(work: Promise<T>): Promise<() => T> {
  try {
    const value = await work;
    return () => value;
  } catch (error) {
    return () => {
      throw error;
    };
  }
}
