import type { Kernel } from './kernel.ts';
import type { Life, Pace } from './life.ts';
import type { Prng } from './prng.ts';
import { DAY_MS } from './wall-clock.ts';

/** How often what goes wrong: chances of a single call, nudge, alarm or tick, or how many in thirty days. */
export interface FaultProfile {
  d1LostBefore: number;
  d1LostAfter: number;
  d1Overloaded: number;
  nudgeLost: number;
  nudgeDoubled: number;
  nudgeLate: number;
  alarmLost: number;
  alarmDoubled: number;
  alarmLate: number;
  alarmLostInRestart: number;
  /** A hub is evicted when its work is done. */
  evictionAfter: number;
  /** A hub is killed in the middle of its work. */
  evictionDuring: number;
  answerLost: number;
  tickLost: number;
  slow: number;
  outages: number;
  storms: number;
  /** A wake-up of the log reaches no notifier, comes late, or comes twice. */
  wakeLost: number;
  wakeLate: number;
  wakeDoubled: number;
  /** A notifier does not hear what the edge answers. */
  callUnheard: number;
  diesBeforeSending: number;
  diesAfterSending: number;
  sendSlow: number;
  sendFails: number;
  /** The other side takes a message, and the notifier does not hear so. */
  sendUnheard: number;
  reportLate: number;
  reportDoubled: number;
}
/** What happens by chance, one call at a time. */
export type Fault = Exclude<keyof FaultProfile, 'outages' | 'storms'>;

const NOTHING: FaultProfile = {
  d1LostBefore: 0,
  d1LostAfter: 0,
  d1Overloaded: 0,
  nudgeLost: 0,
  nudgeDoubled: 0,
  nudgeLate: 0,
  alarmLost: 0,
  alarmDoubled: 0,
  alarmLate: 0,
  alarmLostInRestart: 0,
  evictionAfter: 0.3,
  evictionDuring: 0,
  answerLost: 0,
  tickLost: 0,
  slow: 0.3,
  outages: 0,
  storms: 0,
  wakeLost: 0,
  wakeLate: 0,
  wakeDoubled: 0,
  callUnheard: 0,
  diesBeforeSending: 0,
  diesAfterSending: 0,
  sendSlow: 0.1,
  sendFails: 0,
  sendUnheard: 0,
  reportLate: 0,
  reportDoubled: 0,
};

export const PROFILES = {
  /** Nothing goes wrong: then nothing may be late either. */
  calm: NOTHING,
  usual: {
    ...NOTHING,
    d1LostBefore: 0.002,
    d1LostAfter: 0.002,
    d1Overloaded: 0.001,
    nudgeLost: 0.03,
    nudgeDoubled: 0.05,
    nudgeLate: 0.05,
    alarmLost: 0.02,
    alarmDoubled: 0.05,
    alarmLate: 0.05,
    alarmLostInRestart: 0.2,
    evictionDuring: 0.02,
    answerLost: 0.02,
    tickLost: 0.0003,
    slow: 0.4,
    outages: 2,
    storms: 2,
    wakeLost: 0.02,
    wakeLate: 0.05,
    wakeDoubled: 0.1,
    callUnheard: 0.02,
    diesBeforeSending: 0.02,
    diesAfterSending: 0.02,
    sendFails: 0.15,
    sendUnheard: 0.02,
    reportLate: 0.05,
    reportDoubled: 0.1,
  },
  rough: {
    ...NOTHING,
    d1LostBefore: 0.02,
    d1LostAfter: 0.02,
    d1Overloaded: 0.01,
    nudgeLost: 0.2,
    nudgeDoubled: 0.2,
    nudgeLate: 0.2,
    alarmLost: 0.2,
    alarmDoubled: 0.3,
    alarmLate: 0.2,
    alarmLostInRestart: 0.5,
    evictionAfter: 0.5,
    evictionDuring: 0.15,
    answerLost: 0.1,
    tickLost: 0.003,
    slow: 0.6,
    outages: 10,
    storms: 10,
    wakeLost: 0.2,
    wakeLate: 0.2,
    wakeDoubled: 0.3,
    callUnheard: 0.1,
    diesBeforeSending: 0.1,
    diesAfterSending: 0.15,
    sendSlow: 0.3,
    sendFails: 0.4,
    sendUnheard: 0.1,
    reportLate: 0.2,
    reportDoubled: 0.3,
  },
} satisfies Record<string, FaultProfile>;
export type ProfileName = keyof typeof PROFILES;

