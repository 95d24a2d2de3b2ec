import { z } from 'zod';
import type { ChatTurn, ToolRunner } from '#core/chat/chat-engine.ts';
import type { Action } from '#core/chat/choice.ts';
import { confirm, done, found, SENTENCES } from '#core/pocket/sentences.ts';
import type { Meaning, PocketChoice, Step } from '#core/pocket/understanding.ts';
import { widen } from '#core/pocket/widen.ts';
import { ChangeOutputSchema } from '#core/tools/change-output.ts';

const ListedSchema = z.object({ tasks: z.array(z.unknown()), total: z.int().optional() });
const EntriesSchema = z.object({ entries: z.array(z.unknown()), total: z.int() });
const MAX_CHOICES = 20;

/** Does or says one step of what was understood. @returns false when it was refused */
export async function answerStep(step: Step, turn: ChatTurn, tools: Pick<ToolRunner, 'run'>): Promise<boolean> {
  switch (step.kind) {
    case 'say':
      say(turn, step.text);
      return true;
    case 'ask':
      say(turn, step.text);
      offer(turn, step.reason, step.choices);
      return true;
    case 'do': {
      const result = await tools.run(step.call);
      if (result.isRefused) {
        say(turn, result.refusal.detail);
        return false;
      }
      answerOutput(step.meaning, result.output, turn);
      return true;
    }
  }
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
