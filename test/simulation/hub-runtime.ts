import type { BackgroundLog } from '#application/background-log.ts';
import type { Database } from '#application/db/database.ts';
import type { Effects } from '#application/effects.ts';
import type { HubPort } from '#application/hub-port.ts';
import type { TimerHandlers } from '#application/use-cases/hub/timer-handler.ts';
import { createHub } from '#durable-objects/hub.ts';
import type { Kernel } from './kernel.ts';
import { type Life, never } from './life.ts';
import type { Machine } from './machine.ts';
import type { Nemesis } from './nemesis.ts';

export interface HubRuntimeDeps {
  kernel: Kernel;
  nemesis: Nemesis;
  machine: Machine;
  handlers: TimerHandlers;
  openDatabase: (life: Life) => Database;
  effects: (life: Life) => Effects;
  log: BackgroundLog;
  trace: (userId: string, text: string) => void;
  /** Called with what must never happen. */
  complain: (userId: string, text: string) => void;
}

/** What a Durable Object keeps on disk, and what is in memory while it is awake. */
interface Slot {
  userId: string;
  kv: Map<string, unknown>;
  alarmAtMs: number | null;
  /** Counts the settings of the alarm, so that one that was replaced does not go off. */
  alarmVersion: number;
  awake: { life: Life; hub: ReturnType<typeof createHub>; busy: number } | null;
}

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const CALL_TIMEOUT_MS = 15 * SECOND_MS;

/**
 * The Durable Objects runtime, with the hubs of the real program in it: one instance per user, an alarm each, calls that
 * may get lost. What goes wrong: an alarm is lost, late, or goes off twice, the second time perhaps in a new instance
 * while the old one still runs; an instance is evicted between its works or killed in the middle of one; everything
 * stops at once and comes back later.
 */
