import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import type { BegunTurn } from '#application/chat/chat-services.ts';
import { type StreamEvent, StreamEventSchema } from '#core/chat/stream-event.ts';
import type { Turn } from '#core/chat/turn.ts';
import { type ApiCaller, newApiCaller } from '#test/contracts/api-caller.ts';
import { nthId } from '#test/ids.ts';
import { streamTurn } from './stream-turn.ts';

async function converse({ call }: ApiCaller): Promise<string> {
  const answer = await call('POST', '/chat/conversations');
  expect([answer.status, answer.headers.get('location')]).toEqual([
    201,
    expect.stringContaining('/chat/conversations/cnv_'),
  ]);
  return (answer.json().conversation as { id: string }).id;
}

/** The events of a stream that was read to its end. */
function eventsOf(text: string): StreamEvent[] {
  return text
    .trim()
    .split('\n\n')
    .map((each) => StreamEventSchema.parse(JSON.parse(each.replace(/^data: /, ''))));
}

describe('the chat over HTTP', () => {
  describe('happy', () => {
    it('CH16 streams a turn, keeps it, and answers it again under its key', async () => {
      const caller = await newApiCaller();
      const id = await converse(caller);
      const say = () =>
        caller.call('POST', `/chat/conversations/${id}/turns`, {
          body: { text: 'hello' },
          headers: { 'idempotency-key': 'k' },
        });
      const first = await say();
      expect([first.status, first.headers.get('content-type')]).toEqual([200, 'text/event-stream']);
      const events = eventsOf(first.text);
      expect([events[0]?.type, events.at(-1)?.type]).toEqual(['turn', 'done']);
      const again = await say();
      expect([again.headers.get('idempotency-replayed'), eventsOf(again.text).at(-1)]).toEqual(['true', events.at(-1)]);
      const kept = (await caller.call('GET', `/chat/conversations/${id}`)).json();
      expect(kept).toMatchObject({ conversation: { title: 'hello' }, turns: [{ text: 'hello' }], hasEarlier: false });
      expect((await caller.call('GET', '/chat/conversations')).json()).toMatchObject({ conversations: [{ id }] });
      expect((await caller.call('DELETE', `/chat/conversations/${id}`)).status).toBe(204);
      expect((await caller.call('GET', `/chat/conversations/${id}`)).status).toBe(404);
    });

    it('CH16 only a person who is signed in changes the settings', async () => {
      const caller = await newApiCaller();
      expect((await caller.call('GET', '/chat/settings')).json()).toMatchObject({ offered: null });
      const patched = await caller.visitor.browse('/api/v1/chat/settings', { method: 'PATCH', body: '{"keepDays":7}' });
      expect([patched.status, await patched.json()]).toMatchObject([200, { settings: { keepDays: 7 } }]);
      expect((await caller.call('PATCH', '/chat/settings', { body: { keepDays: 8 } })).code()).toBe('forbidden');
    });
  });

  describe('errors', () => {
    it('CH16 refuses before it streams what is empty, too long, or in no conversation', async () => {
      const caller = await newApiCaller();
      const id = await converse(caller);
      const say = (body: unknown, at = id) => caller.call('POST', `/chat/conversations/${at}/turns`, { body });
      for (const body of [
        {},
        { text: '' },
        { text: ' ' },
        { text: 'x'.repeat(4001) },
        { text: 'a', choice: {} },
        { text: 'a\u0000' },
      ]) {
        expect((await say(body)).code()).toBe('validation_failed');
      }
      expect((await say({ text: 'x'.repeat(1024 * 1024) })).code()).toBe('too_large');
      expect((await say({ text: 'hello' }, nthId('conversation', 4))).code()).toBe('not_found');
    });
  });
});

describe('a stream', () => {
  const ended = {} as Turn;

  it('CH8 is stopped when nobody reads any more, and the turn is still brought to its end', async () => {
    for (const leave of ['cancel', 'signal'] as const) {
      const stopped = Promise.withResolvers<void>();
      const left = new AbortController();
      const turn: BegunTurn = {
        isReplay: false,
        async run(emit, signal) {
          emit({ type: 'turn', id: nthId('turn', 1), conversationId: nthId('conversation', 1), text: 'a' });
          await new Promise((resolve) => signal.addEventListener('abort', resolve));
          emit({ type: 'done', end: 'stopped', correlationIds: [] });
          stopped.resolve();
          return ended;
        },
      };
      const kept: Promise<unknown>[] = [];
      const untilStopped = async () => await new Promise<boolean>(() => undefined);
      const stream = streamTurn(turn, { left: left.signal, untilStopped, keepAlive: (work) => kept.push(work) });
      const reader = stream.getReader();
      expect(new TextDecoder().decode((await reader.read()).value)).toContain('"type":"turn"');
      if (leave === 'cancel') await reader.cancel();
      else left.abort();
      await stopped.promise;
      await expect(Promise.all(kept)).resolves.toHaveLength(1);
    }
  });

  it('CH17 ends with what was done by then when it is told to stop while a model answers', async () => {
    const asked: string[] = [];
    const turn: BegunTurn = {
      isReplay: false,
      async run(emit, signal) {
        emit({ type: 'turn', id: nthId('turn', 1), conversationId: nthId('conversation', 1), text: 'a' });
        emit({ type: 'engine', engine: 'openai', model: 'm', why: 'asked', detail: null });
        await new Promise((resolve) => signal.addEventListener('abort', resolve));
        emit({ type: 'done', end: 'stopped', correlationIds: [] });
        return ended;
      },
    };
    const stream = streamTurn(turn, {
      left: new AbortController().signal,
      // Not at first, and then it is.
      untilStopped: async (id) => asked.push(id) > 1,
      keepAlive: () => undefined,
    });
    const events = eventsOf(await new Response(stream).text());
    expect(events.at(-1)).toMatchObject({ type: 'done', end: 'stopped' });
    expect(asked).toEqual([nthId('turn', 1), nthId('turn', 1)]);
  });

  it('CH17 the hub of the user tells whoever waits', async () => {
    const { untilStopped, stopTurn } = { untilStopped: nthId('turn', 5), stopTurn: nthId('turn', 6) };
    const hub = env.USER_HUB.getByName('stops');
    const stopped = hub.untilStopped(untilStopped);
    await hub.stopTurn(stopTurn);
    await hub.stopTurn(untilStopped);
    expect(await stopped).toBe(true);
  });

  it('CH8 breaks where the turn could not be kept', async () => {
    const turn: BegunTurn = { isReplay: false, run: async () => Promise.reject(new Error('no database')) };
    const kept: Promise<unknown>[] = [];
    const reader = streamTurn(turn, {
      left: new AbortController().signal,
      untilStopped: async () => false,
      keepAlive: (work) => kept.push(work.catch(() => 'logged')),
    }).getReader();
    await expect(reader.read()).rejects.toThrow('no database');
    expect(await Promise.all(kept)).toEqual(['logged']);
  });
});
