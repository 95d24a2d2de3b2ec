import { type BackgroundLog, errorText } from '#application/background-log.ts';

export interface RingTimersDeps {
  userId: () => string;
  nowMs: () => number;
  /** Sets the alarm, whatever it was. */
  setAlarm: (atMs: number) => Promise<void>;
  /** Runs one chunk of what is due; says whether there may be more. */
  runDueTimers: () => Promise<boolean>;
  /** A turn of the hub's loop: sends what the timers brought about, and arms the alarm for the earliest that is left. */
  runLoop: () => Promise<void>;
  log: BackgroundLog;
}

const SAFETY_NET_MS = 30_000;
/** Keeps one alarm well below the runtime's limits of time; the next alarm, at once, goes on. */
const MAX_CHUNKS = 20;

/**
 * What an alarm does. It never throws: an alarm that throws is tried again six times and then never more. Instead the
 * next alarm is set before anything else, so that being cut off anywhere costs half a minute.
 */
export async function ringTimers(deps: RingTimersDeps): Promise<void> {
  try {
    for (let chunk = 1; chunk <= MAX_CHUNKS; chunk += 1) {
      await deps.setAlarm(deps.nowMs() + SAFETY_NET_MS);
      if (!(await deps.runDueTimers())) break;
    }
    await deps.runLoop();
  } catch (error) {
    deps.log.write({ event: 'hub.turn_failed', userId: deps.userId(), error: errorText(error) });
  }
}
