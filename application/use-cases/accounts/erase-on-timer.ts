import { toEpochMs } from '#core/instant.ts';
import type { TimerHandler } from '../hub/timer-handler.ts';
import { eraseAccount } from './erase-account.ts';

/**
 * Goes on with an erasure that was cut off, takes the last look, and erases a throw-away account whose time has come.
 * The hub goes too: its sockets and whatever it stored.
 */
export const eraseOnTimer: TimerHandler = async (_timer, { db, effects, hub, userId }) => {
  const erasure = await eraseAccount(db, toEpochMs(effects.now()), userId);
  await hub.closeSockets(userId, 'all');
  if (erasure !== 'unfinished') await hub.erase(userId);
  // The last look has planned itself by moving the timer, which must therefore stay.
  return erasure === 'erased' ? 'done' : 'more';
};
