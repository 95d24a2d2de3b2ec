import type { ChatEngine, ChatTurn, ToolRunner } from '#core/chat/chat-engine.ts';
import { EngineFailure } from '#core/chat/engine-failure.ts';
import { canonicalJson } from '#core/json.ts';
import { findToolNamed } from '#core/tools/registry.ts';
import type { ToolResult } from '#core/tools/tool-result.ts';
import { askModel, type ModelAnswer, type Patience } from './ask-model.ts';
import type { ModelCall, ModelClient, ModelMessage } from './model-client.ts';
import { modelTools } from './model-tools.ts';
import { readCall } from './read-call.ts';
import { systemPrompt } from './system-prompt.ts';
import { toolMessage } from './tool-message.ts';
import { turnMessage } from './turn-message.ts';

/** A turn is over after so many answers of the model, whatever it still wants. */
export const MAX_ROUNDS = 8;
/** Each costs the database something, and a request may cost it only so much. */
const MAX_CALLS = 24;
/** Looking again may make sense, once something was changed; doing the same again does not. */
const MAX_SAME_LOOKS = 2;

export interface ModelEngineDeps {
  client: ModelClient;
  patience: Patience;
  wait: (ms: number) => Promise<void>;
  /** Whether anything was done in this turn; what was done must not be asked for again. */
  hasEffect: () => boolean;
  /** Before each request. What it throws ends the turn. */
  onRequest: (messages: readonly ModelMessage[]) => Promise<void>;
  /** After each answer. */
  onTokens: (tokens: number) => Promise<void>;
}

/** Thrown when a model still calls tools after all its rounds. */
export class TooManyRounds extends Error {
  override name = 'TooManyRounds';
}

/**
 * A model that answers by calling tools. Everything it writes is untrusted: a call is parsed by the tool's schema and
 * run with the user's own rights, what it says is text, and neither can confirm anything.
 */
export function createModelEngine(deps: ModelEngineDeps): ChatEngine {
  const { engine, model } = deps.client.offered;
  return { name: engine, model, answer: (turn, tools) => answer(deps, turn, tools) };
}

async function answer(deps: ModelEngineDeps, turn: ChatTurn, tools: ToolRunner): Promise<void> {
  const messages: ModelMessage[] = [
    { role: 'system', content: systemPrompt(turn) },
    { role: 'user', content: await turnMessage(turn) },
  ];
  const guard = createGuard();
  let hasSpoken = false;
  for (let round = 1; round <= MAX_ROUNDS; round += 1) {
    const said = await ask(deps, turn, messages);
    hasSpoken ||= said.text.trim() !== '';
    if (said.calls.length === 0) {
      if (!hasSpoken && !deps.hasEffect()) throw new EngineFailure('The model said nothing.');
      return;
    }
    messages.push({ role: 'assistant', content: said.text, tool_calls: said.calls });
    for (const call of said.calls) {
      turn.signal.throwIfAborted();
      messages.push({ role: 'tool', tool_call_id: call.id, content: toolMessage(await carryOut(call, guard, tools)) });
    }
  }
  throw new TooManyRounds(`The model did not come to an end within ${MAX_ROUNDS} rounds.`);
}

async function ask(deps: ModelEngineDeps, turn: ChatTurn, messages: readonly ModelMessage[]): Promise<ModelAnswer> {
  const request = { messages, tools: modelTools() };
  let text = '';
  const said = await askModel({
    client: deps.client,
    request,
    signal: turn.signal,
    patience: deps.patience,
    wait: deps.wait,
    mayRepeat: !deps.hasEffect(),
    onText(piece) {
      text += piece;
      turn.say({ type: 'text', text: piece, isMarkdown: true });
    },
    onRequest: () => deps.onRequest(messages),
  }).catch(async (error: unknown) => {
    // Half an answer is paid for, too.
    if (text !== '') await deps.onTokens(roughTokens([request, text]));
    throw error;
  });
  await deps.onTokens(said.tokens ?? roughTokens([request, said.text, said.calls]));
  return said;
}

const CHARACTERS_A_TOKEN = 4;

/** About what something is in tokens, where the server does not say: a budget that counted nothing then would be none. */
function roughTokens(what: unknown): number {
  return Math.ceil(JSON.stringify(what).length / CHARACTERS_A_TOKEN);
}

async function carryOut(call: ModelCall, guard: Guard, tools: ToolRunner): Promise<ToolResult> {
  const read = readCall(call);
  if (read.isRefused) return read;
  const refused = guard.refuse(read.action.tool, read.action.input);
  return refused ?? (await tools.run(read.action));
}

interface Guard {
  /** Why a call is not made; null when it is. */
  refuse: (tool: string, input: unknown) => ToolResult | null;
}

/** Stops a model that goes round in circles, before the rounds do. */
function createGuard(): Guard {
  const seen = new Map<string, number>();
  let calls = 0;
  return {
    refuse(tool, input) {
      calls += 1;
      if (calls > MAX_CALLS)
        return refusal('limit_reached', 'That is enough for one turn. Tell the person how far you came.');
      const call = `${tool} ${canonicalJson(input)}`;
      const times = (seen.get(call) ?? 0) + 1;
      seen.set(call, times);
      const most = findToolNamed(tool)?.annotations.isReadOnly ? MAX_SAME_LOOKS : 1;
      return times <= most ? null : refusal('invalid_state', 'You have made exactly this call. Answer the person.');
    },
  };
}

function refusal(code: 'limit_reached' | 'invalid_state', detail: string): ToolResult {
  return { isRefused: true, refusal: { code, detail, isRetriable: false, errors: [], plan: null } };
}
