import type { FeedCursor, Lease } from '#core/feed/protocol.ts';
import type { Clock } from '../../clock.ts';
import { FeedError } from '../../errors.ts';
import type { Feed } from '../../feed/feed.ts';

/** The lease of a consumer as its holder sees it: counted on a clock that nobody sets, from before it was asked for. */
export interface HeldLease {
  readonly stand: Lease['stand'];
  readonly cursor: FeedCursor;
  readonly token: string;
  readonly ttlMs: number;
  /** What is certainly left of it, in ms; negative when it may be over. */
  readonly remainingMs: () => number;
}

interface LeaseParts {
  readonly feed: Pick<Feed, 'lease'>;
  readonly clock: Pick<Clock, 'monotonicMs'>;
  readonly consumer: string;
  readonly holder: string;
}

const CONFLICT = 409;

/**
 * Takes the lease, or renews it with the token of the one before.
 *
 * @throws FeedError, for which `isRefusedLease` says whether somebody else holds it
 */
export async function takeLease(
  { feed, clock, consumer, holder }: LeaseParts,
  options: { readonly token?: string | undefined; readonly resync?: boolean } = {},
): Promise<HeldLease> {
  const askedMs = clock.monotonicMs();
  const { token, resync } = options;
  const lease = await feed.lease({
    consumer,
    holder,
    ...(token !== undefined && { token }),
    ...(resync && { resync }),
  });
  const { stand, cursor, ttlMs } = lease;
  return { stand, cursor, ttlMs, token: lease.token, remainingMs: () => askedMs + ttlMs - clock.monotonicMs() };
}

export function isRefusedLease(error: unknown): boolean {
  return error instanceof FeedError && error.status === CONFLICT;
}
