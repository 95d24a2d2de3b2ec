import { FeedError, SinkUnavailable } from '../../errors.ts';
import type { SinkRecord } from '../../sinks/event-sink.ts';
import { type HeldLease, takeLease } from './hold-lease.ts';
import type { MirrorDeps } from './mirror-deps.ts';
import { newPace, type Pace } from './pace.ts';

/** A stretch of work under one lease. Whatever goes wrong ends it; the next one asks the edge where to go on. */
export interface Session {
  readonly lease: () => HeldLease;
  readonly pace: Pick<Pace, 'events' | 'isSlowed'>;
  /** Renews the lease when a third of it is gone. */
  readonly keepLease: () => Promise<void>;
  /** Publishes under the lease: what has not been acknowledged when it ends is given up. */
  readonly publish: (records: readonly SinkRecord[]) => Promise<void>;
}

const MAX_SEND_MS = 10_000;
// The sink may need a moment to stop after its timeout, and clocks of two machines do not run alike.
const SAFETY_MS = 1_000;

/** @param onRenewed hears each lease, so that the next session can renew it instead of waiting for its end */
export function openSession(
  deps: MirrorDeps,
  first: HeldLease,
  onRenewed: (lease: HeldLease) => void,
  pace: Session['pace'] = newPace(deps.pageEvents),
): Session {
  const { sink, metrics } = deps;
  let lease = first;
  const keepLease = async () => {
    if (lease.remainingMs() > (lease.ttlMs * 2) / 3) return;
    const renewed = await takeLease(deps, { token: lease.token });
    onRenewed(renewed);
    lease = renewed;
    if (lease.stand === 'rewound')
      throw new FeedError('the log was restored to an earlier point', { retriable: true, status: null, code: null });
  };
  return {
    lease: () => lease,
    pace,
    keepLease,
    async publish(records) {
      if (records.length === 0) return;
      await keepLease();
      const timeoutMs = Math.min(MAX_SEND_MS, lease.remainingMs() - SAFETY_MS);
      if (timeoutMs <= 0) throw new SinkUnavailable('the lease is too short to send anything under it');
      await sink.publish(records, { timeoutMs });
      for (const [topic, some] of Map.groupBy(records, ({ topic }) => topic)) {
        metrics.published.inc({ topic }, some.length);
      }
    },
  };
}
