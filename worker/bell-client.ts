import { BELL_NAME, type BellPort } from '#application/bell-port.ts';
import type { Meter } from '#application/db/strict-d1.ts';
import { withTimeout } from './with-timeout.ts';

const TIMEOUT_MS = 5000;

/** The bell as the rest of the program sees it. */
export function createBellClient(namespace: Env['FEED_BELL'], meter: Meter): BellPort {
  const bell = () => {
    meter.hubCalls += 1;
    return namespace.getByName(BELL_NAME);
  };
  const ask = <Result>(call: Promise<Result>) => withTimeout(call, TIMEOUT_MS, 'The bell');
  return {
    lastHead: async () => await ask(bell().lastHead()),
    noteHead: async (head) => await ask(bell().noteHead(head)),
    settleEpoch: async () => await ask(bell().settleEpoch()),
    ring: async () => await ask(bell().ring()),
    closeSockets: async (tokenId) => await ask(bell().closeSockets(tokenId)),
    listeners: async () => await ask(bell().listeners()),
  };
}
