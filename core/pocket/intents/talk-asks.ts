import { act, asks } from '../apply-change.ts';
import type { PocketContext } from '../pocket-context.ts';
import type { Ask } from '../pocket-locale.ts';
import { SENTENCES } from '../sentences.ts';
import type { Step } from '../understanding.ts';
import { firm, type ReadAsk } from './reading.ts';

/** What is no business of tasks, and what is about the turn before. */
export const TALK_ASKS: Partial<Record<Ask, ReadAsk>> = {
  thanks: () => firm(talk(SENTENCES.thanks)),
  dismiss: () => firm(talk(SENTENCES.leftAlone)),
  smallTalk: () => firm(talk(SENTENCES.smallTalk)),
  help: () => firm(talk(SENTENCES.help)),
  affirm: (_slots, context) => {
    const isAsked = context.memory.asked?.kind === 'confirm';
    return firm(isAsked ? asks('confirm_elsewhere', [], context) : talk(SENTENCES.nothingAsked), {
      remember: isAsked ? { asked: { kind: 'confirm' } } : {},
    });
  },
  deleteBare: (_slots, context) => firm(asks('missing_task', [], context)),
  undo: (_slots, context) => firm(undo(context)),
};

export function talk(text: string): Extract<Step, { kind: 'say' }> {
  return { kind: 'say', meaning: { intent: 'chitchat', tasks: [], isNoOp: false, needsConfirmation: false }, text };
}

export function undo({ dialogue }: PocketContext): Step {
  const [latest] = dialogue.correlationIds;
  if (latest !== undefined) return act('undo', [], {}, { tool: 'undo', input: { correlationId: latest } });
  const meaning = { intent: 'undo', tasks: [], isNoOp: true, needsConfirmation: false } as const;
  return { kind: 'say', meaning, text: SENTENCES.nothingToUndo };
}
