import { type BackgroundLog, errorText } from '#application/background-log.ts';
import type { HubTurn, HubTurnRequest } from '#application/db/queries/read-hub-turn.ts';
import { CLOSE_CODES, LIVE_PROTOCOL } from '#core/live/protocol.ts';
import { encode, type LiveSocket, placeOf } from './live-socket.ts';

export interface HubLoopDeps {
  userId: () => string;
  nowMs: () => number;
  /** The open sockets. */
  sockets: () => LiveSocket[];
  readTurn: (request: HubTurnRequest) => Promise<HubTurn>;
  /** Sets the alarm to the earliest timer; null when there is none. */
  arm: (atMs: number | null) => Promise<void>;
  /** Sees to it that the alarm goes off by then. */
  armBy: (atMs: number) => Promise<void>;
  log: BackgroundLog;
}

const RETRY_MS = 5000;

/**
 * The one loop of a hub. A turn reads one moment of the log, of the timers and of the sockets' credentials; closes the
 * sockets whose credential is gone; sends every socket what it has not got; and arms the alarm. Asking for a turn
 * while one runs makes the loop run again, so two turns never overlap.
 *
 * Ordering: this is the only place that sends events, so every socket gets them in `seq` order, each once. The
 * exception is a client that says `hello` again with an older place: it asked for the repetition.
 * Delivery: a socket's place moves in the same synchronous step as the sending. What a broken connection swallowed the
 * client fetches with the `hello` of its next one.
 * Nothing is lost on eviction: places are in the sockets' attachments, everything else is in D1.
 *
 * @returns asks for a turn; settles when one that began after the asking is over, and rejects when it failed
 */
export function createHubLoop(deps: HubLoopDeps): () => Promise<void> {
  let running: Promise<void> | null = null;
  let isWanted = false;
  const drain = async () => {
    try {
      while (isWanted) {
        isWanted = false;
        if (await turn(deps)) isWanted = true;
      }
    } catch (error) {
      isWanted = false;
      deps.log.write({ event: 'hub.turn_failed', userId: deps.userId(), error: errorText(error) });
      if (deps.sockets().length > 0) await deps.armBy(deps.nowMs() + RETRY_MS);
      throw error;
    } finally {
      // Before anybody else can run, so that no wish falls between the last look at the flag and here.
      running = null;
    }
  };
  return () => {
    isWanted = true;
    running ??= drain();
    return running;
  };
}

/** @returns whether some socket has more to get */
async function turn(deps: HubLoopDeps): Promise<boolean> {
  const asked = deps.sockets();
  const places = asked.flatMap((socket) => placeOf(socket.state()) ?? []);
  const since = places.length === 0 ? null : Math.min(...places);
  const credentials = asked.map((socket) => socket.state().credential);
  const read = await deps.readTurn({ userId: deps.userId(), since, credentials, nowMs: deps.nowMs() });
  const frames = frameEvents(read);
  const known = new Set(asked.map(({ key }) => key));
  let isMore = false;
  // Looked at again: meanwhile sockets may have gone, and those that came were not asked for.
  for (const socket of deps.sockets().filter(({ key }) => known.has(key))) {
    const { kind, id } = socket.state().credential;
    if (!read.holding.has(`${kind}:${id}`))
      socket.close(CLOSE_CODES.revoked, 'The session or token is no longer valid.');
    else if (serve(socket, since, read, frames)) isMore = true;
  }
  await deps.arm(read.nextTimerAtMs);
  return isMore;
}

interface Frame {
  seq: number;
  /** Null for an event that this version of the program cannot read: whoever needs it has to read the state. */
  text: string | null;
}

function frameEvents({ events, prev: first }: HubTurn): Frame[] {
  return events.map(({ seq, event }, at) => {
    const prev = events[at - 1]?.seq ?? first;
    return { seq, text: event && encode({ type: 'delta', seq, prev, event }) };
  });
}

/** Brings one socket as far as this turn's page goes. */
function serve(socket: LiveSocket, since: number | null, read: HubTurn, frames: Frame[]): boolean {
  const state = socket.state();
  const place = placeOf(state);
  // A `hello` during the read may name a place below the page: it has asked for a turn of its own.
  if (place === null || since === null || place < since) return false;
  const { epoch, seq: head } = read;
  if (state.stand.phase === 'greeted')
    socket.send(encode({ type: 'welcome', protocol: LIVE_PROTOCOL, epoch, seq: head }));
  const wanted = frames.filter(({ seq }) => seq > place);
  const isLost = place < read.prunedThrough || place > head || place < read.tooFarBelow;
  const isReset =
    isLost || wanted.some(({ text }) => text === null) || state.stand.phase === 'silent' || state.stand.epoch !== epoch;
  const lastRead = frames.at(-1)?.seq ?? head;
  const isMore = !isReset && lastRead < head;
  if (isReset) socket.send(encode({ type: 'reset', epoch, seq: head }));
  else for (const { text } of wanted) socket.send(text ?? '');
  // Never back: a socket ahead of the page that others need has nothing to get in this turn.
  const sentSeq = isReset ? head : Math.max(place, isMore ? lastRead : head);
  if (state.stand.phase !== 'live' || sentSeq !== place || isReset) {
    socket.setState({ ...state, stand: { phase: 'live', epoch, sentSeq } });
  }
  return isMore && sentSeq < head;
}
