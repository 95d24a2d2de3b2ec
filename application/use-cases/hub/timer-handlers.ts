import type { TimerKind } from '../../db/queries/find-due-timers.ts';
import { CredentialSchema } from '../../hub-port.ts';
import { eraseOnTimer } from '../accounts/erase-on-timer.ts';
import { makeOccurrences } from './make-occurrences.ts';
import { pushReminders } from './push-reminders.ts';
import { rederiveDues } from './rederive-dues.ts';
import { ringReminders } from './ring-reminders.ts';
import type { TimerHandler, TimerHandlers } from './timer-handler.ts';
import { wakeForMessages, wakeForUnclaimed } from './wake-notifiers.ts';

/** A sign-out or revocation whose hub did not answer at the time; `ref` says whose sockets it is about. */
const repeatRevocation: TimerHandler = async (timer, { hub, userId }) => {
  const credential = timer.ref === 'all' ? 'all' : CredentialSchema.parse(JSON.parse(timer.ref));
  await hub.closeSockets(userId, credential);
  return 'done';
};

/** What is done when a timer of each kind rings. */
export const TIMER_HANDLERS = {
  ring: { together: ringReminders },
  occur: { together: makeOccurrences },
  push: { together: pushReminders },
  claim: { together: wakeForUnclaimed },
  notify: { together: wakeForMessages },
  rederive: rederiveDues,
  revoke: repeatRevocation,
  erase: eraseOnTimer,
} satisfies Record<TimerKind, TimerHandlers[string]>;
