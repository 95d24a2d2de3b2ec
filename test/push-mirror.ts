import { sql } from 'drizzle-orm';
import type { BackgroundLogEvent } from '#application/background-log.ts';
import { createUpstashSink } from '#application/upstash-sink.ts';
import { leaseFeed } from '#application/use-cases/feed/lease-feed.ts';
import {
  type MirrorDeps,
  NEW_MIRROR_STATE,
  TURN_BOUNDS,
  type TurnBounds,
} from '#application/use-cases/mirror/mirror-deps.ts';
import { runMirrorTurn } from '#application/use-cases/mirror/run-mirror-turn.ts';
import { newFakeUpstash, type ProducedMessage } from './fake-upstash.ts';
import { feedAt } from './feed-world.ts';
import type { TestUser } from './users.ts';

let mirrors = 0;

/** A mirror of the edge before the real database, with a consumer of its own and a sink in memory. */
export function newMirror() {
  mirrors += 1;
  const consumer = `push-${mirrors}`;
  const clock = { nowMs: Date.now() };
  const feed = feedAt(clock);
  const upstash = newFakeUpstash();
  const logged: BackgroundLogEvent[] = [];
  const target = { url: 'https://sink.example', username: 'carillon', password: 'grüße', topicPrefix: 'x.' };
  let state = NEW_MIRROR_STATE;
  const deps: MirrorDeps = {
    openFeed: () => feedAt(clock),
    sink: createUpstashSink({ ...target, topicPrefix: '' }, { fetch: upstash.fetch }),
    memory: {
      read: () => state,
      write: (next) => {
        state = next;
      },
    },
    monotonicMs: () => clock.nowMs,
    log: { write: (event) => void logged.push(event) },
    consumer,
    source: '/carillon/main',
  };
  const turn = (bounds: Partial<TurnBounds> = {}) => runMirrorTurn(deps, { ...TURN_BOUNDS, ...bounds });
  return {
    consumer,
    clock,
    feed,
    upstash,
    logged,
    target,
    deps,
    turn,
    state: () => state,
    /** Turns until one has nothing more to do. */
    async settle(bounds: Partial<TurnBounds> = {}): Promise<void> {
      for (let turns = 0; turns < 500; turns += 1) if ((await turn(bounds)) === 'idle') return;
      throw new Error('it never comes to the end of the log');
    },
    takeOver: async () => await leaseFeed(feed, { consumer, holder: 'pod/1', resync: false }),
  };
}

export type Mirror = ReturnType<typeof newMirror>;

/** One that has everything that was there so far. */
export async function newLiveMirror(): Promise<Mirror> {
  const mirror = newMirror();
  await mirror.settle({ pageEvents: 1000 });
  mirror.upstash.written.splice(0);
  mirror.upstash.calls.splice(0);
  return mirror;
}

/** The log of a user, as `sequence` attributes. */
export async function logOf({ db, id }: TestUser): Promise<string[]> {
  const rows = await db.all<{ seq: number }>(sql`SELECT seq FROM events WHERE user_id = ${id} ORDER BY seq`);
  return rows.map(({ seq }) => String(seq).padStart(16, '0'));
}

/** What a consumer that drops what it has seen makes of it. */
export const deduplicated = (all: readonly string[]) => [...new Set(all)];

/** Where a record came from in the log, whether it is an event or a dead letter. */
export function placeOf({ value, headers }: ProducedMessage): string {
  return headers.find(({ key }) => key === 'sequence')?.value ?? JSON.parse(value ?? '').sequence;
}

/** The same dice at every run. */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1103515245 + 12345) % 2 ** 31;
    return state / 2 ** 31;
  };
}
