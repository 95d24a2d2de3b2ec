import { CLOSE_CODES, MAX_SOCKETS_PER_USER } from '#core/live/protocol.ts';
import type { LiveSocket } from './live-socket.ts';

/**
 * Closes sockets until one more fits. The newest wins: refusing it would lock a person out of their own device while
 * connections that nobody holds any more (a train tunnel, a closed lid) wait to be noticed. Those have stopped
 * pinging, so whoever was silent longest goes first; a socket that never said `hello` goes before all others. The
 * close code tells the client not to come back by itself, so that two devices do not push each other out for ever.
 */
export function makeRoom(sockets: LiveSocket[]): void {
  const surplus = sockets.length - MAX_SOCKETS_PER_USER + 1;
  if (surplus <= 0) return;
  const rank = (socket: LiveSocket) => (socket.state().stand.phase === 'silent' ? 0 : 1);
  const byIdleness = [...sockets].sort((a, b) => rank(a) - rank(b) || a.lastSeenAtMs() - b.lastSeenAtMs());
  for (const socket of byIdleness.slice(0, surplus)) {
    socket.close(CLOSE_CODES.tooMany, `At most ${MAX_SOCKETS_PER_USER} connections; this one was idle longest.`);
  }
}
