import { describe, expect, test } from 'vitest';
import type { ChatEvent } from '#core/chat/chat-event.ts';
import { readProblem } from '../api/api-problem.ts';
import { addEvent } from './add-event.ts';
import type { ChatApi } from './chat-api.ts';
import { createChatStore } from './chat-store.ts';
import { finishedSentences } from './finished-sentences.ts';
import { readStream } from './read-stream.ts';

const CONVERSATION = 'cnv_01jd8xv0q5e3t8h2w6m4k9r7zn';
const TURN = 'trn_01jd8xv0q5e3t8h2w6m4k9r7zn';
const at = '2026-11-21T10:00:00.000Z';
const text = (said: string, isMarkdown = false): ChatEvent => ({ type: 'text', text: said, isMarkdown });
const done: ChatEvent = { type: 'done', end: 'answered', correlationIds: [] };
const sse = (...events: unknown[]) => events.map((event) => `data: ${JSON.stringify(event)}\n\n`).join('');

function streamOf(...chunks: (Uint8Array | string)[]): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(typeof chunk === 'string' ? encoder.encode(chunk) : chunk);
      controller.close();
    },
  });
}

async function all(stream: ReadableStream<Uint8Array>) {
  const events = [];
  for await (const event of readStream(stream)) events.push(event);
  return events;
}

describe('the stream', () => {
  test('CW2 an event is read however the stream was cut, in the middle of a character, too', async () => {
    const bytes = new TextEncoder().encode(sse(text('Größe – 完'), done));
    for (const size of [1, 2, 3, 7, bytes.length]) {
      const chunks = Array.from({ length: Math.ceil(bytes.length / size) }, (_, n) =>
        bytes.slice(n * size, (n + 1) * size),
      );
      expect(await all(streamOf(...chunks))).toEqual([text('Größe – 完'), done]);
    }
  });

  test('CW2 comments and other lines are passed over; what is none of ours is an error', async () => {
    expect(
      await all(streamOf(': hello\n\nevent: x\r\ndata: {"type":"text","text":"a","isMarkdown":false}\r\n\r\n')),
    ).toEqual([text('a')]);
    await expect(all(streamOf('data: {"type":"surprise"}\n\n'))).rejects.toThrow();
  });
});

describe('a turn', () => {
  test('CW2 text is one piece, and a tool has its result where it was called', () => {
    const call = { type: 'tool', id: 'call_1', tool: 'find', input: {}, result: null } as const;
    const result = { isRefused: false, output: { tasks: [] } } as const;
    const events = [text('a'), call, text('b'), { ...call, result }, text('c'), text('d', true)];
    expect(events.reduce<ChatEvent[]>(addEvent, [])).toEqual([
      text('a'),
      { ...call, result },
      text('bc'),
      text('d', true),
    ]);
  });

  test.each([
    ['One. Two is not', false, ['One.']],
    ['One. Two is not', true, ['One.', 'Two is not']],
    ['Due at 9.30', false, []],
    ['Costs 3.50 now. And', false, ['Costs 3.50 now.']],
    ['It ends.', false, []],
    ['It ends. ', false, ['It ends.']],
    ['- one\n- two', false, ['- one']],
    ['He said “Go!” and went.\n', false, ['He said “Go!”', 'and went.']],
    ['', true, []],
  ])('CW4 of %j only what is finished is read out', (said, isWhole, expected) => {
    expect(finishedSentences(said, isWhole)).toEqual(expected);
  });

  test('CW4 what was read out once is not read out otherwise when more comes', () => {
    const whole = 'Moved “Dentist” to Fri 4 Dec 15:00. It was 3.5 days late! Anything else?\nSay “undo” to go back.';
    let before: string[] = [];
    for (let length = 0; length <= whole.length; length += 1) {
      const now = finishedSentences(whole.slice(0, length), false);
      expect(now.slice(0, before.length)).toEqual(before);
      before = now;
    }
    expect(finishedSentences(whole, true).slice(0, before.length)).toEqual(before);
  });
});

