import { createExecutionContext, createScheduledController, runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { sql } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { toInstant } from '#core/instant.ts';
import type { UserHub } from '#durable-objects/user-hub.ts';
import { realEffects } from '#test/effects.ts';
import { connectLive, newSession } from '#test/live-client.ts';
import { addTimer, addTimers, timersOf } from '#test/timers.ts';
import { newUser, type TestUser } from '#test/users.ts';
import worker from '#worker/index.ts';
import { watchdog } from './watchdog.ts';

async function tick(): Promise<void> {
  await worker.scheduled(createScheduledController({ cron: '* * * * *' }), env, createExecutionContext());
}

/** A run at a time of the test's choosing, with hubs that do not answer for some users. */
async function sweep(user: TestUser, deaf: string[] = [], nowMs = Date.now()): Promise<string[]> {
  const nudged: string[] = [];
  await watchdog({
    db: user.db,
    effects: { ...realEffects(), now: () => toInstant(nowMs) },
    hub: {
      nudge: async (userId) => {
        if (deaf.includes(userId)) throw new Error('no answer');
        nudged.push(userId);
      },
    },
    log: { write: () => undefined },
  });
  return nudged;
}

describe('the watchdog', () => {
  // Everybody's events of earlier tests are behind it.
  beforeEach(tick);

  it('LV12 a change whose nudge was lost reaches the devices with the next minute', async () => {
    const user = await newUser();
    const device = await connectLive(user, await newSession(user));
    await user.done({ type: 'task.create', title: 'Nobody was told' });
    await tick();
    await device.until(() => device.seqs().length === 1);
    await tick();
    expect(device.seqs()).toHaveLength(1);
  });

  it('TM7 a timer whose alarm was lost rings with the next minute', async () => {
    const user = await newUser();
    await addTimer(user, 'revoke', 'all', Date.now() - 6000);
    await runInDurableObject<UserHub, void>(
      env.USER_HUB.getByName(user.id),
      async (_hub, state) => await state.storage.deleteAlarm(),
    );
    await tick();
    await expect.poll(async () => await timersOf(user)).toEqual([]);
  });

  it('TM7 a timer that is only just due is looked after at once; parked ones and those to come wake nobody', async () => {
    const user = await newUser();
    await sweep(user);
    await addTimer(user, 'revoke', 'to come', Date.now() + 60_000);
    await addTimer(user, 'revoke', 'parked', Date.now() - 60_000);
    await user.db.run(sql`UPDATE timers SET parked_at = 1 WHERE user_id = ${user.id} AND ref = 'parked'`);
    expect(await sweep(user)).toEqual([]);
    await addTimer(user, 'revoke', 'just now', Date.now() - 1);
    expect(await sweep(user)).toEqual([user.id]);
    await user.db.run(sql`DELETE FROM timers WHERE user_id = ${user.id}`);
  });

  it('TM15 a user with thousands of overdue timers, whose hub does not get on, hides nobody', async () => {
    const [stuck, other] = [await newUser(), await newUser()];
    await sweep(stuck);
    await addTimers(stuck, 5001, 'revoke', Date.now() - 60_000);
    await addTimer(other, 'revoke', 'lost', Date.now() - 1000);
    expect(await sweep(stuck, [stuck.id])).toEqual([other.id]);
    await stuck.db.run(sql`DELETE FROM timers WHERE user_id IN (${stuck.id}, ${other.id})`);
  });

  it('LV12 a user whose hub does not answer is asked again, others are not kept waiting, and not for ever', async () => {
    const [deaf, other] = [await newUser(), await newUser()];
    expect(await sweep(deaf, [deaf.id])).toEqual([other.id]);
    await other.done({ type: 'task.create', title: 'Later' });
    expect(await sweep(deaf, [deaf.id])).toEqual([other.id]);
    expect((await sweep(deaf)).sort()).toEqual([deaf.id, other.id].sort());
    expect(await sweep(deaf)).toEqual([]);
    await deaf.done({ type: 'task.create', title: 'Never heard' });
    await sweep(deaf, [deaf.id], Date.now() + 11 * 60_000);
    expect(await sweep(deaf)).toEqual([]);
  });
});
