import { z } from 'zod';
import { TaskIdSchema, UserIdSchema } from '../ids.ts';

/** Where in the tasks of a snapshot a page ended. */
export interface SnapshotPlace {
  userId: string;
  taskId: string;
}

/** Where a page ended in what was removed since the consumer's place, which is told before the tasks. */
export interface RemovedPlace {
  /** Of the event that said so; it may be about several tasks. */
  seq: number;
  taskId: string;
}

const SEPARATOR = '.';

const PlaceSchema = z.union([
  z.strictObject({ userId: UserIdSchema, taskId: TaskIdSchema }),
  z
    .strictObject({ userId: z.string().regex(/^\d{1,15}$/), taskId: TaskIdSchema })
    .transform(({ userId: seq, taskId }): RemovedPlace => ({ seq: Number(seq), taskId })),
]);

/** The `after` of the next page, as text: whoever reads a snapshot hands it back as it is. */
export const SnapshotCursorSchema = z
  .string()
  .transform((text, ctx): SnapshotPlace | RemovedPlace => {
    const [userId, taskId, ...rest] = text.split(SEPARATOR);
    const place = PlaceSchema.safeParse({ userId, taskId });
    if (place.success && rest.length === 0) return place.data;
    ctx.addIssue({ code: 'custom', message: 'must be the `next` of a page' });
    return z.NEVER;
  })
  .meta({ type: 'string' });

export function snapshotCursor(place: SnapshotPlace | RemovedPlace): string {
  return ('seq' in place ? place.seq : place.userId) + SEPARATOR + place.taskId;
}
