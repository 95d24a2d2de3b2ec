import { env } from 'cloudflare:workers';
import type { BackgroundLogEvent } from '#application/background-log.ts';
import type { ChatDeps, ModelOffer } from '#application/chat/chat-deps.ts';
import { createCircuitBreaker } from '#application/chat/circuit-breaker.ts';
import { createChatServices } from '#application/chat/create-chat-services.ts';
import {
  type ModelChunk,
  type ModelClient,
  ModelError,
  type ModelRequest,
} from '#application/chat/engines/model-client.ts';
import type { ModelLimits } from '#application/chat/model-budget.ts';
import { openDatabase } from '#application/db/database.ts';
import { type Meter, newMeter } from '#application/db/strict-d1.ts';
import type { Effects } from '#application/effects.ts';
import { createPlanServices, createToolbox } from '#application/tools/toolbox.ts';
import type { ConsideringEngine } from '#core/chat/chat-engine.ts';
import type { ChatSettingsPatch } from '#core/chat/chat-settings.ts';
import type { NewTurn } from '#core/chat/conversation.ts';
import type { StreamEvent } from '#core/chat/stream-event.ts';
import type { Turn } from '#core/chat/turn.ts';
import { realEffects } from '../effects.ts';
import { newUser, type TestUser } from '../users.ts';

/** What a model in a test does with one request. */
export interface Reply {
  say?: string;
  call?: [name: string, input: unknown][];
  fail?: number;
  before?: () => void;
  /** What it says that it used; null: it does not say. */
  tokens?: number | null;
  /** Ends in the middle of what it says. */
  breaksOff?: boolean;
}

export interface TestModel {
  offer: ModelOffer;
  asked: ModelRequest[];
}

/** A model that answers what a function says. */
export function modelThat(reply: (request: ModelRequest, nth: number) => Reply, limits?: ModelLimits): TestModel {
  const asked: ModelRequest[] = [];
  const offered = { engine: 'openai', model: 'test-model', host: 'model.test' } as const;
  const client: ModelClient = {
    offered,
    async *ask(request): AsyncGenerator<ModelChunk> {
      asked.push(structuredClone(request));
      const { say = '', call = [], fail, before, tokens = 100, breaksOff = false } = reply(request, asked.length);
      before?.();
      if (fail !== undefined)
        throw new ModelError(`The model answers with an error (${fail}).`, { isRetriable: fail >= 500 });
      const calls = call.map(([name, input], index) => ({
        index,
        id: `c${index}`,
        name,
        arguments: typeof input === 'string' ? input : JSON.stringify(input),
      }));
      yield { text: say, calls, tokens: breaksOff ? null : tokens, isLast: !breaksOff };
    },
  };
  return {
    asked,
    offer: { offered, client, limits: limits ?? { requests: 100, tokens: 100_000 }, breaker: createCircuitBreaker() },
  };
}

/** Stands for an engine that is sure of what begins with “sure:” and says what it was told. */
export const parrot: ConsideringEngine = {
  name: 'pocket',
  model: null,
  consider: async (turn) => ({
    isCertain: turn.text.startsWith('sure:'),
    answer: async () => {
      turn.say({ type: 'text', text: `Without a model: ${turn.text}`, isMarkdown: false });
    },
  }),
  async answer(turn, tools) {
    await (await this.consider(turn, tools)).answer(tools);
  },
};

export interface PersonOptions {
  model?: TestModel;
  pocket?: ConsideringEngine;
  effects?: Partial<Effects>;
  isModelOn?: boolean;
  /** Counts what the turns ask of the database. */
  meter?: Meter;
}

/** Somebody who chats, with short words for what tests do all the time. */
export async function newPerson(options: PersonOptions = {}) {
  return await personOf(await newUser(), options);
}

export async function personOf(
  user: TestUser,
  { model, pocket = parrot, effects: own, isModelOn = model !== undefined, meter = newMeter() }: PersonOptions = {},
) {
  const effects = { ...realEffects(), wait: async () => undefined, ...own };
  const logged: BackgroundLogEvent[] = [];
  const userId = user.id;
  const onCommit = () => undefined;
  const deps = (): ChatDeps => ({
    db: openDatabase(env.DB, meter),
    effects,
    userId,
    toolboxFor: ({ conversationId, model: name, ...turn }) =>
      createToolbox({
        db: openDatabase(env.DB, meter),
        effects,
        userId,
        trace: null,
        actor: { kind: 'agent', client: 'chat', conversation: conversationId, ...(name !== null && { model: name }) },
        canWrite: true,
        isBulkAllowed: false,
        ...turn,
        onCommit,
      }),
    pocket,
    model: model?.offer ?? null,
    log: { write: (event) => logged.push(event) },
  });
  // Each request has services of its own.
  const chat = () => createChatServices(deps());
  const plans = createPlanServices({
    db: openDatabase(env.DB, meter),
    effects,
    userId,
    actor: { kind: 'user', client: 'web', conversation: null },
    trace: null,
    onCommit,
  });
  const set = (patch: ChatSettingsPatch) => chat().updateSettings(patch);
  if (isModelOn) await set({ isModelOn: true });
  const begin = async (conversationId: string, said: NewTurn | string, key: string | null = null) =>
    await chat().beginTurn(conversationId, typeof said === 'string' ? { text: said } : said, key);
  return {
    user,
    chat,
    plans,
    set,
    begin,
    logged,
    converse: async () => (await chat().createConversation(null)).id,
    async say(conversationId: string, said: NewTurn | string, more: { key?: string; signal?: AbortSignal } = {}) {
      const streamed: StreamEvent[] = [];
      const begun = await begin(conversationId, said, more.key ?? null);
      const turn: Turn = await begun.run((event) => streamed.push(event), more.signal ?? new AbortController().signal);
      return { turn, streamed, isReplay: begun.isReplay };
    },
    titles: async () =>
      (
        await user.db.$client
          .prepare('SELECT title FROM tasks WHERE user_id = ? AND deleted_at IS NULL ORDER BY title')
          .bind(userId)
          .all<{ title: string }>()
      ).results.map(({ title }) => title),
  };
}
export type Person = Awaited<ReturnType<typeof newPerson>>;

/** What was said in words in a turn. */
export function wordsOf({ events }: Pick<Turn, 'events'>): string {
  return events.map((event) => (event.type === 'text' ? event.text : '')).join('');
}
