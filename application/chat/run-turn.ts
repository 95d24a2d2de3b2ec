import { asksOnly } from '#core/chat/asks-only.ts';
import type { ChatTurn } from '#core/chat/chat-engine.ts';
import type { ChatEvent, TurnEnd } from '#core/chat/chat-event.ts';
import type { Choice } from '#core/chat/choice.ts';
import type { Dialogue } from '#core/chat/dialogue.ts';
import { EngineFailure } from '#core/chat/engine-failure.ts';
import { namesChange } from '#core/chat/names-change.ts';
import { nextDialogue } from '#core/chat/next-dialogue.ts';
import type { Sent } from '#core/chat/sent.ts';
import type { Turn } from '#core/chat/turn.ts';
import type { Json } from '#core/json.ts';
import type { Diff } from '#core/plan/diff.ts';
import type { ListWithCount } from '#core/query/overview.ts';
import type { Settings } from '#core/settings/settings.ts';
import { errorText } from '../background-log.ts';
import { runBatch } from '../db/database.ts';
import { listTurns } from '../db/queries/find-turns.ts';
import { updateDialogue } from '../db/queries/write-conversation.ts';
import { updateTurn } from '../db/queries/write-turn.ts';
import type { ChatDeps } from './chat-deps.ts';
import { TooManyRounds } from './engines/model-engine.ts';
import { fitEvents } from './fit-events.ts';
import { BudgetSpent } from './model-budget.ts';
import { routeTurn } from './route-turn.ts';
import { createTurnRecorder } from './turn-recorder.ts';
import { createTurnTools } from './turn-tools.ts';

/** A turn that was taken in and waits to be answered. */
export interface TakenTurn {
  turn: Turn;
  position: number;
  chosen: Choice | null;
  dialogue: Dialogue;
  settings: Settings;
  lists: readonly ListWithCount[];
  isModelOn: boolean;
}

/** So many earlier turns an engine may look at. */
const EARLIER_TURNS = 10;

/**
 * Answers a turn and keeps it, as far as it came: after each change that it makes, and at its end, however that comes.
 * Whatever goes wrong in between is an event; only what cannot be stored is thrown.
 */
export async function runTurn(
  deps: ChatDeps,
  { turn, position, chosen, dialogue, settings, lists, isModelOn }: TakenTurn,
  emit: (event: ChatEvent) => void,
  signal: AbortSignal,
): Promise<Turn> {
  const { db, userId, effects } = deps;
  const recorder = createTurnRecorder(emit);
  const correlationId = effects.newId('correlation');
  const changedBefore: Diff = [];
  let sent: Sent | null = null;
  let memory: Json | undefined;
  const kept = (endedAt: Turn['endedAt']) => {
    const events = fitEvents(recorder.events());
    return { ...turn, events, engine: engineOf(events), isSent: sent !== null, endedAt };
  };
  const tools = createTurnTools({
    signal,
    record: recorder.record,
    onEffect: async () => void (await runBatch(db, [updateTurn(userId, kept(null), sent)])),
  });
  const end = await attempt(deps, signal, recorder.record, async () => {
    const { conversationId } = turn;
    const asked: ChatTurn = {
      id: turn.id,
      text: turn.text,
      chosen,
      conversationId,
      earlier: async () => {
        const found = await listTurns(db, userId, { conversationId, before: position, limit: EARLIER_TURNS });
        return found.map((each) => each.turn);
      },
      dialogue,
      now: effects.now(),
      settings,
      signal,
      say: recorder.record,
      remember: (value) => {
        memory = value;
      },
    };
    await routeTurn(deps, {
      turn: asked,
      record: recorder.record,
      isModelOn,
      toolsOf: (model) => {
        const toolbox = deps.toolboxFor({ conversationId, model, correlationId, changedBefore, settings, lists });
        return tools.runnerFor(toolbox, {
          mayChange: model === null || !asksOnly(turn.text),
          isNamed: (tool) => model === null || namesChange(turn.text, tool),
        });
      },
      hasEffect: tools.hasEffect,
      noteSent: (value) => {
        sent = value;
      },
    });
  });
  recorder.record({ type: 'done', end, correlationIds: tools.correlationIds() });
  const ended = kept(effects.now());
  const next = nextDialogue(dialogue, recorder.events(), memory);
  await runBatch(db, [
    updateTurn(userId, ended, sent),
    updateDialogue(userId, { id: turn.conversationId, dialogue: next }),
  ]);
  return ended;
}

async function attempt(
  { log, userId }: ChatDeps,
  signal: AbortSignal,
  record: (event: ChatEvent) => void,
  work: () => Promise<void>,
): Promise<TurnEnd> {
  try {
    await work();
    return signal.aborted ? 'stopped' : 'answered';
  } catch (error) {
    if (signal.aborted) return 'stopped';
    if (error instanceof TooManyRounds) record({ type: 'error', code: 'too_many_rounds', detail: error.message });
    else if (error instanceof EngineFailure || error instanceof BudgetSpent) {
      const detail = `${error.message} What was done before that stays done; undo takes it back.`;
      record({ type: 'error', code: 'engine_failed', detail });
    } else {
      log.write({ event: 'chat.turn_failed', userId, error: errorText(error) });
      record({ type: 'error', code: 'internal', detail: 'Something broke on our side. It is not your fault.' });
    }
    return 'failed';
  }
}

function engineOf(events: readonly ChatEvent[]): Turn['engine'] {
  const last = events.findLast((event) => event.type === 'engine');
  return last?.type === 'engine' ? last.engine : null;
}
