import type { ChatEvent } from '#core/chat/chat-event.ts';
import { byteLength } from '#core/text/text-schema.ts';

/** Well below the 2 MB of a row of D1, in which what was sent has its place, too. */
const MAX_BYTES = 700_000;

/** Events as they can be stored: of a turn that looked at very much the biggest answers are left out. */
export function fitEvents(events: readonly ChatEvent[]): ChatEvent[] {
  const sized = events.map((event) => ({ event, bytes: byteLength(JSON.stringify(event)) }));
  let total = sized.reduce((sum, { bytes }) => sum + bytes, 0);
  const bySize = sized.filter(({ event }) => event.type === 'tool').sort((a, b) => b.bytes - a.bytes);
  for (const each of bySize) {
    if (total <= MAX_BYTES) break;
    if (each.event.type !== 'tool') continue;
    each.event = { ...each.event, input: {}, result: { isRefused: false, output: { isLeftOut: true } } };
    total -= each.bytes;
  }
  return sized.map(({ event }) => event);
}
