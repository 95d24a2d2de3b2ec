import { AppError } from '#core/errors.ts';
import type { FeedCursor } from '#core/feed/protocol.ts';
import { readFeedEvents } from '../feed/read-feed-events.ts';
import { type MirrorDeps, TURN_BOUNDS, type TurnBounds } from './mirror-deps.ts';
import { mirrorEvents } from './mirror-events.ts';
import { isRefusedLease, type MirrorSession, openMirrorSession } from './mirror-session.ts';
import { mirrorSnapshot } from './mirror-snapshot.ts';

/**
 * How a turn ended: at the end of the log; with more to do; because somebody else holds the consumer; or because the log
 * was restored and nobody has said yet that its readers begin anew.
 */
export type MirrorTurn = 'idle' | 'more' | 'standing_by' | 'rewound';

/**
 * One turn of the mirror that lives at the edge: the same lease, the same questions and the same records as those of the
 * mirror in the cluster, so that at most one of them works, and the other goes on where it stopped.
 *
 * At least once, and in order for each key: asking for what follows is what acknowledges, and it is asked only after the
 * sink has answered. What fails throws, and the next turn goes on from the cursor in the database, with the same event ids.
 *
 * @throws whatever the database or the sink say; the next turn is to try again
 */
export async function runMirrorTurn(deps: MirrorDeps, bounds: TurnBounds = TURN_BOUNDS): Promise<MirrorTurn> {
  const endsAtMs = deps.monotonicMs() + bounds.ms;
  let pages = 0;
  const mayGoOn = () => {
    pages += 1;
    return pages <= bounds.pages && deps.monotonicMs() < endsAtMs;
  };
  try {
    const session = await openMirrorSession(deps, bounds.pageEvents);
    if (session.stand === 'rewound') {
      forgetSnapshot(deps);
      return 'rewound';
    }
    // One that is live has no snapshot to finish: somebody has finished one meanwhile.
    if (session.stand === 'live') forgetSnapshot(deps);
    const from = session.stand === 'live' ? session.cursor : await mirrorSnapshot(deps, session, mayGoOn);
    return from === null ? 'more' : await followEvents(deps, session, from, mayGoOn);
  } catch (error) {
    if (isRefusedLease(error)) {
      // Whoever has it now may be copying a snapshot of its own.
      deps.memory.write({ ...deps.memory.read(), token: null, snapshot: null });
      return 'standing_by';
    }
    // The edge knows nothing of this snapshot any more: the consumer was made to begin anew.
    if (error instanceof AppError && error.code === 'gone') forgetSnapshot(deps);
    throw error;
  }
}

async function followEvents(
  deps: MirrorDeps,
  session: MirrorSession,
  from: Pick<FeedCursor, 'epoch' | 'seq'>,
  mayGoOn: () => boolean,
): Promise<MirrorTurn> {
  const { consumer, source } = deps;
  for (let after = from.seq; ; ) {
    // The last question of a turn only acknowledges, so that the next one repeats nothing.
    const isLast = !mayGoOn();
    const page = await readFeedEvents(deps.openFeed(), {
      consumer,
      after,
      limit: isLast ? 1 : session.pageEvents(),
      lease: await session.lease(),
      source,
    });
    if (page.epoch !== from.epoch) throw new AppError('unavailable', 'The log was restored to an earlier point.');
    if (page.events.length === 0) return 'idle';
    if (isLast) return 'more';
    await mirrorEvents(
      deps,
      session,
      page.events.map((text): unknown => JSON.parse(text)),
    );
    session.noteTaken();
    after = page.next;
  }
}

function forgetSnapshot({ memory }: MirrorDeps): void {
  const state = memory.read();
  if (state.snapshot !== null) memory.write({ ...state, snapshot: null });
}
