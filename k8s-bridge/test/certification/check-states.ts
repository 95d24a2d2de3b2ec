import { z } from 'zod';
import { taskStateKey } from '#core/feed/task-state.ts';
import type { ReadRecord } from '../../../scripts/cluster/read-back.ts';

const TaskSchema = z.looseObject({ id: z.string(), version: z.int(), deletedAt: z.string().nullable() });
const StateSchema = z.looseObject({ data: z.looseObject({ task: TaskSchema }) });
const ASKED = ['version', 'title', 'status', 'listId', 'priority', 'updatedAt'] as const;

/** What the API says of a task, and whose it is. */
export interface KnownTask {
  readonly userId: string;
  readonly task: z.infer<typeof TaskSchema>;
}
export const KnownTaskSchema = z.looseObject({ task: TaskSchema });

/** What is wrong with `task-updates`: nothing, when the last record of each key is what the API says, or a tombstone. */
export function checkStates(
  records: readonly Pick<ReadRecord, 'key' | 'value'>[],
  known: readonly KnownTask[],
): string[] {
  // A key has one partition, so that the last one read is the last one written.
  const last = new Map(records.map(({ key, value }) => [key, value]));
  const findings: string[] = [];
  for (const { userId, task } of known) {
    const key = taskStateKey(userId, task.id);
    const value = last.get(key);
    last.delete(key);
    // Through Dapr a tombstone is an empty text.
    const isTombstone = value === null || value === '';
    if (value === undefined) findings.push(`task-updates: nothing of ${key}`);
    else if (isTombstone !== (task.deletedAt !== null))
      findings.push(`task-updates: ${key} is deleted in one place only`);
    else if (!isTombstone) findings.push(...differences(key, StateSchema.parse(JSON.parse(value)).data.task, task));
  }
  for (const key of last.keys()) findings.push(`task-updates: nobody knows ${key}`);
  return findings;
}

function differences(key: string, state: KnownTask['task'], task: KnownTask['task']): string[] {
  return ASKED.filter((name) => state[name] !== task[name]).map(
    (name) => `task-updates: ${name} of ${key} is ${String(state[name])}, the API says ${String(task[name])}`,
  );
}
