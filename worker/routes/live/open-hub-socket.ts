import { type OpenSocket, openSocketRequest } from '#application/open-socket-request.ts';
import { AppError } from '#core/errors.ts';
import { withTimeout } from '../../with-timeout.ts';

const TIMEOUT_MS = 10_000;

/**
 * Opens a socket on a user's hub.
 *
 * @throws AppError `unauthenticated` when the ticket was used before, `unavailable` when the hub does not answer
 */
export async function openHubSocket(hubs: Env['USER_HUB'], userId: string, opening: OpenSocket): Promise<WebSocket> {
  const answer = await withTimeout(hubs.getByName(userId).fetch(openSocketRequest(opening)), TIMEOUT_MS, 'The hub');
  if (answer.webSocket) return answer.webSocket;
  if (answer.status === 403) throw new AppError('unauthenticated', 'The ticket was used already. Get another one.');
  throw new AppError('unavailable', 'The hub did not open a socket.');
}
