import { toEpochMs } from '#core/instant.ts';
import type { BackgroundLog } from '../../background-log.ts';
import { type Database, runBatch } from '../../db/database.ts';
import { findOverdueUsers } from '../../db/queries/find-overdue-users.ts';
import { findUsersWithEvents, type UsersWithEvents } from '../../db/queries/find-users-with-events.ts';
import { moveCursor } from '../../db/queries/move-cursor.ts';
import type { Effects } from '../../effects.ts';
import type { HubPort } from '../../hub-port.ts';
import { nudgeAll } from './nudge-all.ts';

export interface WatchdogDeps {
  db: Database;
  effects: Effects;
  /** Rejects when the hub did not answer. */
  hub: Pick<HubPort, 'nudge'>;
  log: BackgroundLog;
}

const CONSUMER = 'watchdog';
// Together far below the calls one invocation may make, and a minute later comes the next run.
const MAX_OVERDUE_USERS = 200;
const PAGE_EVENTS = 2000;
/** Shorter than the minute to the next run: hubs that hang must not make runs pile up. */
const TIME_BUDGET_MS = 45_000;
/** A hub that has not answered for this long has no device that is still connected: nobody waits for it. */
const GIVE_UP_AFTER_MS = 10 * 60_000;

/**
 * Repairs, each minute, what was lost between D1 and the hubs: alarms that did not go off and nudges that did not
 * arrive. It trusts neither: it goes by the timers and by the log, from its own cursor.
 *
 * The cursor passes an event only when the hub of its user has answered. A hub that does not answer holds it for some
 * minutes, in which the others behind it are nudged again and again, which changes nothing for them.
 */
export async function watchdog({ db, effects, hub, log }: WatchdogDeps): Promise<void> {
  const nowMs = toEpochMs(effects.now());
  // Also those that are only just due. Mostly their alarm is going off this moment and the nudge is for nothing, but were
  // they left for the next run, a lost one would ring after more than a minute.
  const overdue = await findOverdueUsers(db, nowMs, MAX_OVERDUE_USERS);
  const page = await findUsersWithEvents(db, CONSUMER, PAGE_EVENTS);
  const all = [...new Set([...overdue, ...page.users.map(({ userId }) => userId)])];
  const failed = await nudgeAll(all, hub, () => toEpochMs(effects.now()) < nowMs + TIME_BUDGET_MS);
  const cursor = cursorAfter(page, failed, nowMs);
  if (page.users.length > 0) await runBatch(db, [moveCursor(CONSUMER, cursor, nowMs)]);
  if (all.length > 0) log.write({ event: 'watchdog.swept', nudged: all.length, failed: failed.size, cursor });
}

function cursorAfter({ users, lastSeq }: UsersWithEvents, failed: ReadonlySet<string>, nowMs: number): number {
  const waiting = users.filter(({ userId, firstAtMs }) => failed.has(userId) && firstAtMs > nowMs - GIVE_UP_AFTER_MS);
  return Math.min(lastSeq, ...waiting.map(({ firstSeq }) => firstSeq - 1));
}

/** @returns whose hub did not answer, or was not asked any more */
