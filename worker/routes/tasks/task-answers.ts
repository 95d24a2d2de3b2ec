import { z } from 'zod';
import type { CommandDone } from '#core/command/reply.ts';
import { invariant } from '#core/errors.ts';
import { CorrelationIdSchema, TaskIdSchema } from '#core/ids.ts';
import { TaskSchema } from '#core/task/task.ts';
import type { Reply } from '../../contract/endpoint.ts';

export const TaskParamsSchema = z.strictObject({ taskId: TaskIdSchema });

export const TaskFoundSchema = z.strictObject({ task: TaskSchema }).meta({ id: 'TaskFound' });

/** The answer to a change of one task. */
export const TaskWrittenSchema = z
  .strictObject({
    task: TaskSchema,
    seq: z.int().positive().nullable().meta({ description: 'Its place in the log; null when nothing had to change.' }),
    correlationId: CorrelationIdSchema.meta({ description: 'What POST /undo takes to take it back.' }),
  })
  .meta({ id: 'TaskWritten' });

export function taskWritten({
  task,
  seq,
  correlationId,
  isReplay,
}: CommandDone): Reply<z.output<typeof TaskWrittenSchema>> {
  invariant(task, 'a command on a task answers the task');
  return { body: { task, seq, correlationId }, version: task.version, isReplay };
}
