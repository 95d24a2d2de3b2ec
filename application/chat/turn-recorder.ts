import type { ChatEvent } from '#core/chat/chat-event.ts';

/** Takes in what happens in a turn: each event goes out at once, and what is kept has each thing once. */
export interface TurnRecorder {
  record: (event: ChatEvent) => void;
  /** So far: text in one piece, a tool with its result. */
  events: () => ChatEvent[];
}

export function createTurnRecorder(emit: (event: ChatEvent) => void): TurnRecorder {
  const kept: ChatEvent[] = [];
  return {
    record(event) {
      emit(event);
      const last = kept.at(-1);
      if (event.type === 'text' && last?.type === 'text' && last.isMarkdown === event.isMarkdown) {
        kept[kept.length - 1] = { ...last, text: last.text + event.text };
        return;
      }
      const begun = event.type === 'tool' ? kept.findIndex((each) => each.type === 'tool' && each.id === event.id) : -1;
      if (begun === -1) kept.push(event);
      else kept[begun] = event;
    },
    events: () => [...kept],
  };
}
