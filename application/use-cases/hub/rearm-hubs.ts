import { toEpochMs } from '#core/instant.ts';
import type { HubsRearmed } from '#core/query/timers-query.ts';
import type { Database } from '../../db/database.ts';
import { findOverdueUsers } from '../../db/queries/find-overdue-users.ts';
import type { Effects } from '../../effects.ts';
import type { HubPort } from '../../hub-port.ts';
import { nudgeAll } from './nudge-all.ts';

/** What the operator's use cases need. */
export interface OperatorDeps {
  db: Database;
  effects: Effects;
  hub: Pick<HubPort, 'nudge'>;
}

const MAX_USERS = 200;

/** Nudges the hubs of users with overdue timers, the longest overdue first: what the watchdog does each minute, now. */
export async function rearmHubs({ db, effects, hub }: OperatorDeps, userId?: string): Promise<HubsRearmed> {
  const users = await findOverdueUsers(db, toEpochMs(effects.now()), MAX_USERS, userId);
  const failed = await nudgeAll(users, hub, () => true);
  return { nudged: users.length - failed.size, unreachable: [...failed], isMore: users.length === MAX_USERS };
}
