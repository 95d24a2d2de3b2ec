import { env } from 'cloudflare:workers';
import { sql } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { toInstant } from '#core/instant.ts';
import { firingId } from '#core/reminder/firing.ts';
import { type BatchInfo, hookedD1 } from '#test/hooked-d1.ts';
import { nthId } from '#test/ids.ts';
import { addRings, type Ring } from '#test/rings.ts';
import { newUser, type TestUser } from '#test/users.ts';
import { newWatcher } from '#test/watcher.ts';
import { openDatabase } from '../../db/database.ts';
import type { DueTimer } from '../../db/queries/find-due-timers.ts';
import { findSettings } from '../../db/queries/find-settings.ts';
import { ringRef } from '../../db/ring-ref.ts';
import { newMeter } from '../../db/strict-d1.ts';
import { replanRings } from './replan-rings.ts';

const FAR_MS = Date.parse('2030-01-01T09:00:00Z');

function timerOf({ taskId, reminderId }: Ring, plannedAtMs: number): DueTimer {
  const ref = ringRef(taskId, reminderId);
  return { kind: 'ring', ref, fireAtMs: plannedAtMs, plannedAtMs, settingsVersion: null, attempts: 0 };
}

/** Where the timers of a user stand, and how many there are at each moment. */
async function standing({ db, id }: TestUser): Promise<{ at: number; count: number }[]> {
  return await db.all(sql`SELECT planned_at AS at, count(*) AS count FROM timers WHERE user_id = ${id} AND kind = 'ring'
    GROUP BY planned_at ORDER BY planned_at`);
}

it('TM4 planning some ringings anew costs the same however many there are', async () => {
  const costs = await Promise.all(
    [100, 3000].map(async (count) => {
      const user = await newUser();
      const rings = await addRings(user, count, FAR_MS);
      // As if another zone had moved them.
      await user.db.run(sql`UPDATE timers SET planned_at = 1, fire_at = 1 WHERE user_id = ${user.id}`);
      await user.db.run(
        sql`UPDATE tasks SET status = 'completed' WHERE user_id = ${user.id} AND id = ${rings[0]?.taskId}`,
      );
      const settings = await findSettings(user.db, user.id);
      user.meter.rowsRead = 0;
      await replanRings(
        user.db,
        user.id,
        rings.slice(0, 100).map((ring) => timerOf(ring, 1)),
        settings,
      );
      const { rowsRead } = user.meter;
      const left = count === 100 ? [] : [{ at: 1, count: count - 100 }];
      expect(await standing(user)).toEqual([...left, { at: FAR_MS, count: 99 }]);
      return rowsRead;
    }),
  );
  expect(costs[1]).toBe(costs[0]);
});

it('TM16 one whose task or settings change while it is planned anew stays as it is, for another look', async () => {
  for (const change of ['tasks', 'settings']) {
    const user = await newUser();
    const rings = await addRings(user, 2, FAR_MS);
    await user.db.run(sql`UPDATE timers SET planned_at = 1, fire_at = 1 WHERE user_id = ${user.id}`);
    const settings = await findSettings(user.db, user.id);
    const before = async ({ queries }: BatchInfo) => {
      if (!queries.some((query) => query.includes('UPDATE timers'))) return;
      await user.db.run(sql`UPDATE ${sql.raw(change)} SET version = version + 1 WHERE user_id = ${user.id}`);
    };
    const db = openDatabase(hookedD1(env.DB, { before }), newMeter());
    const stale = rings.map((ring) => timerOf(ring, 1));
    await replanRings(db, user.id, stale, settings);
    expect(await standing(user), change).toEqual([{ at: 1, count: 2 }]);
    await replanRings(user.db, user.id, stale, await findSettings(user.db, user.id));
    expect(await standing(user), change).toEqual([{ at: FAR_MS, count: 2 }]);
  }
});

it('TM16 what rang does not ring once more for another zone, although its timer is still there', async () => {
  const user = await newUser();
  const rings = await addRings(user, 2, FAR_MS);
  await user.db.run(sql`UPDATE timers SET planned_at = 1, fire_at = 1 WHERE user_id = ${user.id}`);
  const [{ taskId = '', reminderId = '' } = {}] = rings;
  const id = firingId(taskId, reminderId, toInstant(1));
  await user.db.run(sql`INSERT INTO firings (user_id, id, reminder_id, task_id, title, channels, planned_at, scheduled_at,
      fired_at, version, updated_at)
    VALUES (${user.id}, ${id}, ${reminderId}, ${taskId}, 'Rang', '["in_app"]', 1, 1, 1, 1, 1)`);
  const timers = rings.map((ring) => timerOf(ring, 1));
  await replanRings(user.db, user.id, timers, await findSettings(user.db, user.id));
  expect(await standing(user)).toEqual([{ at: FAR_MS, count: 1 }]);
});

it('TM16 what rang does not ring once more for another zone when its plan was put back in that very instant', async () => {
  const { user, say, until, rang } = await newWatcher();
  const taskId = nthId('task', 1);
  await say({ type: 'task.create', taskId, title: 'Meeting', due: { kind: 'floating', local: '2026-11-21T14:00' } });
  const [moment = 0] = (await standing(user)).map(({ at }) => at);
  await until(moment);
  await say({ type: 'task.complete', taskId });
  await say({ type: 'task.reopen', taskId });
  expect(await standing(user)).toEqual([{ at: moment, count: 1 }]);
  await say({ type: 'settings.update', patch: { zone: 'America/New_York' } });
  await until(moment + 24 * 3_600_000);
  expect(await rang()).toHaveLength(1);
});
