import { afterEach, describe, expect, it } from 'vitest';
import { createModelEngine } from '#application/chat/engines/model-engine.ts';
import { createPocket } from '#application/chat/engines/pocket.ts';
import type { ChatEngine } from '#core/chat/chat-engine.ts';
import { FIRST_DIALOGUE } from '#core/chat/dialogue.ts';
import { EngineFailure } from '#core/chat/engine-failure.ts';
import { nthId } from '../ids.ts';
import { calls, playOverBinding, playOverHttp, type Script, type ScriptedModel, says } from './scripted-model.ts';
import { newTools, newTurn } from './test-turn.ts';

const NOBODYS = { id: nthId('task', 9), title: 'Not mine' };

/** What is asked of every engine: how it is said, and what a model answers that understood it. */
const TWO = {
  utterance: 'add Milk and add Bread',
  script: [calls(['add', { tasks: [{ title: 'Milk' }] }], ['add', { tasks: [{ title: 'Bread' }] }]), says('Done.')],
};
const FOREIGN = {
  utterance: 'delete it',
  script: [calls(['delete', { ids: [NOBODYS.id] }]), says('There is none.')],
};
const MANY = {
  utterance: Array.from({ length: 40 }, (_, n) => `add t${n}`).join(' and '),
  script: Array.from({ length: 20 }, (_, round) =>
    calls(...Array.from({ length: 9 }, (_, n): [string, unknown] => ['add', { tasks: [{ title: `${round} ${n}` }] }])),
  ),
};

/** What every engine holds to, whether it asks a model or not. */
function describeEngine(name: string, open: (script: Script) => Promise<ChatEngine>): void {
  async function ask(
    { utterance, script }: { utterance: string; script: Script },
    onCall?: (tool: string, stop: () => void) => void,
  ) {
    const engine = await open(script);
    const dialogue = { ...FIRST_DIALOGUE, touched: [NOBODYS], shown: [NOBODYS] };
    const asked = newTurn(utterance, { dialogue });
    const tools = newTools((tool) => onCall?.(tool, asked.stop));
    const failure = await engine.answer(asked.turn, tools).then(
      () => null,
      (error: unknown) => error,
    );
    return { ...asked, tools, failure };
  }

  describe(`${name}, like every engine`, () => {
    it('EN2 carries out what is asked for in its order', async () => {
      const { tools, failure } = await ask(TWO);
      expect(failure).toBeNull();
      const added = tools.called.filter(({ tool }) => tool === 'add').map(({ input }) => input.tasks);
      expect(added).toMatchObject([[{ title: 'Milk' }], [{ title: 'Bread' }]]);
      expect(tools.effects).toEqual(['add', 'add']);
    });

    it('EN1 says in words what came of it', async () => {
      expect((await ask(TWO)).words().trim()).not.toBe('');
    });

    it('EN4 changes nothing of what is not the user’s, whatever it was told before', async () => {
      const { tools, failure } = await ask(FOREIGN);
      expect(tools.effects).toEqual([]);
      expect(failure === null || failure instanceof EngineFailure).toBe(true);
    });

    it('EN5 makes no more calls in a turn than fit, however many are asked for', async () => {
      const { tools } = await ask(MANY);
      expect(tools.effects.length).toBeLessThanOrEqual(24);
    });

    it('EN8 begins no further call once it is stopped', async () => {
      const { tools, failure } = await ask(TWO, (tool, stop) => tool === 'add' && stop());
      expect(failure).toMatchObject({ name: 'AbortError' });
      expect(tools.effects).toEqual(['add']);
    });
  });
}

const played: ScriptedModel[] = [];
afterEach(async () => {
  await Promise.all(played.splice(0).map((model) => model.close()));
});

function engineOver(play: (script: Script) => Promise<ScriptedModel>) {
  return async (script: Script): Promise<ChatEngine> => {
    const model = await play(script);
    played.push(model);
    return createModelEngine({
      client: model.client,
      patience: { silenceMs: 30_000, answerMs: 60_000, retryAfterMs: [1, 1] },
      wait: async () => undefined,
      hasEffect: () => false,
      onRequest: async () => undefined,
      onTokens: async () => undefined,
    });
  };
}

describeEngine('pocket', async () => createPocket());
describeEngine('openai', engineOver(playOverHttp));
describeEngine('workers-ai', engineOver(playOverBinding));