/** An API that answers as told and remembers what it was asked. */
function fakeApi(over: Partial<ChatApi> = {}) {
  const said: { id: string; key: string }[] = [];
  const conversation = { id: CONVERSATION, title: '', createdAt: at, updatedAt: at };
  const api: ChatApi = {
    list: async () => ({ isOk: true, value: { conversations: [], hasMore: false } }),
    read: async () => ({ isOk: true, value: { conversation, turns: [], hasEarlier: false } }),
    sent: async () => {
      throw new Error('not asked here');
    },
    create: async () => ({ isOk: true, value: conversation }),
    stop: async () => false,
    remove: async () => ({ isOk: true, value: null }),
    say: async (id, _said, { key }) => {
      said.push({ id, key });
      return {
        isOk: true,
        value: streamOf(
          sse({ type: 'turn', id: TURN, conversationId: CONVERSATION, text: 'hello' }, text('Hi.'), done),
        ),
      };
    },
    ...over,
  };
  let keys = 0;
  const store = createChatStore({ api, newKey: () => `key${++keys}`, pause: async () => undefined });
  return { store, said };
}

const stored = (events: ChatEvent[]) => ({
  id: TURN,
  conversationId: CONVERSATION,
  text: 'hello',
  events,
  engine: 'pocket' as const,
  isSent: false,
  startedAt: at,
  endedAt: at,
});

describe('the conversation of a window', () => {
  test('CW1 the first thing said begins one; what was said stands there at once, and what happens follows', async () => {
    const { store, said } = fakeApi();
    const saying = store.say({ text: 'hello' }, 'hello');
    expect(store.getState().turns).toMatchObject([{ text: 'hello', isRunning: true, id: null }]);
    await saying;
    expect(store.getState()).toMatchObject({
      conversationId: CONVERSATION,
      turns: [{ id: TURN, isRunning: false, problem: null, events: [text('Hi.'), done] }],
    });
    await store.say({ text: 'again' }, 'again');
    expect(said).toEqual([
      { id: CONVERSATION, key: 'key1' },
      { id: CONVERSATION, key: 'key2' },
    ]);
  });

  test('CW3 a turn that is stopped is shown as the server stored it', async () => {
    const events: ChatEvent[] = [text('Hi'), { type: 'done', end: 'stopped', correlationIds: [] }];
    const { store } = fakeApi({
      say: async (_id, _said, { signal }) => {
        const body = new ReadableStream<Uint8Array>({
          start: (controller) => signal.addEventListener('abort', () => controller.error(new Error('aborted'))),
        });
        return { isOk: true, value: body };
      },
      read: async () => ({
        isOk: true,
        value: {
          conversation: { id: CONVERSATION, title: '', createdAt: at, updatedAt: at },
          turns: [stored(events)],
          hasEarlier: false,
        },
      }),
    });
    const saying = store.say({ text: 'hello' }, 'hello');
    await Promise.resolve();
    await Promise.resolve();
    await store.stop();
    await saying;
    expect(store.getState().turns).toMatchObject([{ id: TURN, isRunning: false, events }]);
  });

  test('CW9 a turn that the server knows is stopped there, and its stream is read to its end', async () => {
    const stopped: string[] = [];
    const begun = sse({ type: 'turn', id: TURN, conversationId: CONVERSATION, text: 'hello' });
    const end: ChatEvent = { type: 'done', end: 'stopped', correlationIds: [] };
    let finish: () => void = () => undefined;
    const { store } = fakeApi({
      say: async () => ({
        isOk: true,
        value: new ReadableStream({
          start(controller) {
            controller.enqueue(new TextEncoder().encode(begun));
            finish = () => {
              controller.enqueue(new TextEncoder().encode(sse(end)));
              controller.close();
            };
          },
        }),
      }),
      stop: async (_id, turnId) => {
        stopped.push(turnId);
        finish();
        return true;
      },
    });
    const saying = store.say({ text: 'hello' }, 'hello');
    await expect.poll(() => store.getState().turns[0]?.id).toBe(TURN);
    await store.stop();
    await saying;
    expect(stopped).toEqual([TURN]);
    expect(store.getState().turns).toMatchObject([{ isRunning: false, problem: null, events: [end] }]);
  });

  test('CW3 what is refused says why and keeps what was said', async () => {
    const problem = readProblem(409, null, null);
    const { store } = fakeApi({ say: async () => ({ isOk: false, problem }) });
    await store.say({ text: 'hello' }, 'hello');
    expect(store.getState().turns).toMatchObject([{ text: 'hello', isRunning: false, problem }]);
  });
});
