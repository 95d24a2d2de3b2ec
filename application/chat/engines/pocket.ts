import { z } from 'zod';
import type { ChatTurn, ConsideringEngine, ToolRunner } from '#core/chat/chat-engine.ts';
import { EngineFailure } from '#core/chat/engine-failure.ts';
import { type Json, JsonSchema } from '#core/json.ts';
import { lookKey } from '#core/pocket/pocket-context.ts';
import { understand } from '#core/pocket/understand.ts';
import type { Step, Understanding } from '#core/pocket/understanding.ts';
import { phraseSettings } from '#core/settings/phrase-settings.ts';
import { answerPicked, answerStep } from './pocket-answer.ts';

const OutputSchema = z.record(z.string(), JsonSchema);
/** So often tools are looked at for one utterance: each round can only ask for what the one before made known. */
const MAX_LOOKS = 12;

/** Answers without a model: the same words about the same tasks always mean the same. */
export function createPocket(): ConsideringEngine {
  const consider: ConsideringEngine['consider'] = async (turn, tools) => {
    const actions = turn.chosen?.actions ?? null;
    if (actions !== null) {
      return { isCertain: true, answer: async (runner) => await answerPicked(actions, turn, runner) };
    }
    const understanding = await understandOver(turn, tools);
    const isCertain = understanding.certainty === 'sure';
    return { isCertain, answer: async (runner) => await carryOut(understanding, turn, runner) };
  };
  return {
    name: 'pocket',
    model: null,
    consider,
    answer: async (turn, tools) => await (await consider(turn, tools)).answer(tools),
  };
}

async function understandOver(turn: ChatTurn, tools: Pick<ToolRunner, 'look'>): Promise<Understanding> {
  const looked = new Map<string, Record<string, Json>>();
  const { text, now, settings, dialogue } = turn;
  for (let round = 0; round < MAX_LOOKS; round += 1) {
    const outcome = understand({ text, now, ...phraseSettings(settings), dialogue, looked });
    if (outcome.kind === 'understood') return outcome.understanding;
    // All at once: none of them waits for another, and each is a way to the database.
    const results = await Promise.all(outcome.calls.map(async (call) => ({ call, result: await tools.look(call) })));
    for (const { call, result } of results) {
      if (result.isRefused) throw new EngineFailure(result.refusal.detail);
      looked.set(lookKey(call), OutputSchema.parse(result.output));
    }
  }
  throw new EngineFailure('That took too many looks at your tasks. Say it in a simpler way.');
}

/** One step after the other; what follows on a refused one may rest on it, so it is left. */
async function carryOut({ steps, memory }: Understanding, turn: ChatTurn, tools: ToolRunner): Promise<void> {
  turn.remember({ ...memory });
  const asksFirst = steps.filter(isDeletion).length > 1;
  for (const step of steps) {
    turn.signal.throwIfAborted();
    if (!(await answerStep(step, turn, tools, { asksFirst: asksFirst && isDeletion(step) }))) return;
  }
}

/** Of several in one utterance none happens before all of them were looked at, just as if they had been one. */
function isDeletion(step: Step): boolean {
  return step.kind === 'do' && step.meaning.intent === 'delete_task';
}
