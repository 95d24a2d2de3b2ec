export interface MessageBudget {
  /** Whether this socket may still say something. */
  take: (socket: object) => boolean;
}

const WINDOW_MS = 10_000;
const MAX_MESSAGES = 30;

/**
 * How often a socket may speak. Kept in memory only: a hub that is spoken to stays awake, and one that slept had
 * nothing to count. Pings in the agreed text never arrive here.
 */
export function createMessageBudget(nowMs: () => number): MessageBudget {
  const windows = new WeakMap<object, { fromMs: number; count: number }>();
  return {
    take(socket) {
      const known = windows.get(socket);
      const window = known && nowMs() - known.fromMs < WINDOW_MS ? known : { fromMs: nowMs(), count: 0 };
      window.count += 1;
      windows.set(socket, window);
      return window.count <= MAX_MESSAGES;
    },
  };
}
