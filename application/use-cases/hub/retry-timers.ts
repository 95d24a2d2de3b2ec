import { toEpochMs } from '#core/instant.ts';
import type { RetryTimers, TimersRetried } from '#core/query/timers-query.ts';
import { unparkTimers } from '../../db/queries/unpark-timers.ts';
import { nudgeAll } from './nudge-all.ts';
import type { OperatorDeps } from './rearm-hubs.ts';

/** Together far below the calls one request may make, were each of another user. */
const MAX_TIMERS = 200;

/** Lets parked timers run again, now, and tells the hubs, so that nobody waits for the watchdog. */
export async function retryTimers({ db, effects, hub }: OperatorDeps, wanted: RetryTimers): Promise<TimersRetried> {
  const { userIds, remaining } = await unparkTimers(db, wanted, toEpochMs(effects.now()), MAX_TIMERS);
  const users = [...new Set(userIds)];
  const failed = await nudgeAll(users, hub, () => true);
  return { retried: userIds.length, remaining, nudged: users.length - failed.size, unreachable: [...failed] };
}
