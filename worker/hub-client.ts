import type { Meter } from '#application/db/strict-d1.ts';
import type { HubPort } from '#application/hub-port.ts';
import { withTimeout } from './with-timeout.ts';

/** A nudge waits for the whole catch-up of a hub, and nobody waits for a nudge. */
const NUDGE_TIMEOUT_MS = 15_000;
/** Somebody waits for their sign-out; when it takes longer a timer repeats it. */
const REVOKE_TIMEOUT_MS = 3000;

/** The hubs as the rest of the program sees them: one Durable Object per user, named after the user. */
export function createHubClient(namespace: Env['USER_HUB'], meter: Meter): HubPort {
  const hubOf = (userId: string) => namespace.getByName(userId);
  const ask = (call: Promise<void>, timeoutMs: number) => {
    meter.hubCalls += 1;
    return withTimeout(call, timeoutMs, 'The hub');
  };
  return {
    nudge: async (userId, news) => await ask(hubOf(userId).nudge(news), NUDGE_TIMEOUT_MS),
    closeSockets: async (userId, credential) => await ask(hubOf(userId).closeSockets(credential), REVOKE_TIMEOUT_MS),
    erase: async (userId) => await ask(hubOf(userId).erase(), REVOKE_TIMEOUT_MS),
  };
}
