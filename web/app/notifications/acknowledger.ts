import type { CommandClient } from '../commands/command-client.ts';
import type { NewWrite } from '../commands/write.ts';
import type { BellStore } from './bell-store.ts';
import { acknowledgeFirings, readEverything } from './firing-writes.ts';

export interface AcknowledgerDeps {
  dispatch: CommandClient['dispatch'];
  bell: Pick<BellStore, 'close' | 'reopen'>;
  isOffline: () => boolean;
}

export interface Acknowledger {
  /** Somebody noticed these: their toasts go, here at once and everywhere as soon as the server knows. */
  notice: (firingIds: readonly string[]) => void;
  /** Somebody has seen all there is. */
  noticeAll: (ringingIds: readonly string[]) => void;
  /** Does something that ends these ringings by itself (completing, snoozing). Refused, they ring on. */
  actOn: (firingIds: readonly string[], write: NewWrite) => void;
  /** Connected again: what could not be said meanwhile is said now. */
  retry: () => void;
}

/**
 * Tells the server what was noticed in this window. Closing a toast is not refused for want of a network, as other
 * changes are: it is held until there is one, and lost only with the window (then the toast comes again, which is right).
 */
export function createAcknowledger({ dispatch, bell, isOffline }: AcknowledgerDeps): Acknowledger {
  const held = new Set<string>();
  const send = async (firingIds: readonly string[], write: NewWrite) => {
    if (write.commands.length === 0) return;
    bell.close(firingIds, null);
    const outcome = isOffline() ? { status: 'offline' as const } : await dispatch(write);
    const isUnheard = outcome.status === 'offline' || (outcome.status === 'refused' && outcome.code === 'unavailable');
    if (isUnheard) for (const id of firingIds) held.add(id);
    else bell.close(firingIds, outcome.status === 'done' ? (outcome.seq ?? 0) : 0);
  };
  const act = async (firingIds: readonly string[], write: NewWrite) => {
    if (!isOffline()) bell.close(firingIds, null);
    const outcome = await dispatch(write);
    if (outcome.status === 'done') bell.close(firingIds, outcome.seq ?? 0);
    else bell.reopen(firingIds);
  };
  return {
    notice: (firingIds) => void send(firingIds, acknowledgeFirings(firingIds)),
    noticeAll: (ringingIds) => void send(ringingIds, readEverything(ringingIds)),
    actOn: (firingIds, write) => void act(firingIds, write),
    retry() {
      const firingIds = [...held];
      held.clear();
      if (firingIds.length > 0) void send(firingIds, acknowledgeFirings(firingIds));
    },
  };
}
