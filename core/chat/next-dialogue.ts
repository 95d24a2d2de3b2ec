import { z } from 'zod';
import { TaskIdSchema } from '../ids.ts';
import type { Json } from '../json.ts';
import { type ChangeOutput, ChangeOutputSchema } from '../tools/change-output.ts';
import type { ChatEvent } from './chat-event.ts';
import { type Dialogue, MAX_SHOWN, type TaskReference } from './dialogue.ts';

const TaskSchema = z.looseObject({ id: TaskIdSchema, title: z.string() });
const FoundSchema = z.looseObject({ tasks: z.array(TaskSchema) });
const DaySchema = z.looseObject({ overdue: z.array(TaskSchema), due: z.array(TaskSchema) });

/**
 * What the conversation is about after a turn, as the answers of its tools say: a list that was found is what “the
 * second one” counts in, and what was found alone, made or changed is “it”. So a turn that a model answered can be
 * followed by one that none does, and the other way round.
 *
 * @param memory what the engine wants to remember; undefined forgets it, because a question stands for one turn
 */
export function nextDialogue(dialogue: Dialogue, events: readonly ChatEvent[], memory: Json | undefined): Dialogue {
  const next: Dialogue = { ...dialogue, memory: memory ?? null };
  const touched: TaskReference[] = [];
  for (const event of events) {
    if (event.type === 'tool' && event.result !== null && !event.result.isRefused) {
      const list = foundBy(event.result.output);
      if (list !== null) next.shown = list;
      if (list?.length === 1) touched.push(...list);
      touched.push(...changedBy(event.result.output));
    }
    if (event.type === 'done' && event.correlationIds.length > 0) next.correlationIds = event.correlationIds;
  }
  if (touched.length > 0) next.touched = unique(touched);
  return next;
}

/** The tasks an answer lists, in its order; null when it is no list. */
function foundBy(output: unknown): TaskReference[] | null {
  const found = FoundSchema.safeParse(output);
  if (found.success) return unique(found.data.tasks.map(reference));
  const day = DaySchema.safeParse(output);
  return day.success ? unique([...day.data.overdue, ...day.data.due].map(reference)) : null;
}

function changedBy(output: unknown): TaskReference[] {
  const change = ChangeOutputSchema.safeParse(output);
  return change.success ? touchedBy(change.data) : [];
}

/** The tasks that a change is about, those that were so already among them. */
export function touchedBy({ changes, unchanged }: Pick<ChangeOutput, 'changes' | 'unchanged'>): TaskReference[] {
  const tasks = changes.filter(({ kind }) => kind === 'task');
  return unique([...tasks, ...unchanged].filter(({ id }) => TaskIdSchema.safeParse(id).success).map(reference));
}

function reference({ id, title }: TaskReference): TaskReference {
  return { id, title };
}

function unique(references: readonly TaskReference[]): TaskReference[] {
  return [...new Map(references.map((each) => [each.id, each])).values()].slice(0, MAX_SHOWN);
}
