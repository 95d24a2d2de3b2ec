import type { BegunTurn } from '#application/chat/chat-services.ts';
import type { StreamEvent } from '#core/chat/stream-event.ts';

export interface StreamOptions {
  /** Aborted when who asked has gone, where the connection tells that. */
  left: AbortSignal;
  /** Settles with whether somebody has stopped the turn of that id; false: not yet. */
  untilStopped: (turnId: string) => Promise<boolean>;
  /** Lets the turn be stored although nobody reads any more. */
  keepAlive: (work: Promise<unknown>) => void;
}

/**
 * A turn as Server-Sent Events, from its beginning to its end. It is stopped when nobody reads any more, and when it is
 * said so; either way it is stored as far as it came.
 */
export function streamTurn(
  turn: BegunTurn,
  { left, untilStopped, keepAlive }: StreamOptions,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  const stop = new AbortController();
  let isRead = true;
  const leave = () => {
    isRead = false;
    stop.abort();
  };
  left.addEventListener('abort', leave);
  return new ReadableStream<Uint8Array>({
    start(controller) {
      let turnId = '';
      const emit = (event: StreamEvent) => {
        if (event.type === 'turn') turnId = event.id;
        // Only a model takes so long that somebody could stop it.
        if (event.type === 'engine' && event.why === 'asked') void watch(turnId, stop, untilStopped);
        if (isRead) controller.enqueue(encoder.encode(`data: ${JSON.stringify(event)}\n\n`));
      };
      const run = turn.run(emit, stop.signal).finally(() => stop.abort());
      // When nobody reads, a stream that was cancelled takes no end.
      keepAlive(
        run.then(
          () => (isRead ? controller.close() : undefined),
          (error: unknown) => {
            if (isRead) controller.error(error);
            throw error;
          },
        ),
      );
    },
    cancel: leave,
  });
}

/** Until the turn is over. Where the hub cannot be asked, only leaving stops it. */
async function watch(turnId: string, stop: AbortController, untilStopped: StreamOptions['untilStopped']) {
  try {
    while (!stop.signal.aborted) if (await untilStopped(turnId)) stop.abort();
  } catch {
    return;
  }
}
