import { invariant } from '#core/errors.ts';
import { toInstant } from '#core/instant.ts';
import { firingId } from '#core/reminder/firing.ts';
import { planFirings } from '#core/reminder/plan-firings.ts';
import type { Settings } from '#core/settings/settings.ts';
import type { Database } from '../../db/database.ts';
import type { DueTimer } from '../../db/queries/find-due-timers.ts';
import { findTasks } from '../../db/queries/find-task.ts';
import { replanRings as writePlans } from '../../db/queries/move-rings.ts';
import { readRingRef } from '../../db/ring-ref.ts';

/**
 * Plans ringings anew that were planned with older settings (another zone, another morning) or overtaken when they were
 * to ring. One whose moment has passed by the new plan rings at once: it has not rung yet. What rang before does not ring
 * a second time for it, not even when its timer is still there. Those whose task or settings change meanwhile are left as
 * they are: due, or stale, for another look.
 */
export async function replanRings(db: Database, userId: string, timers: DueTimer[], settings: Settings): Promise<void> {
  const refs = timers.map((timer) => ({ timer, ...readRingRef(timer.ref) }));
  const tasks = await findTasks(db, userId, [...new Set(refs.map(({ taskId }) => taskId))]);
  const replanned = refs.map(({ timer, taskId, reminderId }) => {
    const task = tasks.get(taskId);
    const atMs = task ? (planFirings(task, settings).get(reminderId) ?? null) : null;
    invariant(timer.plannedAtMs !== null, 'a timer that rings has a planned moment');
    const rangAs = firingId(taskId, reminderId, toInstant(timer.plannedAtMs));
    return { timer, firingId: rangAs, taskId, taskVersion: task?.version ?? null, atMs };
  });
  await writePlans(db, userId, settings.version, replanned);
}
