import type { ChatEvent } from '#core/chat/chat-event.ts';
import { ChangeOutputSchema } from '#core/tools/change-output.ts';
import type { ToolName } from '#core/tools/registry.ts';
import { planSentence } from '../routes/plans/plan-words.ts';

type EngineEvent = Extract<ChatEvent, { type: 'engine' }>;
type ToolEvent = Extract<ChatEvent, { type: 'tool' }>;

const doing: Readonly<Record<ToolName, string>> = {
  overview: 'Looking at the day',
  find: 'Looking for tasks',
  get: 'Looking at tasks',
  add: 'Adding',
  update: 'Changing',
  complete: 'Completing',
  reopen: 'Reopening',
  reschedule: 'Rescheduling',
  repeat: 'Changing how it repeats',
  remind: 'Changing reminders',
  delete: 'Deleting',
  restore: 'Restoring',
  tags: 'Changing tags',
  lists: 'Changing lists',
  activity: 'Looking at what happened',
  undo: 'Taking back',
  apply: 'Applying a plan',
  search: 'Searching',
  fetch: 'Looking at a task',
};

/** What a tool is at, while it is. */
export function doingWords(tool: string): string {
  return Object.entries(doing).find(([name]) => name === tool)?.[1] ?? 'Working';
}

/** What a tool came to, in a line; what it found speaks for itself. */
export function outcomeWords({ result }: ToolEvent): string | null {
  if (result === null) return null;
  if (result.isRefused) return `Not done: ${result.refusal.detail}`;
  const change = ChangeOutputSchema.safeParse(result.output);
  if (!change.success) return null;
  const { status, changes, blocked, remaining } = change.data;
  if (changes.length === 0) return 'Nothing to change.';
  const what = planSentence(changes);
  const left = blocked.length + remaining;
  if (status === 'done')
    return `Done: ${what}.${left > 0 ? ` ${left} left as ${left === 1 ? 'it is' : 'they are'}.` : ''}`;
  return status === 'planned' ? `Would ${what}.` : `Waits for you: ${what}.`;
}

const names = { pocket: 'Built in', openai: 'Model', 'workers-ai': 'Model' } as const;

/** Who answered, and why it was that one where that is not plain. */
export function engineWords({ engine, model, why, detail }: EngineEvent): string {
  const who = engine === 'pocket' ? `${names.pocket}, no model` : `${names[engine]}${model ? ` ${model}` : ''}`;
  if (why === 'fallback') return `${who}: ${detail ?? 'the model did not answer'}`;
  if (why === 'budget') return `${who}: ${detail ?? 'what you may use of the model today is used up'}`;
  return who;
}
