import type { ChatEngine, ChatTurn, ToolRunner } from '#core/chat/chat-engine.ts';
import type { ChatEvent, ENGINE_REASONS } from '#core/chat/chat-event.ts';
import { EngineFailure } from '#core/chat/engine-failure.ts';
import type { Sent } from '#core/chat/sent.ts';
import { toEpochMs } from '#core/instant.ts';
import { TOOLS } from '#core/tools/registry.ts';
import { errorText } from '../background-log.ts';
import type { ChatDeps, ModelOffer } from './chat-deps.ts';
import { PATIENCE } from './engines/ask-model.ts';
import { createModelEngine } from './engines/model-engine.ts';
import { BudgetSpent, createModelBudget } from './model-budget.ts';

export interface Routed {
  turn: ChatTurn;
  record: (event: ChatEvent) => void;
  isModelOn: boolean;
  toolsOf: (model: string | null) => ToolRunner;
  hasEffect: () => boolean;
  /** What goes to a model; null as long as nothing does. */
  noteSent: (sent: Sent) => void;
}

type Why = (typeof ENGINE_REASONS)[number];

/**
 * Lets whoever should answer a turn do so: without a model what is understood without one; a model when there is one
 * and the user switched it on; otherwise the best that is possible without.
 */
export async function routeTurn(deps: ChatDeps, routed: Routed): Promise<void> {
  const { turn, record, toolsOf } = routed;
  const { pocket, model, effects } = deps;
  const introduce = (engine: ChatEngine, why: Why, detail: string | null = null) =>
    record({ type: 'engine', engine: engine.name, model: engine.model, why, detail });
  const tools = toolsOf(null);
  const considered = await pocket.consider(turn, tools);
  const byPocket = async (why: Why, detail: string | null = null) => {
    introduce(pocket, why, detail);
    await considered.answer(tools);
  };
  if (turn.chosen !== null) return await byPocket('chosen');
  if (considered.isCertain) return await byPocket('certain');
  if (model === null) return await byPocket('only');
  if (!routed.isModelOn) return await byPocket('switched_off');
  if (model.breaker.isOpen(toEpochMs(effects.now()))) {
    return await byPocket('fallback', 'The model has not answered several times; it is asked again in a minute.');
  }
  const failure = await askModelEngine(deps, model, routed, introduce);
  if (failure === null) return;
  // What a model had begun is not done a second time by somebody else.
  if (routed.hasEffect()) throw failure;
  if (failure instanceof BudgetSpent) return await byPocket('budget', failure.message);
  return await byPocket('fallback', `${failure.message} So this is answered without it.`);
}

/** @returns why somebody else has to answer; null when nobody has to */
async function askModelEngine(
  deps: ChatDeps,
  { offered, client, limits, breaker }: ModelOffer,
  { turn, toolsOf, hasEffect, noteSent }: Routed,
  introduce: (engine: ChatEngine, why: Why) => void,
): Promise<EngineFailure | BudgetSpent | null> {
  const { db, effects, userId, log } = deps;
  const budget = createModelBudget({ db, userId, now: effects.now }, limits);
  const sent: Sent = { to: offered, messages: [], tools: TOOLS.map(({ name }) => name), requests: 0, tokens: 0 };
  let isIntroduced = false;
  const engine = createModelEngine({
    client,
    patience: PATIENCE,
    wait: effects.wait,
    hasEffect,
    async onRequest(messages) {
      await budget.take();
      if (!isIntroduced) introduce(engine, 'asked');
      isIntroduced = true;
      sent.requests += 1;
      sent.messages = [...messages];
      noteSent({ ...sent });
    },
    async onTokens(tokens) {
      sent.tokens += tokens;
      noteSent({ ...sent });
      await budget.note(tokens);
    },
  });
  try {
    await engine.answer(turn, toolsOf(offered.model));
    breaker.succeeded();
    return null;
  } catch (error) {
    if (turn.signal.aborted) throw error;
    if (error instanceof BudgetSpent) return error;
    if (!(error instanceof EngineFailure)) throw error;
    breaker.failed(toEpochMs(effects.now()));
    log.write({ event: 'chat.model_failed', userId, error: errorText(error) });
    return error;
  }
}
