import { withTimeout } from './with-timeout.ts';

const STOP_TIMEOUT_MS = 3000;

/**
 * How a turn that is being answered learns that its person has stopped it: whoever stops it is another request, perhaps
 * in another isolate, and not every connection tells that nobody reads any more.
 */
export interface TurnStops {
  /** Settles with whether it is to stop; false says: not yet, ask again. */
  until: (userId: string, turnId: string) => Promise<boolean>;
  stop: (userId: string, turnId: string) => Promise<void>;
}

/** By way of the user's hub, which is one and the same for all of their requests. */
export function createTurnStops(namespace: Env['USER_HUB']): TurnStops {
  return {
    until: async (userId, turnId) => await namespace.getByName(userId).untilStopped(turnId),
    stop: async (userId, turnId) =>
      await withTimeout(Promise.resolve(namespace.getByName(userId).stopTurn(turnId)), STOP_TIMEOUT_MS, 'The hub'),
  };
}
