import { openDatabase } from '#application/db/database.ts';
import { newMeter } from '#application/db/strict-d1.ts';
import type { MirrorConfiguration } from '#application/mirror-configuration.ts';
import { realEffects } from '#application/real-effects.ts';
import { createUpstashSink } from '#application/upstash-sink.ts';
import type { FeedDeps } from '#application/use-cases/feed/feed-deps.ts';
import { type MirrorDeps, MirrorStateSchema, NEW_MIRROR_STATE } from '#application/use-cases/mirror/mirror-deps.ts';
import { runMirrorTurn } from '#application/use-cases/mirror/run-mirror-turn.ts';
import type { createBell } from './bell.ts';
import { consoleLog } from './console-log.ts';
import { createMirrorAlarm, type MirrorAlarm } from './mirror-alarm.ts';

type Storage = Pick<DurableObjectState, 'storage'>;

const STATE_KEY = 'mirror';

/** The mirror that lives in the bell, put together: it reads the feed as anybody does, and asks the bell without a call. */
export function createBellMirror(
  { storage }: Storage,
  { DB }: Pick<Env, 'DB'>,
  configuration: MirrorConfiguration,
  bell: Pick<ReturnType<typeof createBell>, 'lastHead' | 'noteHead' | 'settleEpoch'>,
): MirrorAlarm {
  const memory: MirrorDeps['memory'] = {
    read() {
      // What another version of the program has left may be forgotten: it would keep the mirror from ever running again.
      return MirrorStateSchema.catch(NEW_MIRROR_STATE).parse(storage.kv.get(STATE_KEY));
    },
    write: (state) => storage.kv.put(STATE_KEY, state),
  };
  const ownBell: FeedDeps['bell'] = {
    lastHead: async () => bell.lastHead(),
    noteHead: async (head) => bell.noteHead(head),
    settleEpoch: async () => await bell.settleEpoch(),
  };
  const deps: MirrorDeps = {
    openFeed: () => ({ db: openDatabase(DB, newMeter()), effects: realEffects, bell: ownBell }),
    sink: createUpstashSink(configuration, { fetch: (address, init) => fetch(address, init) }),
    memory,
    monotonicMs: () => performance.now(),
    log: consoleLog,
    consumer: configuration.consumer,
    source: configuration.source,
  };
  return createMirrorAlarm({
    storage,
    memory,
    runTurn: () => runMirrorTurn(deps),
    nowMs: Date.now,
    random: realEffects.random,
    log: consoleLog,
  });
}

/** What it remembered, where the deployment does not push any more. */
export function forgetMirror({ storage }: Storage): void {
  storage.kv.delete(STATE_KEY);
}
