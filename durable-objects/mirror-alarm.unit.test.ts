import { describe, expect, it } from 'vitest';
import type { BackgroundLogEvent } from '#application/background-log.ts';
import { NEW_MIRROR_STATE } from '#application/use-cases/mirror/mirror-deps.ts';
import type { MirrorTurn } from '#application/use-cases/mirror/run-mirror-turn.ts';
import { createMirrorAlarm } from './mirror-alarm.ts';

/** An alarm over a storage in memory, with a clock that stands. */
function newAlarm() {
  const clock = { nowMs: 1_000_000 };
  const logged: BackgroundLogEvent[] = [];
  /** Every time the alarm was set, in ms from now. */
  const set: number[] = [];
  let alarmAtMs: number | null = null;
  let state = NEW_MIRROR_STATE;
  let storageFails = false;
  let turn: () => Promise<MirrorTurn> = async () => 'idle';
  const alarm = createMirrorAlarm({
    storage: {
      getAlarm: async () => alarmAtMs,
      setAlarm: async (at) => {
        if (storageFails) throw new Error('no storage');
        alarmAtMs = Number(at);
        set.push(Number(at) - clock.nowMs);
      },
    },
    memory: {
      read: () => state,
      write: (next) => {
        state = next;
      },
    },
    runTurn: () => turn(),
    nowMs: () => clock.nowMs,
    random: () => 1,
    log: { write: (event) => void logged.push(event) },
  });
  return {
    ...alarm,
    clock,
    logged,
    set,
    state: () => state,
    breakStorage: (isBroken: boolean) => {
      storageFails = isBroken;
    },
    turns: (next: typeof turn) => {
      turn = next;
    },
    leaveAlarmAt: (atMs: number) => {
      alarmAtMs = atMs;
    },
  };
}

describe("the alarm of the edge's mirror", () => {
  it('PM10 sets the next alarm before anything else, and at the end to when there is something to do', async () => {
    const alarm = newAlarm();
    const turns: [MirrorTurn, number][] = [
      ['idle', 5_000],
      ['more', 0],
      ['rewound', 5_000],
      ['standing_by', 7_500],
    ];
    for (const [turn, waitMs] of turns) {
      alarm.set.splice(0);
      let before = 0;
      alarm.turns(async () => {
        before = alarm.set.length;
        return turn;
      });
      await alarm.ring();
      expect([turn, before, alarm.set]).toEqual([turn, 1, [40_000, waitMs]]);
    }
  });

  it('PM10 never throws, waits longer after each failure, and starts over after a success', async () => {
    const alarm = newAlarm();
    alarm.turns(() => Promise.reject(new Error('the sink is away')));
    const waits: (number | undefined)[] = [];
    for (let n = 0; n < 9; n += 1) {
      await alarm.ring();
      waits.push(alarm.set.at(-1));
    }
    expect(waits).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000, 30_000]);
    expect(alarm.state().failures).toBe(9);
    expect(alarm.logged).toHaveLength(9);
    alarm.turns(async () => 'idle');
    await alarm.ring();
    expect(alarm.state().failures).toBe(0);
    alarm.breakStorage(true);
    await alarm.ring();
    alarm.breakStorage(false);
    await alarm.ring();
    expect(alarm.set.at(-1)).toBe(5_000);
  });

  it('PM11 a commit wakes it at once, also while a turn is under way', async () => {
    const alarm = newAlarm();
    await alarm.wake();
    expect(alarm.set).toEqual([0]);
    await alarm.wake();
    expect(alarm.set).toEqual([0]);
    alarm.turns(async () => {
      await alarm.wake();
      return 'idle';
    });
    await alarm.ring();
    expect(alarm.set.slice(1)).toEqual([40_000, 0]);
    // One that stands in the past was lost.
    alarm.leaveAlarmAt(alarm.clock.nowMs - 31_000);
    await alarm.wake();
    expect(alarm.set.at(-1)).toBe(0);
    expect(alarm.set).toHaveLength(4);
    // One that is due goes off by itself: under a steady load it would be put off for ever.
    alarm.leaveAlarmAt(alarm.clock.nowMs - 1);
    await alarm.wake();
    expect(alarm.set).toHaveLength(4);
  });

  it('PM11 commits do not hurry a mirror that failed or stands by', async () => {
    const alarm = newAlarm();
    alarm.turns(async () => 'standing_by');
    await alarm.ring();
    await alarm.wake();
    expect(alarm.set).toEqual([40_000, 7_500]);
    alarm.clock.nowMs += 8_000;
    alarm.turns(() => Promise.reject(new Error('away')));
    await alarm.ring();
    await alarm.wake();
    expect(alarm.set.slice(2)).toEqual([40_000, 1_000]);
  });

  it('PM6 while nothing is mirrored for a restore it says so each minute; standing by it says once', async () => {
    const alarm = newAlarm();
    const events = () => alarm.logged.map(({ event }) => event);
    alarm.turns(async () => 'rewound');
    await alarm.ring();
    await alarm.ring();
    expect(events()).toEqual(['mirror.rewound']);
    alarm.clock.nowMs += 60_000;
    await alarm.ring();
    expect(events()).toEqual(['mirror.rewound', 'mirror.rewound']);
    alarm.turns(async () => 'standing_by');
    await alarm.ring();
    alarm.clock.nowMs += 60_000;
    await alarm.ring();
    expect(events().slice(2)).toEqual(['mirror.standing_by']);
  });
});
