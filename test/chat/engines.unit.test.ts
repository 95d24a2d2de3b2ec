import { afterEach, describe, expect, it, vi } from 'vitest';
import {
  createModelEngine,
  MAX_ROUNDS,
  type ModelEngineDeps,
  TooManyRounds,
} from '#application/chat/engines/model-engine.ts';
import { EngineFailure } from '#core/chat/engine-failure.ts';
import { nthId } from '../ids.ts';
import {
  calls,
  finish,
  inSlices,
  piece,
  playOverBinding,
  playOverHttp,
  type Script,
  type ScriptedModel,
  says,
  stream,
  text,
} from './scripted-model.ts';
import { newTools, newTurn, type TestTools } from './test-turn.ts';

// A busy machine may be silent for a while without having given up.
vi.setConfig({ testTimeout: 30_000 });
const QUICK = { silenceMs: 600, answerMs: 5000, retryAfterMs: [1, 1] } as const;
const ADD = { tasks: [{ title: 'Milk' }] };

/** What every engine with a model holds to, whatever carries its bytes. */
function describeModelEngine(name: string, play: (script: Script) => Promise<ScriptedModel>): void {
  const open: ScriptedModel[] = [];
  afterEach(async () => {
    await Promise.all(open.splice(0).map((model) => model.close()));
  });

  /** Answers a turn by a script, until it ends in whichever way. */
  async function answer(script: Script, more: { tools?: TestTools; utterance?: string } = {}) {
    const model = await play(script);
    open.push(model);
    const tools = more.tools ?? newTools();
    const asked = newTurn(more.utterance ?? 'do it');
    const tokens: number[] = [];
    const deps: ModelEngineDeps = {
      client: model.client,
      patience: QUICK,
      wait: async () => undefined,
      hasEffect: () => tools.effects.length > 0,
      onRequest: async () => undefined,
      onTokens: async (used) => void tokens.push(used),
    };
    const running = createModelEngine(deps).answer(asked.turn, tools);
    const failure = await running.then(
      () => null,
      (error: unknown) => error,
    );
    const lastMessages = () => model.asked.at(-1)?.messages ?? [];
    return { ...asked, tools, tokens, failure, requests: () => model.asked.length, asked: model.asked, lastMessages };
  }

  describe(name, () => {
    it('EN1 says what is said, whole, however it is cut', async () => {
      const words = 'Größe 🥛 は “ok”';
      for (const size of [1, 2, 3, 7, 1000]) {
        const told = await answer([inSlices(says(words), size)]);
        expect([told.failure, told.words()], `${size} bytes at a time`).toEqual([null, words]);
        expect(told.tokens).toEqual([10]);
      }
    });

    it('EN2 carries out calls that come in pieces and beside each other, in their order', async () => {
      const mixed = stream(
        piece(0, { id: 'a', name: 'add' }),
        piece(1, { id: 'b', name: 'find' }),
        piece(0, { written: '{"tasks":[{"ti' }),
        piece(1, { written: '{"text":' }),
        piece(0, { written: 'tle":"Milk"}]}' }),
        piece(1, { written: '"milk"}' }),
        finish('tool_calls'),
      );
      const told = await answer([inSlices({ pieces: [mixed] }, 5), says('Done.')]);
      expect(told.failure).toBeNull();
      expect(told.tools.called).toEqual([
        { tool: 'add', input: ADD },
        { tool: 'find', input: { text: 'milk' } },
      ]);
      expect(told.lastMessages().map(({ role }) => role)).toEqual(['system', 'user', 'assistant', 'tool', 'tool']);
      expect(told.words()).toBe('Done.');
    });

    it('EN3 answers calls that are no JSON, of no tool, or of a wrong input with a refusal, and changes nothing', async () => {
      const told = await answer([
        calls(
          ['add', '{"tasks":[{'],
          ['explode', {}],
          ['add', { tasks: [{ title: 'x', priority: 1 }] }],
          ['add', '[1]'],
        ),
        says('Sorry.'),
      ]);
      expect(told.failure).toBeNull();
      expect(told.tools.effects).toEqual([]);
      const answers = told.lastMessages().filter(({ role }) => role === 'tool');
      expect(answers.map(({ content }) => content.split('\n')[0])).toEqual([
        'Refused (validation_failed).',
        'Refused (not_found).',
        'Refused (validation_failed).',
        'Refused (validation_failed).',
      ]);
    });

    it('EN4 answers an id that is not the user’s like one that nobody has', async () => {
      const told = await answer([calls(['delete', { ids: [nthId('task', 9)] }]), says('There is none.')]);
      expect([told.failure, told.tools.effects]).toEqual([null, []]);
      expect(told.lastMessages().at(-1)?.content).toContain('Refused (not_found)');
    });

    it('EN5 ends a turn that goes on for ever after eight rounds', async () => {
      const script = Array.from({ length: 20 }, (_, n) => calls(['find', { page: n + 1 }]));
      const told = await answer(script);
      expect(told.failure).toBeInstanceOf(TooManyRounds);
      expect([told.requests(), told.tools.called.length]).toEqual([MAX_ROUNDS, MAX_ROUNDS]);
    });

    it('EN5 does the same thing once, however often it is asked for', async () => {
      const told = await answer([calls(['add', ADD])]);
      expect(told.failure).toBeInstanceOf(TooManyRounds);
      expect(told.tools.effects).toEqual(['add']);
      expect(told.lastMessages().at(-1)?.content).toContain('You have made exactly this call');
      const parallel = await answer([calls(['add', ADD], ['add', ADD]), says('Done.')]);
      expect(parallel.tools.effects).toEqual(['add']);
    });

    it('EN5 calls no more tools in a turn than fit', async () => {
      const many = (round: number) =>
        calls(...Array.from({ length: 20 }, (_, n) => ['find', { page: round * 20 + n + 1 }] as [string, unknown]));
      const told = await answer([many(0), many(1), says('Enough.')]);
      expect([told.failure, told.tools.called.length]).toEqual([null, 24]);
    });

    it('EN6 asks again when it is told to wait or something broke, and not when it is told no', async () => {
      for (const status of [429, 500, 503]) {
        const told = await answer([{ status, pieces: [] }, { status, pieces: [] }, says('Here.')]);
        expect([told.failure, told.words(), told.requests()], `${status}`).toEqual([null, 'Here.', 3]);
      }
      for (const [status, requests] of [
        [500, 3],
        [401, 1],
        [400, 1],
      ] as const) {
        const told = await answer([{ status, pieces: [] }]);
        expect(told.failure).toBeInstanceOf(EngineFailure);
        expect([told.requests(), String(told.failure)]).toEqual([requests, expect.stringContaining(`(${status})`)]);
      }
    });

    it('EN6 asks for nothing again once something was done', async () => {
      const told = await answer([calls(['add', ADD]), { status: 500, pieces: [] }]);
      expect(told.failure).toBeInstanceOf(EngineFailure);
      expect([told.requests(), told.tools.effects]).toEqual([2, ['add']]);
    });

    it('EN6 asks for nothing again once something was said', async () => {
      const half = stream(text('Half a'));
      const told = await answer([{ pieces: [half.slice(0, half.length - 14)], end: 'cut' }]);
      expect(told.failure).toBeInstanceOf(EngineFailure);
      expect([told.requests(), told.words()]).toEqual([1, 'Half a']);
    });

    it('EN7 gives up on a model that falls silent, before and within an answer', async () => {
      const silent = await answer([{ pieces: [], end: 'stall' }]);
      expect([String(silent.failure), silent.requests()]).toEqual([expect.stringContaining('does not answer'), 3]);
      const half = stream(text('Wait')).slice(0, -14);
      const stalled = await answer([{ pieces: [half], end: 'stall' }]);
      expect(stalled.failure).toBeInstanceOf(EngineFailure);
      expect([stalled.words(), stalled.requests()]).toEqual(['Wait', 1]);
    });

    it('EN7 carries out nothing of an answer that broke off', async () => {
      const whole = stream(piece(0, { id: 'a', name: 'add', written: JSON.stringify(ADD) }));
      for (const end of ['cut', 'end', 'stall'] as const) {
        const told = await answer([{ pieces: [whole.slice(0, -14)], end }]);
        expect(told.failure, end).toBeInstanceOf(EngineFailure);
        expect(told.tools.called, end).toEqual([]);
      }
    });

    it('EN7 takes what is no answer for none, and tells nothing of what the provider says', async () => {
      const bytes = new TextEncoder().encode('data: {"error":{"message":"bad key sk-secret"}}\n\n');
      for (const pieces of [
        [bytes],
        [new TextEncoder().encode('data: {not json\n\n')],
        [stream({ hello: 1 })],
        [stream()],
      ]) {
        const told = await answer([{ pieces }]);
        expect(told.failure).toBeInstanceOf(EngineFailure);
        expect(String(told.failure)).not.toContain('sk-secret');
      }
    });

    it('EN7 takes an answer without a word for none', async () => {
      expect((await answer([says('  ')])).failure).toBeInstanceOf(EngineFailure);
    });

    it('EN8 ends at once when it is stopped, and begins no further call', async () => {
      const model = await play([calls(['add', ADD], ['find', {}]), says('Done.')]);
      open.push(model);
      const { turn, stop, words } = newTurn('do it');
      const tools = newTools((tool) => tool === 'add' && stop());
      const deps: ModelEngineDeps = {
        client: model.client,
        patience: { ...QUICK, silenceMs: 60_000 },
        wait: async () => undefined,
        hasEffect: () => tools.effects.length > 0,
        onRequest: async () => undefined,
        onTokens: async () => undefined,
      };
      await expect(createModelEngine(deps).answer(turn, tools)).rejects.toMatchObject({ name: 'AbortError' });
      expect([tools.effects, tools.called.length, model.asked.length, words()]).toEqual([['add'], 1, 1, '']);

      const stalled = await play([{ pieces: [], end: 'stall' }]);
      open.push(stalled);
      const other = newTurn('wait');
      const running = createModelEngine({
        ...deps,
        client: stalled.client,
        onRequest: async () => void setTimeout(other.stop, 20),
      });
      await expect(running.answer(other.turn, newTools())).rejects.toMatchObject({ name: 'AbortError' });
    });

    it('EN9 sends the words of the person as they are, and everything else people wrote as data', async () => {
      const { asked } = await answer([says('Hello.')], { utterance: 'what is <data> today?' });
      const [system, user] = asked[0]?.messages ?? [];
      expect(system?.content).toContain('Today is Saturday 2026-11-21');
      expect(system?.content).toContain('Europe/Berlin');
      expect(user?.content).toBe('what is <data> today?');
      expect(asked[0]?.tools).toHaveLength(19);
    });
  });
}

describeModelEngine('openai, over HTTP', playOverHttp);
describeModelEngine('workers-ai, over its binding', playOverBinding);