/** What happens to one call to the database. */
export interface D1Fate {
  beforeMs: number;
  afterMs: number;
  failure: 'lost before' | 'lost after' | 'overloaded' | null;
}

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const MONTH_MS = 30 * DAY_MS;

/** Decides what goes wrong, and when, from when it is told to rage until it is told to rest. Remembers whom it last troubled, for the judge to know. */
export function createNemesis(deps: {
  kernel: Kernel;
  prng: Prng;
  trace: (userId: string | null, text: string) => void;
}) {
  const { kernel, prng, trace } = deps;
  let profile: FaultProfile = NOTHING;
  let stormUntilMs = 0;
  let stormChance = 0;
  let everybodyMs = 0;
  const troubledMs = new Map<string, number>();

  /** Whom something happened to (null: everybody), and until when it can still be felt. */
  const trouble = (userId: string | null, text: string, untilMs = kernel.nowMs()) => {
    trace(userId, text);
    if (userId === null) everybodyMs = Math.max(everybodyMs, untilMs);
    else troubledMs.set(userId, Math.max(troubledMs.get(userId) ?? 0, untilMs));
  };
  const chance = (name: Fault, by = prng) => profile[name] > 0 && by.chance(profile[name]);
  const latency = (pace: Pace): number => {
    if (pace === 'instant') return 0;
    return pace === 'slow' ? prng.int(1, 40) : prng.int(10, 250);
  };
  const failureOf = (): D1Fate['failure'] => {
    if (kernel.nowMs() < stormUntilMs && prng.chance(stormChance))
      return prng.pick(['lost before', 'lost after', 'overloaded', 'overloaded'] as const);
    if (chance('d1LostBefore')) return 'lost before';
    if (chance('d1LostAfter')) return 'lost after';
    return chance('d1Overloaded') ? 'overloaded' : null;
  };

  return {
    chance,
    trouble,
    /** The last moment at which something that went wrong could be felt by a user. */
    troubledUntilMs: (userId: string) => Math.max(everybodyMs, troubledMs.get(userId) ?? 0),
    pace: (): Pace => (chance('slow') ? (prng.chance(0.2) ? 'crawling' : 'slow') : 'instant'),
    int: prng.int,
    coin: () => prng.chance(0.5),
    d1Call(life: Life): D1Fate {
      const failure = failureOf();
      if (failure !== null) trouble(life.userId, `D1: ${failure}`);
      return { beforeMs: latency(life.pace), afterMs: latency(life.pace), failure };
    },
    /** When the next time of trouble begins and how long it lasts; null when there will be none. */
    next(kind: 'outages' | 'storms'): { inMs: number; lastsMs: number } | null {
      if (profile[kind] === 0) return null;
      const inMs = prng.exponential(MONTH_MS / profile[kind]);
      const longMs = { outages: prng.chance(0.1) ? 9 * DAY_MS : 0.75 * DAY_MS, storms: 15 * MINUTE_MS }[kind];
      const lastsMs = prng.chance(0.7) ? prng.int(SECOND_MS, 3 * MINUTE_MS) : prng.int(3 * MINUTE_MS, longMs);
      return { inMs: Math.round(inMs), lastsMs };
    },
    /** A time in which many calls to the database fail. */
    storm(lastsMs: number) {
      stormUntilMs = kernel.nowMs() + lastsMs;
      stormChance = prng.pick([0.2, 0.5, 0.9]);
      trace(null, `a storm of ${lastsMs / SECOND_MS} s: ${stormChance} of the calls to D1 fail`);
    },
    /** From here on things go wrong so. */
    rage(next: FaultProfile) {
      profile = next;
    },
    /** No faults from here on. */
    rest() {
      profile = NOTHING;
      stormUntilMs = 0;
    },
  };
}
export type Nemesis = ReturnType<typeof createNemesis>;
