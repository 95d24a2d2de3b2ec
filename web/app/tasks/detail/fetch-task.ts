import { z } from 'zod';
import { type Task, TaskSchema } from '#core/task/task.ts';

const AnswerSchema = z.union([TaskSchema, z.object({ task: TaskSchema }).transform(({ task }) => task)]);

/** The task as it stands on the server right now; null when it cannot be asked. */
export async function fetchTask(taskId: string): Promise<Task | null> {
  try {
    const answer = await fetch(`/api/v1/tasks/${taskId}`, { headers: { accept: 'application/json' } });
    return AnswerSchema.safeParse(await answer.json()).data ?? null;
  } catch {
    return null;
  }
}
