import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Database } from '../database.ts';

const RowSchema = z.object({
  firingId: z.string(),
  reminderId: z.string(),
  subscriptionId: z.string(),
  nextAttemptAtMs: z.int(),
  attempts: z.int().nonnegative(),
  firstAttemptAtMs: z.int().nullable(),
  taskId: z.string(),
  title: z.string(),
  plannedAtMs: z.int(),
  scheduledAtMs: z.int(),
  /** Whether nobody took notice, the task is still to be done, and the reminder is still on it. */
  isWanted: z.union([z.literal(0), z.literal(1)]).transform((flag) => flag === 1),
  /** Null when the device was removed meanwhile. */
  endpoint: z.string().nullable(),
  p256dh: z.string().nullable(),
  auth: z.string().nullable(),
});

/** A push that waits, with everything that decides on it. Times are ms since the epoch. */
export type WaitingPush = z.infer<typeof RowSchema>;

/** The pushes of these ringings that wait, those that were to go first in front. */
export async function findWaitingPushes(
  db: Database,
  userId: string,
  firingIds: readonly string[],
): Promise<WaitingPush[]> {
  // In this order, or SQLite walks through all there is of the user: CROSS JOIN keeps it.
  const rows = await db.all(sql`SELECT line.firing_id AS firingId, line.reminder_id AS reminderId,
      line.destination AS subscriptionId, line.next_attempt_at AS nextAttemptAtMs,
      (SELECT count(*) FROM delivery_attempts AS attempt WHERE ${ATTEMPT_OF_LINE}) AS attempts,
      (SELECT min(at) FROM delivery_attempts AS attempt WHERE ${ATTEMPT_OF_LINE}) AS firstAttemptAtMs,
      firing.task_id AS taskId, firing.title AS title, firing.planned_at AS plannedAtMs,
      firing.scheduled_at AS scheduledAtMs,
      firing.acknowledged_at IS NULL AND task.status IS 'open' AND task.deleted_at IS NULL AND EXISTS
        (SELECT 1 FROM json_each(task.reminders) WHERE value ->> '$.id' = firing.reminder_id) AS isWanted,
      device.endpoint AS endpoint, device.p256dh AS p256dh, device.auth AS auth
    FROM json_each(${JSON.stringify(firingIds)}) AS wanted
    CROSS JOIN firings AS firing ON firing.user_id = ${userId} AND firing.id = wanted.value
    CROSS JOIN deliveries AS line ON line.user_id = ${userId} AND line.reminder_id = firing.reminder_id
      AND line.firing_id = firing.id AND line.channel = 'push' AND line.status = 'waiting'
    LEFT JOIN tasks AS task ON task.user_id = ${userId} AND task.id = firing.task_id
    LEFT JOIN push_subscriptions AS device ON device.user_id = ${userId} AND device.id = line.destination
    ORDER BY line.next_attempt_at, line.firing_id, line.destination`);
  return z.array(RowSchema).parse(rows);
}

const ATTEMPT_OF_LINE = sql`attempt.user_id = line.user_id AND attempt.reminder_id = line.reminder_id
  AND attempt.firing_id = line.firing_id AND attempt.channel = 'push' AND attempt.destination = line.destination`;