export function createHubRuntime(deps: HubRuntimeDeps) {
  const { kernel, nemesis, machine, handlers, openDatabase, effects, log, trace, complain } = deps;
  const { isUp } = machine;
  const slots = new Map<string, Slot>();

  const slotOf = (userId: string): Slot => {
    const known = slots.get(userId);
    if (known) return known;
    const slot: Slot = { userId, kv: new Map(), alarmAtMs: null, alarmVersion: 0, awake: null };
    slots.set(userId, slot);
    return slot;
  };

  const setAlarm = (slot: Slot, atMs: number | null) => {
    trace(slot.userId, `the alarm is set to ${atMs === null ? 'nothing' : new Date(atMs).toISOString()}`);
    slot.alarmAtMs = atMs;
    slot.alarmVersion += 1;
    if (atMs === null || !isUp()) return;
    schedule(slot, Math.max(atMs, kernel.nowMs()));
  };
  const schedule = (slot: Slot, atMs: number) => {
    const version = slot.alarmVersion;
    kernel.at(atMs + nemesis.int(0, 20), () => {
      if (slot.alarmVersion !== version || !isUp()) return;
      if (nemesis.chance('alarmLost')) return nemesis.trouble(slot.userId, 'the alarm is lost');
      if (!nemesis.chance('alarmLate')) return goOff(slot, version);
      const lateMs = nemesis.int(100, MINUTE_MS);
      nemesis.trouble(slot.userId, `the alarm is ${lateMs} ms late`, kernel.nowMs() + lateMs);
      kernel.at(kernel.nowMs() + lateMs, () => goOff(slot, version));
    });
  };
  const goOff = (slot: Slot, version: number) => {
    if (slot.alarmVersion !== version || !isUp()) return;
    slot.alarmAtMs = null;
    slot.alarmVersion += 1;
    trace(slot.userId, 'the alarm goes off');
    ring(slot);
    if (!nemesis.chance('alarmDoubled')) return;
    const isInNewInstance = nemesis.coin();
    const afterMs = nemesis.int(0, 500);
    nemesis.trouble(slot.userId, `the alarm goes off again ${isInNewInstance ? 'elsewhere' : 'here'}`);
    kernel.at(kernel.nowMs() + afterMs, () => {
      if (!isUp()) return;
      // The one before goes on with what it has begun, without storage: that belongs to the new one.
      if (isInNewInstance) slot.awake = null;
      ring(slot);
    });
  };
  const ring = (slot: Slot) => {
    void work(slot, (hub) => hub.ring()).catch((error: unknown) =>
      complain(slot.userId, `the alarm handler threw ${String(error)}`),
    );
  };

  /** Lets a hub do something, awake or woken for it. */
  const work = async (slot: Slot, task: (hub: ReturnType<typeof createHub>) => Promise<void>): Promise<void> => {
    slot.awake ??= wake(slot);
    const { awake } = slot;
    awake.busy += 1;
    if (nemesis.chance('evictionDuring')) {
      kernel.at(kernel.nowMs() + nemesis.int(0, 300), () => {
        if (slot.awake !== awake || awake.busy === 0) return;
        nemesis.trouble(slot.userId, 'the hub is killed in the middle of its work');
        awake.life.end();
        slot.awake = null;
      });
    }
    try {
      await task(awake.hub);
    } finally {
      awake.busy -= 1;
      if (slot.awake === awake && awake.busy === 0 && nemesis.chance('evictionAfter')) slot.awake = null;
    }
  };
  const wake = (slot: Slot): NonNullable<Slot['awake']> => {
    const life = machine.begin(slot.userId, nemesis.pace());
    if (life === null) throw new Error('nothing runs');
    const isOwn = () => slot.awake?.life === life;
    const ctx = objectState(slot, { isOwn, life, setAlarm });
    const world = { ctx, openDatabase: () => openDatabase(life), effects: effects(life), push: null, handlers, log };
    return { life, hub: createHub({ ...world, beginTrace: () => null }), busy: 0 };
  };

  /** A call from elsewhere: answers, or rejects when the hub did not answer in time. */
  const call = async (caller: Life, userId: string, task: (hub: ReturnType<typeof createHub>) => Promise<void>) => {
    const slot = slotOf(userId);
    const answer = Promise.withResolvers<void>();
    let isSettled = false;
    kernel.at(kernel.nowMs() + CALL_TIMEOUT_MS, () => isSettled || answer.reject(new Error('The hub did not answer.')));
    work(slot, task).then(answer.resolve, answer.reject);
    try {
      await answer.promise;
    } finally {
      isSettled = true;
      if (caller.isOver()) await never();
    }
  };

  const port = (caller: Life): HubPort => ({
    async nudge(userId, news) {
      if (nemesis.chance('nudgeLost')) {
        nemesis.trouble(userId, `a nudge (${news}) is lost`);
        throw new Error('The hub did not answer.');
      }
      if (nemesis.chance('nudgeLate')) {
        const lateMs = nemesis.int(10, MINUTE_MS);
        nemesis.trouble(userId, `a nudge (${news}) is ${lateMs} ms late`, kernel.nowMs() + lateMs);
        await kernel.sleep(lateMs);
        if (caller.isOver() || !isUp()) return await never();
      }
      if (nemesis.chance('nudgeDoubled')) {
        void work(slotOf(userId), (hub) => hub.nudge(news)).catch(() => undefined);
      }
      await call(caller, userId, (hub) => hub.nudge(news));
    },
    closeSockets: (userId, credential) => call(caller, userId, async (hub) => hub.closeSockets(credential)),
    erase: (userId) => call(caller, userId, (hub) => hub.erase()),
  });

  return {
    port,
    alarmAtMs: (userId: string) => slotOf(userId).alarmAtMs,
    /** The machine has stopped: what was in memory is gone. */
    stop() {
      for (const slot of slots.values()) slot.awake = null;
    },
    /** The machine runs again: alarms that were missed go off now, or were lost. */
    start() {
      for (const slot of slots.values()) {
        if (slot.alarmAtMs === null) continue;
        if (slot.alarmAtMs < kernel.nowMs() && nemesis.chance('alarmLostInRestart'))
          nemesis.trouble(slot.userId, 'the alarm is lost in the restart');
        else schedule(slot, Math.max(slot.alarmAtMs, kernel.nowMs()));
      }
    },
  };
}
export type HubRuntime = ReturnType<typeof createHubRuntime>;

/** What a hub sees of its runtime. An instance that has been replaced still runs, but has no storage any more. */
function objectState(
  slot: Slot,
  { isOwn, life, setAlarm }: { isOwn: () => boolean; life: Life; setAlarm: (slot: Slot, atMs: number | null) => void },
): DurableObjectState {
  const owned = () => {
    if (!isOwn()) throw new Error('the storage belongs to another instance');
  };
  const later = async <Value>(read: () => Value): Promise<Value> => {
    if (life.isOver()) return await never();
    owned();
    return read();
  };
  const storage = {
    kv: {
      get: (key: string) => slot.kv.get(key),
      put: (key: string, value: unknown) => {
        owned();
        slot.kv.set(key, value);
      },
    },
    getAlarm: () => later(() => slot.alarmAtMs),
    setAlarm: (atMs: number) => later(() => setAlarm(slot, atMs)),
    deleteAlarm: () => later(() => setAlarm(slot, null)),
    deleteAll: () => later(() => slot.kv.clear()),
  };
  const state = { id: { name: slot.userId }, storage, getWebSockets: () => [] };
  // As much of the runtime's interface as the hub uses; what is missing would fail loudly.
  return state as unknown as DurableObjectState;
}
