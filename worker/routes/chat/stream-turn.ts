import type { BegunTurn } from '#application/chat/chat-services.ts';

/**
 * A turn as Server-Sent Events, from its beginning to its end. Who asked may leave at any time: the turn is stopped
 * then and stored in the background.
 *
 * @param keepAlive lets the turn be stored although nobody reads any more
 */
export function streamTurn(
  turn: BegunTurn,
  left: AbortSignal,
  keepAlive: (work: Promise<unknown>) => void,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  const stop = new AbortController();
  left.addEventListener('abort', () => stop.abort());
  return new ReadableStream<Uint8Array>({
    start(controller) {
      const run = turn.run((event) => {
        if (!stop.signal.aborted) controller.enqueue(encoder.encode(`data: ${JSON.stringify(event)}\n\n`));
      }, stop.signal);
      // Once stopped nobody reads, and a stream that was cancelled takes no end.
      keepAlive(
        run.then(
          () => (stop.signal.aborted ? undefined : controller.close()),
          (error: unknown) => {
            if (!stop.signal.aborted) controller.error(error);
            throw error;
          },
        ),
      );
    },
    cancel() {
      stop.abort();
    },
  });
}
