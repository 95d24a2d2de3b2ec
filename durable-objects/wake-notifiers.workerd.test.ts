import { env } from 'cloudflare:workers';
import { sql } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { createTask, newNotifiedPerson, theOne } from '#test/notified-person.ts';
import { timersOf } from '#test/timers.ts';
import { fixedAt } from '#test/watcher.ts';

it('NT14 what nobody claims, and a retry that is due, ring through the hub like every timer', async () => {
  const person = await newNotifiedPerson({ hasTask: false });
  const { user } = person;
  const hub = env.USER_HUB.getByName(user.id);
  person.sleepUntil(Date.now());
  const dueMs = Math.ceil((Date.now() + 3 * 3_600_000) / 60_000) * 60_000;
  await person.say(createTask({ due: fixedAt(dueMs) }));
  // Its moment is now; then nobody comes for it.
  await user.db.run(sql`UPDATE timers SET fire_at = ${Date.now() - 1} WHERE user_id = ${user.id} AND kind = 'ring'`);
  await hub.nudge('schedule');
  await expect.poll(async () => (await timersOf(user)).map(({ kind }) => kind), { timeout: 20_000 }).toEqual(['claim']);
  await user.db.run(sql`UPDATE timers SET fire_at = ${Date.now() - 1} WHERE user_id = ${user.id}`);
  await hub.nudge('schedule');
  const types = async () => (await person.notices()).map(({ type }) => type);
  await expect.poll(types, { timeout: 20_000 }).toEqual(['notification.due']);
  person.sleepUntil(Date.now());
  const granted = theOne(await person.claimOf({ firingId: await person.firingId() }));
  expect(await person.report(granted, { kind: 'failed' })).toMatchObject({ status: 'waiting' });
  await user.db.run(sql`UPDATE timers SET fire_at = ${Date.now() - 1} WHERE user_id = ${user.id}`);
  await user.db.run(sql`UPDATE messages SET next_attempt_at = ${Date.now() - 1} WHERE user_id = ${user.id}`);
  await hub.nudge('schedule');
  await expect
    .poll(types, { timeout: 20_000 })
    .toEqual(['notification.due', 'notification.failed', 'notification.due']);
});
