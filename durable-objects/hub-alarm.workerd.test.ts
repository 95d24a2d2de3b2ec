import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { dueEpochMs } from '#core/task/due.ts';
import { connectLive, newSession } from '#test/live-client.ts';
import { addTimer, timersOf } from '#test/timers.ts';
import { newUser, type TestUser } from '#test/users.ts';
import type { UserHub } from './user-hub.ts';

const hubOf = (user: TestUser) => env.USER_HUB.getByName(user.id);
const FAR_MS = 3_600_000;

async function alarmOf(user: TestUser): Promise<number | null> {
  return (await hubOf(user).status()).alarmAtMs;
}

describe("a hub's alarm", () => {
  it('TM5 stands at the earliest timer, moves with it, and goes when there is none', async () => {
    const user = await newUser();
    const at = Date.now() + FAR_MS;
    await addTimer(user, 'revoke', 'all', at);
    await hubOf(user).nudge('schedule');
    expect(await alarmOf(user)).toBe(at);
    await addTimer(user, 'revoke', '{"kind":"session","id":"x"}', at - 1000);
    await hubOf(user).nudge('schedule');
    expect(await alarmOf(user)).toBe(at - 1000);
    await user.db.run(sql`UPDATE timers SET parked_at = 1 WHERE user_id = ${user.id}`);
    await hubOf(user).nudge('schedule');
    expect(await alarmOf(user)).toBeNull();
  });

  it('TM5 news of events leave a hub without devices asleep; news of the schedule arm it, and so do both with a device', async () => {
    const user = await newUser();
    const at = Date.now() + FAR_MS;
    await addTimer(user, 'revoke', 'all', at);
    // Nobody has told the hub of the timer: it knows it only once a turn has read D1.
    await hubOf(user).nudge('events');
    expect(await alarmOf(user)).toBeNull();
    await hubOf(user).nudge('schedule');
    expect(await alarmOf(user)).toBe(at);
    const device = await connectLive(user, await newSession(user));
    await addTimer(user, 'revoke', '{"kind":"session","id":"x"}', at - 1000);
    await user.done({ type: 'task.create', title: 'Heard' });
    await hubOf(user).nudge('events');
    expect(await alarmOf(user)).toBe(at - 1000);
    await device.until(() => device.seqs().length === 1);
  });

  it('TM5 a change of zone is derived again by the alarm, also in a hub that was evicted meanwhile', async () => {
    const user = await newUser();
    const due = { kind: 'floating', local: '2026-11-01T01:30' } as const;
    await user.done({ type: 'task.create', title: 'Wind the clocks', due });
    await user.done({ type: 'settings.update', patch: { zone: 'America/New_York' } });
    await hubOf(user).nudge('schedule');
    await evictDurableObject(hubOf(user)).catch(() => undefined);
    await expect.poll(async () => await timersOf(user), { timeout: 5000 }).toEqual([]);
    const rows = await user.db.all(sql`SELECT due_at FROM tasks WHERE user_id = ${user.id}`);
    expect(rows).toEqual([{ due_at: dueEpochMs(due, 'America/New_York') }]);
  });

  it('TM5 an alarm that goes off twice, or for nothing, changes nothing', async () => {
    const user = await newUser();
    const session = await newSession(user);
    const device = await connectLive(user, session);
    await addTimer(user, 'revoke', '{"kind":"session","id":"somebody else"}', Date.now() - 1);
    await runInDurableObject<UserHub, void>(hubOf(user), async (hub) => {
      await hub.alarm();
      await hub.alarm();
    });
    expect(await timersOf(user)).toEqual([]);
    expect(await alarmOf(user)).toBeNull();
    expect(await runDurableObjectAlarm(hubOf(user))).toBe(false);
    expect(device.closed).toBeNull();
  });

  it('TM3 a timer nobody can carry out is put off, and the alarm stands at its next try', async () => {
    const user = await newUser();
    await addTimer(user, 'revoke', 'no credential', Date.now() - 1);
    await addTimer(user, 'revoke', 'all', Date.now() - 1);
    const device = await connectLive(user, await newSession(user));
    // hello let the loop run, which armed the alarm for a time in the past: it goes off by itself.
    await device.until(({ closed }) => closed !== null);
    await expect.poll(async () => (await timersOf(user)).map(({ attempts }) => attempts)).toEqual([1]);
    const [timer] = await timersOf(user);
    await expect.poll(async () => await alarmOf(user)).toBe(timer?.fire_at);
    await user.db.run(sql`DELETE FROM timers WHERE user_id = ${user.id}`);
  });

  it('TM6 an erased hub has closed its sockets and forgotten everything', async () => {
    const user = await newUser();
    const device = await connectLive(user, await newSession(user));
    await addTimer(user, 'revoke', 'all', Date.now() + FAR_MS);
    await hubOf(user).nudge('schedule');
    await hubOf(user).erase();
    await device.until(({ closed }) => closed !== null);
    const left = await runInDurableObject<UserHub, unknown[]>(hubOf(user), (_hub, state) => [
      ...state.storage.kv.list(),
    ]);
    expect(left).toEqual([]);
    expect(await alarmOf(user)).toBeNull();
  });
});
