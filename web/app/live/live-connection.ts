import { CLOSE_CODES, PING, ServerMessageSchema } from '#core/live/protocol.ts';
import type { LoggedEvent } from '#core/log/event.ts';
import { backoffMs } from '../commands/backoff.ts';
import {
  type CloseReason,
  firstLiveState,
  type LiveEffect,
  type LiveInput,
  type LiveState,
  stepLive,
} from './live-machine.ts';

export interface LiveConnectionDeps {
  position: { seq: number; epoch: string };
  onEvent: (event: LoggedEvent, seq: number) => void;
  onReset: () => void;
  /** Connected (again): what was asked for meanwhile may have failed. */
  onCaughtUp: () => void;
}

export interface LiveConnection {
  getState: () => LiveState;
  subscribe: (listener: () => void) => () => void;
  close: () => void;
}

const PING_MS = 25_000;
/** A pong comes at once, even from a hub that sleeps. */
const ANSWER_MS = 10_000;
const TICK_MS = 5000;

/** The socket, the clocks and the window's events around `stepLive`, which decides everything. */
export function openLiveConnection(deps: LiveConnectionDeps): LiveConnection {
  let state = firstLiveState(deps.position);
  let socket: WebSocket | null = null;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let heardAtMs = 0;
  let pingedAtMs = 0;
  const listeners = new Set<() => void>();

  const happen = (input: LiveInput) => {
    const step = stepLive(state, input);
    const isChanged = step.state !== state;
    state = step.state;
    for (const effect of step.effects) carryOut(effect);
    if (isChanged) for (const listener of listeners) listener();
  };

  const carryOut = (effect: LiveEffect) => {
    switch (effect.type) {
      case 'connect':
        clearTimeout(retry);
        return connect();
      case 'disconnect':
        clearTimeout(retry);
        return disconnect();
      case 'send':
        return socket?.send(effect.text);
      case 'scheduleRetry':
        clearTimeout(retry);
        retry = setTimeout(() => happen({ type: 'retry' }), backoffMs(effect.failures, Math.random));
        return;
      case 'apply':
        return deps.onEvent(effect.event, effect.seq);
      case 'reset':
        return deps.onReset();
      case 'caughtUp':
        return deps.onCaughtUp();
    }
  };

  const connect = () => {
    disconnect();
    const url = new URL('/api/v1/live', window.location.href);
    url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
    const opened = new WebSocket(url);
    socket = opened;
    heardAtMs = Date.now();
    pingedAtMs = heardAtMs;
    // What an abandoned socket still says is no longer about us.
    const ifOurs = (listener: (event: Event) => void) => (event: Event) => {
      if (socket === opened) listener(event);
    };
    opened.addEventListener(
      'open',
      ifOurs(() => happen({ type: 'opened' })),
    );
    opened.addEventListener(
      'message',
      ifOurs((event) => event instanceof MessageEvent && receive(event.data)),
    );
    opened.addEventListener(
      'close',
      ifOurs((event) => {
        socket = null;
        happen({ type: 'closed', why: reasonOf(event) });
      }),
    );
  };

  const receive = (data: unknown) => {
    heardAtMs = Date.now();
    const message = ServerMessageSchema.safeParse(parseJson(data));
    // A message of a later version says nothing to us: the next document brings the code for it.
    if (message.success) happen({ type: 'message', message: message.data });
  };

  const disconnect = () => {
    const closing = socket;
    socket = null;
    closing?.close();
  };

  const tick = () => {
    if (socket === null) return;
    const nowMs = Date.now();
    if (socket.readyState === WebSocket.OPEN && nowMs - pingedAtMs >= PING_MS) {
      pingedAtMs = nowMs;
      socket.send(PING);
    }
    // A tab that slept was not able to hear: it asks first, and only then counts the silence.
    const silenceStartMs = Math.max(heardAtMs, pingedAtMs);
    if (pingedAtMs > heardAtMs && nowMs - silenceStartMs >= ANSWER_MS) happen({ type: 'silent' });
    if (socket?.readyState === WebSocket.CONNECTING && nowMs - heardAtMs >= ANSWER_MS) happen({ type: 'silent' });
  };

  const onOnline = () => happen({ type: 'wentOnline' });
  const onOffline = () => happen({ type: 'wentOffline' });
  const onVisible = () => {
    if (!document.hidden) happen({ type: 'lookedAt' });
  };
  window.addEventListener('online', onOnline);
  window.addEventListener('offline', onOffline);
  document.addEventListener('visibilitychange', onVisible);
  window.addEventListener('focus', onVisible);
  const ticking = setInterval(tick, TICK_MS);
  if (navigator.onLine) connect();
  else happen({ type: 'wentOffline' });

  return {
    getState: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close() {
      clearInterval(ticking);
      clearTimeout(retry);
      window.removeEventListener('online', onOnline);
      window.removeEventListener('offline', onOffline);
      document.removeEventListener('visibilitychange', onVisible);
      window.removeEventListener('focus', onVisible);
      disconnect();
    },
  };
}

function reasonOf(event: Event): CloseReason {
  if (!(event instanceof CloseEvent)) return 'lost';
  switch (event.code) {
    case CLOSE_CODES.revoked:
      return 'refused';
    case CLOSE_CODES.tooMany:
      return 'crowdedOut';
    case CLOSE_CODES.protocol:
      return 'outdated';
    default:
      return 'lost';
  }
}

function parseJson(data: unknown): unknown {
  try {
    return typeof data === 'string' ? JSON.parse(data) : null;
  } catch {
    return null;
  }
}
