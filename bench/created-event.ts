import { z } from 'zod';
import { CloudEventSchema, seqOf, typeAttributes } from '#core/feed/cloud-event.ts';
import { payloadVersionOf } from '#core/feed/payload-versions.ts';
import { StatedTaskSchema, taskState } from '#core/feed/task-state.ts';
import type { Marked } from './arrivals.ts';

/** A record of `task-events` that says that a task was created. */
export interface CreatedEvent extends Marked {
  readonly taskId: string;
  /** When the Worker wrote it, in ms since the epoch: a moment before the commit, never after it. */
  readonly atEpochMs: number;
  /** The task as `task-updates` has it, as text. */
  readonly state: string;
}

const { type } = typeAttributes('task.created', payloadVersionOf('task.created'));
const TypedSchema = z.looseObject({ type: z.string() });
const CreatedSchema = z.looseObject({
  ...CloudEventSchema.shape,
  data: z.looseObject({ after: StatedTaskSchema }),
});

/** Null for another event. */
export function readCreated(value: string): CreatedEvent | null {
  const raw: unknown = JSON.parse(value);
  if (TypedSchema.parse(raw).type !== type) return null;
  const event = CreatedSchema.parse(raw);
  return {
    id: event.id,
    sequence: seqOf(event),
    taskId: event.data.after.id,
    atEpochMs: Date.parse(event.time),
    state: JSON.stringify(taskState(event.data.after, event)),
  };
}
