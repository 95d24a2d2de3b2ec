import type { BackgroundLog } from '#application/background-log.ts';
import type { EpochSettled } from '#application/bell-port.ts';
import type { Database } from '#application/db/database.ts';
import { parseOpenBell } from '#application/open-bell-request.ts';
import { settleEpoch } from '#application/use-cases/feed/settle-epoch.ts';
import { type LogHead, LogHeadSchema, laterHead } from '#core/feed/is-rewound.ts';
import { BELL_MESSAGE } from '#core/feed/protocol.ts';
import { CLOSE_CODES } from '#core/live/protocol.ts';

export interface BellDeps {
  ctx: DurableObjectState;
  /** A database of one look, with a count of its own. */
  openDatabase: () => Database;
  /** A random name for a line of history. */
  freshEpoch: () => string;
  log: BackgroundLog;
}

const HEAD_KEY = 'head';
/** Far more than mirrors that stand by; whoever opens more has lost count, and its oldest go. */
const MAX_SOCKETS = 100;

/** The parts of the bell, put together. */
export function createBell({ ctx, openDatabase, freshEpoch, log }: BellDeps) {
  const lastHead = (): LogHead | null => {
    const stored = ctx.storage.kv.get(HEAD_KEY);
    return stored === undefined ? null : LogHeadSchema.parse(stored);
  };
  const remember = (head: LogHead) => ctx.storage.kv.put(HEAD_KEY, head);
  const sockets = (tokenId?: string) =>
    ctx.getWebSockets(tokenId).filter(({ readyState }) => readyState === WebSocket.OPEN);
  // One settling at a time: two at once would each give a fresh epoch, and every reader would begin anew twice.
  let settling: Promise<EpochSettled> | null = null;
  const settle = async (): Promise<EpochSettled> => {
    try {
      const settled = await settleEpoch(openDatabase(), lastHead(), freshEpoch());
      const known = lastHead();
      // Somebody may have noted a later end meanwhile.
      const isSameLine = known?.epoch === settled.head.epoch;
      remember(isSameLine && known ? laterHead(known, settled.head) : settled.head);
      if (settled.isRewound) log.write({ event: 'feed.rewound', epoch: settled.head.epoch, top: settled.head.top });
      return { isRewound: settled.isRewound, epoch: settled.head.epoch };
    } finally {
      settling = null;
    }
  };

  return {
    lastHead,
    /** @returns false when the head is of a line of history that is over */
    noteHead(head: LogHead): boolean {
      const known = lastHead();
      if (known !== null && known.epoch !== head.epoch) return false;
      if (known === null || head.top > known.top) remember(head);
      return true;
    },
    settleEpoch(): Promise<EpochSettled> {
      settling ??= settle();
      return settling;
    },
    ring(): number {
      const listening = sockets();
      for (const socket of listening) say(socket);
      return listening.length;
    },
    closeSockets(tokenId: string): void {
      for (const socket of sockets(tokenId)) socket.close(CLOSE_CODES.revoked, 'The token was revoked.');
    },
    listeners: (): number => sockets().length,
    open(request: Request): Response {
      const { tokenId } = parseOpenBell(request);
      const open = sockets();
      for (const socket of open.slice(0, Math.max(0, open.length + 1 - MAX_SOCKETS)))
        socket.close(CLOSE_CODES.tooMany, 'Too many sockets.');
      const { 0: client, 1: server } = new WebSocketPair();
      ctx.acceptWebSocket(server, [tokenId]);
      return new Response(null, { status: 101, webSocket: client });
    },
  };
}

function say(socket: WebSocket): void {
  // A connection that broke a moment ago throws. Its program comes back; the others must not wait for it.
  try {
    socket.send(BELL_MESSAGE);
  } catch {
    socket.close(1011, 'The connection broke.');
  }
}
