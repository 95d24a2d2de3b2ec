import type { ChatEvent } from '#core/chat/chat-event.ts';

/** What happened in a turn, with one more event: text goes on in one piece, a tool gets its result. */
export function addEvent(events: readonly ChatEvent[], event: ChatEvent): ChatEvent[] {
  const last = events.at(-1);
  if (event.type === 'text' && last?.type === 'text' && last.isMarkdown === event.isMarkdown) {
    return [...events.slice(0, -1), { ...last, text: last.text + event.text }];
  }
  const at = event.type === 'tool' ? events.findIndex((each) => each.type === 'tool' && each.id === event.id) : -1;
  return at === -1 ? [...events, event] : events.with(at, event);
}
