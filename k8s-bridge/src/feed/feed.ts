import type { FeedStatus, Lease, LeaseRequest } from '#core/feed/protocol.ts';
import type { RawFeedPage, RawSnapshotPage } from './feed-pages.ts';

export interface EventsQuery {
  readonly consumer: string;
  readonly after: number;
  readonly limit: number;
  /** With it the question acknowledges everything up to `after`; without, it acknowledges nothing. */
  readonly lease?: string;
}

export interface SnapshotQuery {
  readonly consumer: string;
  readonly lease: string;
  /** The `next` of the page before; null for the first. */
  readonly after: string | null;
  readonly limit: number;
}

/** The edge, as the programs of the cluster see it (core/feed/protocol.ts). Every call throws FeedError. */
export interface Feed {
  readonly lease: (request: LeaseRequest) => Promise<Lease>;
  /** Gives the lease back, so that whoever stands by need not wait for its end. */
  readonly release: (request: { readonly consumer: string; readonly token: string }) => Promise<void>;
  readonly events: (query: EventsQuery) => Promise<RawFeedPage>;
  readonly snapshot: (query: SnapshotQuery) => Promise<RawSnapshotPage>;
  readonly status: () => Promise<FeedStatus>;
}

/** Says when there may be more events. A hint: what it misses is found by asking. */
export interface Bell {
  readonly isConnected: () => boolean;
  /** Resolves at the next ring, after `ms`, or when `signal` is aborted; at once when it has rung since the last wait. */
  readonly wait: (ms: number, signal: AbortSignal) => Promise<void>;
}
