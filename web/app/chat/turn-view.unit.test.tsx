import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import type { ChatEvent } from '#core/chat/chat-event.ts';
import { nthId } from '#test/ids.ts';
import type { ShownTurn } from './chat-store.ts';
import { TurnView } from './turn-view.tsx';

const asked: ChatEvent = { type: 'engine', engine: 'openai', model: 'm', why: 'asked', detail: null };
const half: ChatEvent = { type: 'text', text: 'All your tasks were dele', isMarkdown: true };
const instead: ChatEvent = { type: 'engine', engine: 'pocket', model: null, why: 'fallback', detail: 'It broke off.' };
const own: ChatEvent = { type: 'text', text: 'No task fits that.', isMarkdown: false };
const certain: ChatEvent = { ...instead, why: 'certain', detail: null };

function drawn(events: ChatEvent[], isSent: boolean | null): string {
  const turn: ShownTurn = {
    key: 'k',
    id: nthId('turn', 1),
    text: 'a',
    events,
    isRunning: false,
    isSent,
    problem: null,
  };
  return renderToStaticMarkup(<TurnView turn={turn} conversationId={nthId('conversation', 1)} isLatest />);
}

it('CH5 what was sent can be looked at when the model failed and somebody else answered', () => {
  for (const isSent of [true, null]) expect(drawn([asked, half, instead, own], isSent)).toContain('What was sent');
  expect(drawn([certain, own], false)).not.toContain('What was sent');
  expect(drawn([certain, own], null)).not.toContain('What was sent');
});

it('CH6 where a model broke off in the middle of a sentence this stands behind it', () => {
  const html = drawn([asked, half, instead, own], true);
  const places = ['were dele', 'The model broke off here', 'No task fits that.'].map((each) => html.indexOf(each));
  expect(places.toSorted((a, b) => a - b)).toEqual(places);
  expect(places[0]).toBeGreaterThan(0);
  expect(drawn([certain, own], false)).not.toContain('broke off here');
});
