import type { ChatTurn } from '#core/chat/chat-engine.ts';
import type { Turn } from '#core/chat/turn.ts';
import { FENCE_NOTE, fenceData } from '#core/tools/fence-data.ts';

const MAX_EARLIER = 8;
const MAX_TEXT = 1000;
const MAX_SHOWN = 50;

/**
 * What the person said, after what came before it. That is data, too: titles stand in it, and what somebody quoted,
 * and only the last words are an order.
 */
export async function turnMessage({ text, dialogue, ...turn }: ChatTurn): Promise<string> {
  const earlier = await turn.earlier();
  if (earlier.length === 0) return text;
  const before = {
    earlier: earlier.slice(-MAX_EARLIER).map(remembered),
    lastList: dialogue.shown.slice(0, MAX_SHOWN),
    lastTasks: dialogue.touched.slice(0, MAX_SHOWN),
  };
  return `Earlier in this conversation, so that “it” and “the second one” mean something. ${FENCE_NOTE}\n${fenceData(before)}\n\nThe person says now:\n${text}`;
}

function remembered({ text, events }: Turn) {
  return {
    said: text.slice(0, MAX_TEXT),
    answered: events
      .flatMap((event) => (event.type === 'text' ? [event.text] : []))
      .join('')
      .slice(0, MAX_TEXT),
    tools: events.flatMap((event) => (event.type === 'tool' ? [event.tool] : [])),
  };
}
