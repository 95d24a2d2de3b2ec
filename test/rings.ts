import { and, eq, sql } from 'drizzle-orm';
import { readRingRef, ringRef } from '#application/db/ring-ref.ts';
import { firings, timers } from '#application/db/schema.ts';
import { toEpochMs, toInstant } from '#core/instant.ts';
import type { Firing } from '#core/reminder/firing.ts';
import { planFirings } from '#core/reminder/plan-firings.ts';
import type { Settings } from '#core/settings/settings.ts';
import type { Task } from '#core/task/task.ts';
import { realEffects } from './effects.ts';
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

export interface Ring {
  taskId: string;
  reminderId: string;
}

/**
 * Tasks with one reminder each that is planned for a moment, with its timers: written as the commits of as many
 * commands leave them, in one stroke, because thousands of commands would take too long. `atMs` may lie in the past.
 */
export async function addRings({ db, id }: TestUser, count: number, atMs: number): Promise<Ring[]> {
  const { newId } = realEffects();
  const rings = Array.from({ length: count }, () => ({ taskId: newId('task'), reminderId: newId('reminder') }));
  const rows = JSON.stringify(
    rings.map(({ taskId, reminderId }, at) => {
      const when = { kind: 'fixed', local: '2020-01-01T00:00', zone: 'UTC' };
      const reminder = { id: reminderId, when, channels: ['in_app'], ringAt: toInstant(atMs) };
      return [taskId, JSON.stringify([reminder]), ringRef(taskId, reminderId), `a${String(at).padStart(6, '0')}`];
    }),
  );
  await db.run(sql`INSERT INTO tasks (user_id, id, list_id, title, notes, status, priority, tags, reminders, order_key,
      search_text, version, created_at, updated_at)
    SELECT ${id}, value ->> 0, 'inbox', 'Ring', '', 'open', 0, '[]', value ->> 1, value ->> 3, 'ring', 1, 0, 0
    FROM json_each(${rows})`);
  await db.run(sql`INSERT INTO timers (user_id, kind, ref, fire_at, planned_at)
    SELECT ${id}, 'ring', value ->> 2, ${atMs}, ${atMs} FROM json_each(${rows})`);
  return rings;
}

/** What rang, and how often the log says so. */
export async function ringsOf({ db, id }: TestUser): Promise<{ firings: Firing[]; events: number }> {
  const rows = await db.select().from(firings).where(eq(firings.userId, id)).orderBy(firings.firedAt);
  const [log] = await db.all<{ count: number }>(
    sql`SELECT count(*) AS count FROM events WHERE user_id = ${id} AND type = 'reminder.fired'`,
  );
  return { firings: rows.map(({ userId: _user, ...firing }) => firing), events: log?.count ?? 0 };
}
