import { backoffMs } from '../../backoff.ts';
import { errorText, FeedError, isRetriable, SinkFenced, SinkUnavailable } from '../../errors.ts';
import { copySnapshot, newSnapshotProgress, type SnapshotProgress } from './copy-snapshot.ts';
import { followEvents } from './follow-events.ts';
import { type HeldLease, isRefusedLease, takeLease } from './hold-lease.ts';
import type { MirrorDeps } from './mirror-deps.ts';
import { newPace, type Pace } from './pace.ts';
import { openSession } from './session.ts';

const STANDBY_MS = 1_000;
const STANDBY_LOOK_MS = 10_000;
const REWOUND_POLL_MS = 5_000;
const REMEDY = 'npm run admin -- feed resync CONSUMER, or ON_EPOCH_CHANGE=snapshot';

/** What outlives a session. */
interface Held {
  token: string | undefined;
  failures: number;
  snapshot: SnapshotProgress;
  readonly pace: Pace;
  /** Since when it has waited for a decision about a restored log, on the monotonic clock. */
  rewoundMs: number | null;
}

/**
 * Brings the log to the sink until `signal` is aborted. Never rejects.
 *
 * At least once, and in order for each key: the edge moves its cursor only when it is asked for what follows, which
 * happens after the broker has acknowledged, and every failure goes back to that cursor. What was sent and not yet
 * acknowledged is sent again, under the same event ids.
 *
 * One mirror writes: a lease at the edge, looked at on a monotonic clock before each send, and a sink that shuts out
 * whoever connected before. A process that slept through the end of its lease is refused by the broker. Only a sink
 * that cannot fence (Dapr) may then write a batch late; its consumers go by `aggregateversion`.
 */
export async function runMirror(deps: MirrorDeps, signal: AbortSignal): Promise<void> {
  const { sink, clock, random, log, metrics } = deps;
  // Of the session before: its lease is renewed, and without it the next one would have to wait for the end of that.
  const held: Held = {
    token: undefined,
    failures: 0,
    snapshot: newSnapshotProgress(),
    pace: newPace(deps.pageEvents),
    rewoundMs: null,
  };
  let isStandingBy = false;
  let lookAgainMs = 0;
  while (!signal.aborted) {
    try {
      const lease = await takeLease(deps, { token: held.token });
      isStandingBy = false;
      held.token = lease.token;
      log.info({ event: 'mirror.leased', stand: lease.stand, epoch: lease.cursor.epoch, seq: lease.cursor.seq });
      await runSession(deps, lease, held, signal);
    } catch (error) {
      if (isRefusedLease(error)) {
        // Who holds it now may be reading a snapshot of its own.
        held.snapshot = newSnapshotProgress();
        held.token = undefined;
        // How far it is, and whether somebody has to decide, is now for that one to say.
        held.rewoundMs = null;
        metrics.rewound.set(0);
        if (!isStandingBy) log.info({ event: 'mirror.standing_by', reason: errorText(error) });
        isStandingBy = true;
        // Whoever holds it may be one that shows no numbers, or is gone.
        if (clock.monotonicMs() >= lookAgainMs) {
          await noteBacklog(deps);
          lookAgainMs = clock.monotonicMs() + STANDBY_LOOK_MS;
        }
        await clock.wait(STANDBY_MS / 2 + random() * STANDBY_MS, signal);
        continue;
      }
      // The edge knows nothing of this snapshot: the consumer was made to begin anew meanwhile.
      if (error instanceof FeedError && error.code === 'gone') held.snapshot = newSnapshotProgress();
      held.failures += 1;
      if (error instanceof SinkUnavailable) held.pace.slower();
      const waitMs = backoffMs(held.failures, random);
      metrics.retries.inc({ of: error instanceof SinkFenced ? 'fenced' : 'mirror' });
      const write = isRetriable(error) || error instanceof SinkFenced ? log.warn : log.error;
      write({ event: 'mirror.retrying', attempt: held.failures, waitMs, error: errorText(error) });
      await noteBacklog(deps);
      await clock.wait(waitMs, signal);
    }
  }
  await sink.close();
  await giveBack(deps, held.token);
}

async function runSession(deps: MirrorDeps, first: HeldLease, held: Held, signal: AbortSignal): Promise<void> {
  const lease = first.stand === 'rewound' ? await settleRewound(deps, first, held, signal) : first;
  if (lease === null) return;
  held.rewoundMs = null;
  deps.metrics.rewound.set(0);
  // Fences whoever held the lease before; only then may anything be sent.
  await deps.sink.connect();
  const session = openSession(
    deps,
    lease,
    ({ token }) => {
      held.token = token;
    },
    held.pace,
  );
  const onHealthy = () => {
    held.failures = 0;
    held.pace.faster();
  };
  const isNew = lease.stand === 'snapshot';
  const from = isNew ? await copySnapshot(deps, session, held.snapshot, signal, onHealthy) : lease.cursor;
  if (from === null) return;
  held.snapshot = newSnapshotProgress();
  await followEvents(deps, session, from, signal, onHealthy);
}

/** A restored log: nothing is mirrored before it is decided that its consumers begin anew. Null when that never came. */
async function settleRewound(
  deps: MirrorDeps,
  first: HeldLease,
  held: Held,
  signal: AbortSignal,
): Promise<HeldLease | null> {
  const { clock, log, metrics, onEpochChange } = deps;
  log.error({ event: 'mirror.rewound', epoch: first.cursor.epoch, remedy: REMEDY });
  if (onEpochChange === 'snapshot') return await takeLease(deps, { token: first.token, resync: true });
  held.rewoundMs ??= clock.monotonicMs();
  for (let lease = first; !signal.aborted; ) {
    // Places of two lines of history cannot be compared, so how many events are missing is not known; for how long is.
    metrics.rewound.set(1);
    metrics.lagSeconds.set((clock.monotonicMs() - held.rewoundMs) / 1000);
    await clock.wait(REWOUND_POLL_MS, signal);
    lease = await takeLease(deps, { token: lease.token });
    if (lease.stand !== 'rewound') return lease;
  }
  return null;
}

/**
 * While nothing can be published, the lag still has to be seen growing. What the edge does not say stays as it was: of one
 * that is rewound it says 0, as the end of the log is before its place.
 */
async function noteBacklog({ feed, metrics, consumer }: MirrorDeps): Promise<void> {
  const status = await feed.status().catch(() => null);
  const own = status?.consumers.find((each) => each.consumer === consumer);
  if (!own || own.stand === 'rewound') return;
  metrics.lagEvents.set(own.lagEvents);
  metrics.lagSeconds.set((own.lagMs ?? 0) / 1000);
}

async function giveBack({ feed, consumer }: MirrorDeps, token: string | undefined): Promise<void> {
  // Whoever stands by waits for its end instead.
  if (token !== undefined) await feed.release({ consumer, token }).catch(() => undefined);
}
