import type { Database } from '../../db/database.ts';
import type { DueTimer } from '../../db/queries/find-due-timers.ts';
import type { Effects } from '../../effects.ts';
import type { HubPort } from '../../hub-port.ts';
import type { PushPort } from '../../push-port.ts';

/** What a handler may use. `hub` is the hub the timer rings in, so that a use case knows no Durable Object. */
export interface TimerContext {
  db: Database;
  effects: Effects;
  userId: string;
  hub: HubPort;
  /** Null when this deployment does not push. */
  push: PushPort | null;
  /** The trace that begins with this ringing, as nobody asked for it; null when nobody traces. */
  trace: string | null;
}

/**
 * Does what a timer is for: one bounded step. `done` removes the timer; `more` leaves it due, so that the next chunk
 * goes on after everybody else had a turn. May run twice for the same timer, so the second run must change nothing.
 * Throwing puts the timer off, and parks it when that happened too often.
 */
export type TimerHandler = (timer: DueTimer, ctx: TimerContext) => Promise<'done' | 'more'>;

/**
 * The same for many timers of one kind at once: one commit for all. Throwing means that none was done; then they are
 * tried by halves, until the one that fails stands alone.
 *
 * @returns those that are through; the others were set to another time
 */
export type TimersHandler = (timers: DueTimer[], ctx: TimerContext) => Promise<DueTimer[]>;

export type TimerHandlers = Readonly<Record<string, TimerHandler | { together: TimersHandler }>>;
