import type { Action } from '#core/chat/choice.ts';
import { type Dialogue, FIRST_DIALOGUE } from '#core/chat/dialogue.ts';
import { AppError } from '#core/errors.ts';
import type { Json } from '#core/json.ts';
import { lookKey } from '#core/pocket/pocket-context.ts';
import { type Said, understand } from '#core/pocket/understand.ts';
import type { Understanding } from '#core/pocket/understanding.ts';
import type { Called, MemoryTools } from './memory-tools.ts';

const MAX_LOOKS = 12;

/** What came of a turn. */
export interface Turned {
  readonly understanding: Understanding;
  readonly called: readonly { action: Action; result: Called }[];
  readonly refused: readonly string[];
  readonly dialogue: Dialogue;
}

/** Understands an utterance over tools in memory and carries it out. */
export async function turn(text: string, dialogue: Dialogue, tools: MemoryTools): Promise<Turned> {
  const understanding = await understood(text, dialogue, tools);
  const called: { action: Action; result: Called }[] = [];
  const refused: string[] = [];
  for (const step of understanding.steps) {
    if (step.kind !== 'do') continue;
    try {
      called.push({ action: step.call, result: await tools.call(step.call) });
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      refused.push(error.message);
    }
  }
  return { understanding, called, refused, dialogue: next(dialogue, understanding, called) };
}

export async function understood(text: string, dialogue: Dialogue, tools: MemoryTools): Promise<Understanding> {
  const looked = new Map<string, Record<string, Json>>();
  const said: Said = { text, now: tools.now, zone: tools.zone, locale: 'en', dialogue, looked };
  for (let round = 0; round < MAX_LOOKS; round += 1) {
    const outcome = understand(said);
    if (outcome.kind === 'understood') return outcome.understanding;
    for (const call of outcome.calls) looked.set(lookKey(call), (await tools.call(call)).output);
  }
  throw new Error(`still looking after ${MAX_LOOKS} rounds: ${text}`);
}

/** As `nextDialogue` has it of the events of a turn. */
function next(dialogue: Dialogue, { memory }: Understanding, called: Turned['called']): Dialogue {
  const lists = called.filter(({ action }) => action.tool === 'find' || action.tool === 'get');
  const changes = called.filter(({ result }) => result.correlationId !== null || result.isHeld);
  const last = lists.at(-1)?.result.tasks;
  const touched = [
    ...(last?.length === 1 ? last : []),
    ...called.flatMap(({ action, result }) => (action.tool === 'find' || action.tool === 'get' ? [] : result.tasks)),
  ];
  const done = changes.flatMap(({ result }) => result.correlationId ?? []).reverse();
  return {
    shown: last ? [...last] : dialogue.shown,
    touched: touched.length > 0 ? touched.map(({ id, title }) => ({ id, title })) : dialogue.touched,
    correlationIds: done.length > 0 ? done : dialogue.correlationIds,
    memory: { ...memory },
  };
}

/** A conversation so far. */
export async function converse(utterances: readonly string[], tools: MemoryTools): Promise<Dialogue> {
  let dialogue = FIRST_DIALOGUE;
  for (const each of utterances) dialogue = (await turn(each, dialogue, tools)).dialogue;
  return dialogue;
}
