import { z } from 'zod';
import type { BackgroundLog } from '../../background-log.ts';
import type { MirrorSink } from '../../mirror-port.ts';
import type { FeedDeps } from '../feed/feed-deps.ts';

/**
 * What the mirror remembers between two turns. Losing it costs the rest of a lease, and a snapshot begun anew: where the
 * consumer stands is in the database.
 */
export const MirrorStateSchema = z.strictObject({
  /** Stands for the lease of the turn before, which the next one renews. */
  token: z.string().nullable(),
  /** Turns that failed, in a row. */
  failures: z.int().nonnegative(),
  /** A snapshot that is being copied, and how far. */
  snapshot: z
    .strictObject({ epoch: z.string(), seq: z.int(), after: z.string().nullable(), tasks: z.int() })
    .nullable(),
  /** How many events a page has since one was too much for the sink; null for as many as there may be. */
  pageEvents: z.int().positive().nullable().default(null),
});
export type MirrorState = z.infer<typeof MirrorStateSchema>;

export const NEW_MIRROR_STATE: MirrorState = { token: null, failures: 0, snapshot: null, pageEvents: null };

/** Everything the mirror of the edge touches. */
export interface MirrorDeps {
  /** The feed, with a database of one look. */
  openFeed: () => FeedDeps;
  sink: MirrorSink;
  /** Keeps the state where it outlives the process. */
  memory: { read: () => MirrorState; write: (state: MirrorState) => void };
  /** A clock that nobody sets, in ms: a lease is counted on it. */
  monotonicMs: () => number;
  log: BackgroundLog;
  consumer: string;
  /** The CloudEvents `source` of the log. */
  source: string;
}

/** How much one turn does before the next one goes on, so that it stays below what the runtime gives it. */
export interface TurnBounds {
  pages: number;
  ms: number;
  /** Events, or tasks of a snapshot, in one page; fewer for a sink that is slow. */
  pageEvents: number;
}

export const TURN_BOUNDS: TurnBounds = { pages: 20, ms: 15_000, pageEvents: 400 };
