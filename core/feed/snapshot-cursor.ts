import { z } from 'zod';
import { TaskIdSchema, UserIdSchema } from '../ids.ts';

/** Where in the snapshot a page ended. */
export interface SnapshotPlace {
  userId: string;
  taskId: string;
}

const SEPARATOR = '.';

/** The `after` of the next page, as text: whoever reads a snapshot hands it back as it is. */
export const SnapshotCursorSchema = z
  .string()
  .transform((text, ctx): SnapshotPlace => {
    const [userId, taskId, ...rest] = text.split(SEPARATOR);
    const place = z.strictObject({ userId: UserIdSchema, taskId: TaskIdSchema }).safeParse({ userId, taskId });
    if (place.success && rest.length === 0) return place.data;
    ctx.addIssue({ code: 'custom', message: 'must be the `next` of a page' });
    return z.NEVER;
  })
  .meta({ type: 'string' });

export function snapshotCursor({ userId, taskId }: SnapshotPlace): string {
  return userId + SEPARATOR + taskId;
}
