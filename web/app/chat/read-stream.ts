import { type StreamEvent, StreamEventSchema } from '#core/chat/stream-event.ts';

/**
 * The events of a stream (Server-Sent Events with JSON as data), each as soon as it is whole. It ends with the stream.
 *
 * @throws what reading throws, and for data that is none of ours
 */
export async function* readStream(body: ReadableStream<Uint8Array>): AsyncGenerator<StreamEvent> {
  const reader = body.getReader();
  // Keeps back half a character until its other half is there.
  const decoder = new TextDecoder();
  let text = '';
  try {
    for (;;) {
      const { done, value } = await reader.read();
      text += done ? decoder.decode() : decoder.decode(value, { stream: true });
      const blocks = text.split(/\r?\n\r?\n/u);
      text = blocks.pop() ?? '';
      for (const block of blocks) yield* eventOf(block);
      if (done) return;
    }
  } finally {
    // Whoever stops listening stops the turn.
    await reader.cancel().catch(() => undefined);
  }
}

function eventOf(block: string): StreamEvent[] {
  const lines = block.split(/\r?\n/u).filter((line) => line.startsWith('data:'));
  if (lines.length === 0) return [];
  return [StreamEventSchema.parse(JSON.parse(lines.map((line) => line.slice(5)).join('\n')))];
}
