import { z } from 'zod';
import { TaskIdSchema } from '../ids.ts';
import { InstantSchema } from '../instant.ts';
import type { CloudEvent } from './cloud-event.ts';
import { typeAttributes } from './cloud-event.ts';

/** What `task-updates` holds of a task: its state, in an envelope like that of an event. No event of the log has this type. */
export const TASK_STATE_TYPE = 'task.state';
export const TASK_STATE_VERSION = 1;

/** What has to be known of a task to file its state; the rest is passed on as it is, also what a newer edge adds. */
export const StatedTaskSchema = z.looseObject({
  id: TaskIdSchema,
  version: z.int().positive(),
  updatedAt: InstantSchema,
  deletedAt: InstantSchema.nullable(),
});
export type StatedTask = z.infer<typeof StatedTaskSchema>;

/**
 * The key of a task's state. Clients choose the ids of their tasks, so an id alone would let one person overwrite, or
 * delete, what the topic says of another's.
 */
export function taskStateKey(userId: string, taskId: string): string {
  return `${userId}/${taskId}`;
}

type Origin = Pick<CloudEvent, 'source' | 'userid' | 'sequence' | 'epoch'>;

/**
 * The state of a task as the record of a compacted topic. Its id says user, task and version, so that the same state is
 * the same record whether an event or a snapshot brought it.
 */
export function taskState(task: StatedTask, { source, userid, sequence, epoch }: Origin) {
  return {
    specversion: '1.0' as const,
    id: `${userid}.${task.id}.${task.version}`,
    source,
    ...typeAttributes(TASK_STATE_TYPE, TASK_STATE_VERSION),
    subject: task.id,
    time: task.updatedAt,
    datacontenttype: 'application/json' as const,
    data: { task },
    userid,
    sequence,
    epoch,
    aggregateversion: String(task.version),
  };
}
