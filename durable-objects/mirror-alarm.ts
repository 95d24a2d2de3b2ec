import { type BackgroundLog, errorText } from '#application/background-log.ts';
import type { MirrorDeps } from '#application/use-cases/mirror/mirror-deps.ts';
import type { MirrorTurn } from '#application/use-cases/mirror/run-mirror-turn.ts';

export interface MirrorAlarmDeps {
  storage: Pick<DurableObjectStorage, 'getAlarm' | 'setAlarm'>;
  memory: MirrorDeps['memory'];
  runTurn: () => Promise<MirrorTurn>;
  nowMs: () => number;
  random: () => number;
  log: BackgroundLog;
}

/** What wakes the mirror that lives in the bell. */
export interface MirrorAlarm {
  /** There may be more: at once, unless the last turn said to wait. */
  wake: () => Promise<void>;
  /** What an alarm does. Never rejects. */
  ring: () => Promise<void>;
}

/** Longer than a turn takes: it is what is left when a turn is cut off. */
const SAFETY_NET_MS = 40_000;
/** Rings may be lost. Also keeps the lease, which whoever stands by would take over else. */
const IDLE_MS = 5_000;
const STANDBY_MS = 5_000;
/** An alarm that is so late is not going to go off. */
const LOST_AFTER_MS = 30_000;
const REWOUND_MS = 5_000;
/** While nothing is mirrored, the log says why this often. */
const REMIND_MS = 60_000;
const FIRST_BACKOFF_MS = 500;
const MAX_BACKOFF_MS = 30_000;

/**
 * Runs the turns of a mirror from the alarm of a Durable Object. An alarm that throws is tried again six times and then
 * never more, so it does not throw: the next one is set before anything else, and whatever fails waits for it, longer
 * each time and for a random part of that.
 */
export function createMirrorAlarm({ storage, memory, runTurn, nowMs, random, log }: MirrorAlarmDeps): MirrorAlarm {
  let isRunning = false;
  let isWanted = false;
  // Rings do not hurry a mirror that failed, or that somebody else keeps waiting.
  let restsUntilMs = 0;
  let said: { turn: MirrorTurn; atMs: number } | null = null;

  const say = (turn: 'standing_by' | 'rewound') => {
    if (said?.turn === turn && (turn === 'standing_by' || nowMs() < said.atMs + REMIND_MS)) return;
    said = { turn, atMs: nowMs() };
    log.write({ event: `mirror.${turn}` });
  };
  /** @returns when the next turn is due */
  const nextAfter = (turn: MirrorTurn): number => {
    switch (turn) {
      case 'more':
        said = null;
        return nowMs();
      case 'idle':
        said = null;
        return isWanted ? nowMs() : nowMs() + IDLE_MS;
      case 'standing_by':
        say(turn);
        restsUntilMs = nowMs() + STANDBY_MS / 2 + random() * STANDBY_MS;
        return restsUntilMs;
      case 'rewound':
        say(turn);
        restsUntilMs = nowMs() + REWOUND_MS;
        return restsUntilMs;
    }
  };
  const turnOnce = async (): Promise<number> => {
    try {
      const turn = await runTurn();
      const state = memory.read();
      if (state.failures > 0) memory.write({ ...state, failures: 0 });
      return nextAfter(turn);
    } catch (error) {
      const state = memory.read();
      const failures = state.failures + 1;
      memory.write({ ...state, failures });
      const waitMs = Math.round(random() * Math.min(MAX_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** Math.min(failures, 10)));
      log.write({ event: 'mirror.retrying', attempt: failures, waitMs, error: errorText(error) });
      restsUntilMs = nowMs() + waitMs;
      return restsUntilMs;
    }
  };

  return {
    async wake() {
      isWanted = true;
      if (isRunning) return;
      const dueMs = Math.max(nowMs(), restsUntilMs);
      const standing = await storage.getAlarm();
      // One that is due this moment goes off by itself; set again with each commit, it might never.
      const isLost = standing !== null && standing < nowMs() - LOST_AFTER_MS;
      if (standing === null || standing > dueMs || isLost) await storage.setAlarm(dueMs);
    },
    async ring() {
      isRunning = true;
      isWanted = false;
      try {
        await storage.setAlarm(nowMs() + SAFETY_NET_MS);
        const dueMs = await turnOnce();
        isRunning = false;
        await storage.setAlarm(dueMs);
      } catch (error) {
        // The storage itself failed: the safety net, or the minutely look at the log, wakes it again.
        log.write({ event: 'mirror.retrying', attempt: 1, waitMs: SAFETY_NET_MS, error: errorText(error) });
      } finally {
        isRunning = false;
      }
    },
  };
}
