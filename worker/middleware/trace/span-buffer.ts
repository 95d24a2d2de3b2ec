import { createLaterOnce, type LaterOnceTime } from '#application/later-once.ts';
import type { Span } from '#core/trace/otlp.ts';

/** One call to the collector for what an isolate did in this time: a call for each request costs a sixth of a create. */
export const TELL_AFTER_MS = 2_000;
/** So many are told at once: they would fill the memory, and a collector takes only so much. */
export const MOST_AT_ONCE = 500;

interface Telling extends LaterOnceTime {
  /** Of the request that undertakes it: calls must not be shared between requests. */
  tell: (spans: readonly Span[]) => Promise<void>;
}

/** Gathers the steps of the requests of an isolate; one that crashes takes the last of them along. */
export function createSpanBuffer() {
  const later = createLaterOnce(TELL_AFTER_MS);
  let pending: Span[] = [];
  return async (span: Span, { tell, ...time }: Telling): Promise<void> => {
    pending.push(span);
    const tellAll = async () => {
      const spans = pending;
      pending = [];
      if (spans.length > 0) await tell(spans);
    };
    await (pending.length < MOST_AT_ONCE ? later(time, tellAll) : tellAll());
  };
}

/** That of this isolate. */
export const bufferSpan = createSpanBuffer();
