import type { IncomingMessage } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';

/** What somebody sends along with a request. */
export interface IncomingBody {
  /** Reads no more than it is asked for; errors when the sender has gone. */
  readonly stream: ReadableStream<Uint8Array>;
  /** Throws away what is left, for so long at most. Never rejects. */
  readonly discard: (ms: number) => Promise<void>;
}

/** Node's own `Readable.toWeb` cuts the connection when a body is not wanted, and the answer with it. */
export function incomingBody(incoming: IncomingMessage): IncomingBody {
  const chunks = incoming.iterator({ destroyOnReturn: false });
  const stream = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { done, value } = await chunks.next();
        if (done) controller.close();
        else controller.enqueue(value);
      },
    },
    { highWaterMark: 0 },
  );
  const readOn = async (stop: AbortSignal): Promise<void> => {
    for (let isOver = false; !isOver && !stop.aborted; ) isOver = Boolean((await chunks.next()).done);
  };
  return {
    stream,
    async discard(ms) {
      const over = new AbortController();
      const late = delay(ms, undefined, { signal: over.signal }).catch(() => undefined);
      // Whoever has gone sends nothing more.
      await Promise.race([readOn(over.signal).catch(() => undefined), late]);
      over.abort();
    },
  };
}
