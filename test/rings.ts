import { and, eq } from 'drizzle-orm';
import { readRingRef } from '#application/db/ring-ref.ts';
import { timers } from '#application/db/schema.ts';
import { toEpochMs } from '#core/instant.ts';
import { planFirings } from '#core/reminder/plan-firings.ts';
import type { Settings } from '#core/settings/settings.ts';
import type { Task } from '#core/task/task.ts';
import type { TestUser } from './users.ts';

/**
 * Where the timers that ring and the plans of the tasks disagree, as sentences; empty when all is well. A timer that was
 * planned with older settings only has to be there: it is planned anew before it rings.
 */
export async function ringMistakes(
  { db, id }: TestUser,
  tasks: ReadonlyMap<string, Task>,
  settings: Settings,
  nowMs: number,
): Promise<string[]> {
  const rows = await db
    .select()
    .from(timers)
    .where(and(eq(timers.userId, id), eq(timers.kind, 'ring')));
  const byRef = new Map(rows.map((row) => [row.ref, row]));
  const missing = [...tasks.values()].flatMap((task) =>
    [...planFirings(task, settings)]
      .filter(([reminderId, at]) => at >= nowMs && !byRef.has(`${task.id} ${reminderId}`))
      .map(([reminderId]) => `${reminderId} of ${task.id} has no timer`),
  );
  const wrong = rows.flatMap(({ ref, plannedAt, settingsVersion }) => {
    const { taskId, reminderId } = readRingRef(ref);
    const task = tasks.get(taskId);
    const at = task && planFirings(task, settings).get(reminderId);
    if (at === undefined) return [`${ref} has a timer and no plan`];
    const isStale = settingsVersion !== null && settingsVersion < settings.version;
    const isRight = isStale || (plannedAt !== null && toEpochMs(plannedAt) === at);
    return isRight ? [] : [`${ref} is planned for ${new Date(at).toISOString()}, not ${plannedAt}`];
  });
  return [...missing, ...wrong];
}
