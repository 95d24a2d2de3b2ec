import { BELL_MESSAGE } from '#core/feed/protocol.ts';
import { PING } from '#core/live/protocol.ts';
import { backoffMs } from '../backoff.ts';
import type { Clock } from '../clock.ts';
import { errorText } from '../errors.ts';
import type { Bell } from './feed.ts';
import type { FeedClientOptions } from './feed-client.ts';

interface EdgeBellOptions {
  readonly edge: FeedClientOptions;
  readonly clock: Pick<Clock, 'wait'>;
  readonly random: () => number;
  readonly onChange: (state: 'connected' | 'lost', error: string | null) => void;
  /** How often the other end has to show that it is there. */
  readonly pingMs?: number;
  readonly pongTimeoutMs?: number;
}

const PING_MS = 20_000;
const PONG_TIMEOUT_MS = 10_000;
const CONNECT_TIMEOUT_MS = 10_000;

/**
 * Keeps a WebSocket open to the bell of the edge until `signal` is aborted. A connection that went silent is noticed by
 * its pings and made anew; in between, whoever waits is woken by time.
 */
export function edgeBell(options: EdgeBellOptions, signal: AbortSignal): Bell {
  const { edge, clock, random, onChange, pingMs = PING_MS, pongTimeoutMs = PONG_TIMEOUT_MS } = options;
  let isConnected = false;
  let hasRung = false;
  let failures = 0;
  let rung = Promise.withResolvers<void>();
  const ring = () => {
    hasRung = true;
    rung.resolve();
  };

  const listen = async (): Promise<string> => {
    const socket = openSocket(new URL('/feed/bell', edge.origin), await edge.token.read());
    const closed = Promise.withResolvers<string>();
    const close = () => {
      closed.resolve('closed here');
      socket.close();
    };
    let silence = setTimeout(() => closed.resolve('no answer'), CONNECT_TIMEOUT_MS);
    const pings = setInterval(() => {
      if (socket.readyState !== WebSocket.OPEN) return;
      socket.send(PING);
      clearTimeout(silence);
      silence = setTimeout(() => closed.resolve('no answer to a ping'), pongTimeoutMs);
    }, pingMs);
    signal.addEventListener('abort', close, { once: true });
    socket.onopen = () => {
      clearTimeout(silence);
      isConnected = true;
      failures = 0;
      onChange('connected', null);
      // What was committed while nobody listened.
      ring();
    };
    socket.onmessage = ({ data }) => {
      clearTimeout(silence);
      if (data === BELL_MESSAGE) ring();
    };
    socket.onclose = ({ code, reason }) => closed.resolve(`closed with ${code} ${reason}`.trim());
    socket.onerror = () => closed.resolve('the connection failed');
    try {
      return await closed.promise;
    } finally {
      isConnected = false;
      clearTimeout(silence);
      clearInterval(pings);
      signal.removeEventListener('abort', close);
      socket.close();
    }
  };

  const keepOpen = async (): Promise<void> => {
    while (!signal.aborted) {
      const ended = await listen().catch(errorText);
      if (signal.aborted) return;
      onChange('lost', ended);
      failures += 1;
      await clock.wait(backoffMs(failures, random), signal);
    }
  };
  keepOpen().catch(() => undefined);

  return {
    isConnected: () => isConnected,
    async wait(ms, stop) {
      if (!hasRung) {
        const waited = new AbortController();
        await Promise.race([rung.promise, clock.wait(ms, AbortSignal.any([stop, waited.signal]))]);
        waited.abort();
      }
      hasRung = false;
      rung = Promise.withResolvers();
    },
  };
}

/** Node's WebSocket takes headers, which the types of the browser's, that scripts and tests are compiled with, do not know. */
function openSocket(url: URL, token: string): WebSocket {
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  const socket: unknown = Reflect.construct(WebSocket, [url, { headers: { authorization: `Bearer ${token}` } }]);
  if (!(socket instanceof WebSocket)) throw new TypeError('no WebSocket');
  return socket;
}
