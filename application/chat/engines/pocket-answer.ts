import { z } from 'zod';
import type { ChatTurn, ToolRunner } from '#core/chat/chat-engine.ts';
import type { Action } from '#core/chat/choice.ts';
import type { Json } from '#core/json.ts';
import { confirm, done, found, SENTENCES, takenBack } from '#core/pocket/sentences.ts';
import type { Meaning, PocketChoice, Step } from '#core/pocket/understanding.ts';
import { widen } from '#core/pocket/widen.ts';
import { type ChangeOutput, ChangeOutputSchema } from '#core/tools/change-output.ts';

const ListedSchema = z.object({ tasks: z.array(z.unknown()), total: z.int().optional() });
const EntriesSchema = z.object({ entries: z.array(z.unknown()), total: z.int() });
const UndoneSchema = z.object({ correlationId: z.string() });
const MAX_CHOICES = 20;

/**
 * Does or says one step of what was understood.
 *
 * @param options `asksFirst`: a person has to confirm it, also where the step alone would not need that
 * @returns false when it was refused
 */
export async function answerStep(
  step: Step,
  turn: ChatTurn,
  tools: Pick<ToolRunner, 'run'>,
  { asksFirst }: { asksFirst: boolean },
): Promise<boolean> {
  switch (step.kind) {
    case 'say':
      say(turn, step.text);
      return true;
    case 'ask':
      say(turn, step.text);
      offer(turn, step.reason, step.choices);
      return true;
    case 'do': {
      const { meaning, call } = step;
      const result = await tools.run(call, { asksFirst: asksFirst || meaning.needsConfirmation });
      if (result.isRefused) {
        say(turn, result.refusal.detail);
        return false;
      }
      if (meaning.intent === 'undo') return await answerUndo(call, result.output, turn, tools);
      answerOutput(meaning, result.output, turn);
      return true;
    }
  }
}

/** So many parts of an undo of bounded size are taken back in one turn. */
const MAX_UNDO_CALLS = 20;

/** Takes back what is left, part by part, and says what came of all of it. @returns false when a part was refused */
async function answerUndo(
  call: Action,
  first: Record<string, unknown>,
  turn: ChatTurn,
  tools: Pick<ToolRunner, 'run'>,
): Promise<boolean> {
  let output = ChangeOutputSchema.parse(first);
  let changed = doneBy(output);
  let refused: string | null = null;
  for (let calls = 1; refused === null && isUnfinished(output) && calls < MAX_UNDO_CALLS; calls += 1) {
    const result = await tools.run(call);
    if (result.isRefused) refused = result.refusal.detail;
    else output = ChangeOutputSchema.parse(result.output);
    changed += refused === null ? doneBy(output) : 0;
  }
  const isRedo = await isRedoing(call, turn);
  const isHeld = output.status === 'needs_confirmation';
  const rest = refused ?? (isHeld ? SENTENCES.restWaits : '');
  if (changed === 0) say(turn, isHeld ? SENTENCES.undoWaits : SENTENCES.soAlready);
  else say(turn, `${takenBack(changed, { ...output, isRedo })} ${rest}`.trim());
  return refused === null;
}

function doneBy({ status, changes }: ChangeOutput): number {
  return status === 'done' ? changes.length : 0;
}

function isUnfinished({ status, changes, remaining }: ChangeOutput): boolean {
  return status === 'done' && remaining > 0 && changes.length > 0;
}

/** Whether what is taken back was an undo itself, which does again what that had taken back. */
async function isRedoing({ input }: Action, turn: ChatTurn): Promise<boolean> {
  const undid = new Map<Json, Json>();
  for (const { events } of await turn.earlier()) {
    for (const event of events) {
      if (event.type !== 'tool' || event.tool !== 'undo' || event.result?.isRefused !== false) continue;
      const made = ChangeOutputSchema.safeParse(event.result.output).data?.correlationId ?? null;
      const taken = UndoneSchema.safeParse(event.input).data?.correlationId;
      if (made !== null && taken !== undefined) undid.set(made, taken);
    }
  }
  let isRedo = false;
  for (let at = undid.get(input.correlationId ?? null); at !== undefined; at = undid.get(at)) isRedo = !isRedo;
  return isRedo;
}

/** Does what a choice stands for, exactly. */
export async function answerPicked(
  actions: readonly Action[],
  turn: ChatTurn,
  tools: Pick<ToolRunner, 'run'>,
): Promise<void> {
  for (const action of actions) {
    const result = await tools.run(action);
    say(turn, result.isRefused ? result.refusal.detail : SENTENCES.picked);
    if (result.isRefused) return;
  }
}

function answerOutput(meaning: Meaning, output: unknown, turn: ChatTurn): void {
  const change = ChangeOutputSchema.safeParse(output);
  if (change.success) {
    const { status, changes } = change.data;
    const isNothing = status === 'done' && changes.length === 0;
    const words = status === 'needs_confirmation' ? confirm(meaning) : done(meaning, turn.settings.locale);
    say(turn, isNothing ? SENTENCES.soAlready : words);
    return;
  }
  const entries = EntriesSchema.safeParse(output);
  if (entries.success) {
    say(turn, entries.data.total === 0 ? SENTENCES.nothingHappened : SENTENCES.happened);
    return;
  }
  const listed = ListedSchema.safeParse(output);
  const total = listed.success ? (listed.data.total ?? listed.data.tasks.length) : 0;
  say(turn, found(meaning, total));
  if (total === 0) offer(turn, 'empty', widen(meaning));
}

function say(turn: ChatTurn, text: string): void {
  turn.say({ type: 'text', text: `${text}\n`, isMarkdown: false });
}

function offer(turn: ChatTurn, reason: string, choices: readonly PocketChoice[]): void {
  const [first, ...others] = choices.slice(0, MAX_CHOICES).map((each) => ({ ...each, actions: null }));
  if (first !== undefined) turn.say({ type: 'choices', reason, choices: [first, ...others] });
}
