import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { eq, sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import type { BackgroundLogEvent } from '#application/background-log.ts';
import { openDatabase } from '#application/db/database.ts';
import { firings } from '#application/db/schema.ts';
import { newMeter } from '#application/db/strict-d1.ts';
import { TIMER_HANDLERS } from '#application/use-cases/hub/timer-handlers.ts';
import { watchdog } from '#application/use-cases/hub/watchdog.ts';
import { toInstant } from '#core/instant.ts';
import { realEffects } from '#test/effects.ts';
import { type BatchInfo, hookedD1 } from '#test/hooked-d1.ts';
import { addRings, type Ring, ringsOf } from '#test/rings.ts';
import { addTimer, timersOf } from '#test/timers.ts';
import { newUser, type TestUser } from '#test/users.ts';
import { createHub } from './hub.ts';
import type { UserHub } from './user-hub.ts';

const hubOf = (user: TestUser) => env.USER_HUB.getByName(user.id);

/** An alarm that goes off in the user's own object, whose database a test controls. */
async function ringOn(user: TestUser, d1: D1Database): Promise<BackgroundLogEvent[]> {
  const logged: BackgroundLogEvent[] = [];
  await runInDurableObject<UserHub, void>(hubOf(user), async (_hub, ctx) => {
    const hub = createHub({
      ctx,
      openDatabase: () => openDatabase(d1, newMeter()),
      effects: realEffects(),
      push: null,
      beginTrace: () => null,
      handlers: TIMER_HANDLERS,
      log: { write: (event) => void logged.push(event) },
    });
    await hub.ring();
  });
  return logged;
}

async function expectRungOnce(user: TestUser, rings: readonly Ring[]): Promise<void> {
  const { firings: rang, events } = await ringsOf(user);
  expect(rang.map(({ reminderId }) => reminderId).sort()).toEqual(rings.map(({ reminderId }) => reminderId).sort());
  expect(events).toBe(rings.length);
}

/** The next try of whatever was put off is now. */
async function hurry(user: TestUser): Promise<void> {
  await user.db.run(
    sql`UPDATE timers SET fire_at = ${Date.now() - 1} WHERE user_id = ${user.id} AND parked_at IS NULL`,
  );
}

const isSettle = ({ queries }: BatchInfo) => queries.some((query) => query.startsWith('DELETE FROM timers'));

describe("a hub's alarm under faults", () => {
  it('TM14 that fails every time, more often than the runtime would try it, never throws and always leaves an alarm', async () => {
    const user = await newUser();
    const rings = await addRings(user, 3, Date.now() - 1000);
    const away = hookedD1(env.DB, {
      before: () => {
        throw new Error('D1_ERROR: Network connection lost.');
      },
    });
    for (let time = 1; time <= 8; time += 1) {
      const logged = await ringOn(user, away);
      expect(logged).toMatchObject([{ event: 'hub.rang' }, { event: 'hub.turn_failed', userId: user.id }]);
      const { alarmAtMs } = await hubOf(user).status();
      expect(alarmAtMs).toBeGreaterThan(Date.now() + 20_000);
    }
    // Nothing was counted against the reminders: the database was away, not they broken.
    expect((await timersOf(user)).map(({ attempts }) => attempts)).toEqual([0, 0, 0]);
    await ringOn(user, env.DB);
    await expectRungOnce(user, rings);
    expect(await timersOf(user)).toEqual([]);
  });

  it('TM14 a chunk whose commit fails every time puts off its reminders and parks none, and they ring when it is over', async () => {
    const user = await newUser();
    const rings = await addRings(user, 5, Date.now() - 1000);
    const readOnly = hookedD1(env.DB, {
      before: ({ isCommit }) => {
        if (isCommit) throw new Error('D1_ERROR: D1 DB is overloaded. Requests queued for too long.');
      },
    });
    for (let time = 1; time <= 11; time += 1) {
      await ringOn(user, readOnly);
      const timers = await timersOf(user);
      // One less than parks a timer: a database that is away is no fault of what waits for it.
      const attempts = Math.min(time, 9);
      expect(timers.map((timer) => [timer.attempts, timer.parked_at])).toEqual(rings.map(() => [attempts, null]));
      expect(timers.every(({ fire_at: at }) => at > Date.now())).toBe(true);
      await hurry(user);
    }
    await ringOn(user, env.DB);
    await expectRungOnce(user, rings);
  });

  it('TM16 cut off between the ringing and the removal of the timers, and evicted, it rings nothing twice', async () => {
    const user = await newUser();
    const rings = await addRings(user, 250, Date.now() - 1000);
    let commits = 0;
    const cutOff = hookedD1(env.DB, {
      before: (batch) => {
        if (batch.isCommit) commits += 1;
        if (isSettle(batch)) throw new Error('evicted');
      },
    });
    await ringOn(user, cutOff);
    expect(commits).toBe(1);
    expect((await ringsOf(user)).events).toBe(200);
    expect(await timersOf(user)).toHaveLength(250);
    await evictDurableObject(hubOf(user)).catch(() => undefined);
    expect(await runDurableObjectAlarm(hubOf(user))).toBe(true);
    await expectRungOnce(user, rings);
    expect(await timersOf(user)).toEqual([]);
  });

  it('TM16 cut off inside the commit, whether it was applied or not, it rings nothing twice and loses nothing', async () => {
    for (const moment of ['before', 'after'] as const) {
      const user = await newUser();
      const rings = await addRings(user, 20, Date.now() - 1000);
      const broken = hookedD1(env.DB, {
        [moment]: ({ isCommit }: BatchInfo) => {
          if (isCommit) throw new Error('evicted');
        },
      });
      await ringOn(user, broken);
      await evictDurableObject(hubOf(user)).catch(() => undefined);
      await hurry(user);
      await ringOn(user, env.DB);
      await expectRungOnce(user, rings);
      expect(await timersOf(user), moment).toEqual([]);
    }
  });

  it('TM17 an alarm that was lost, or goes off twice at once, rings each reminder once', async () => {
    const user = await newUser();
    const rings = await addRings(user, 300, Date.now() - 1000);
    await runInDurableObject<UserHub, void>(hubOf(user), async (_hub, ctx) => await ctx.storage.deleteAlarm());
    await Promise.all([ringOn(user, env.DB), ringOn(user, env.DB), ringOn(user, env.DB)]);
    // Whoever lost the race to another put its timers off; their next try finds that they rang.
    await hurry(user);
    await ringOn(user, env.DB);
    await expectRungOnce(user, rings);
    expect(await timersOf(user)).toEqual([]);
  });

  it('TM17 an alarm that was lost is made up for by the watchdog', async () => {
    const user = await newUser();
    const rings = await addRings(user, 10, Date.now() - 1000);
    await runInDurableObject<UserHub, void>(hubOf(user), async (_hub, ctx) => await ctx.storage.deleteAlarm());
    const hub = { nudge: async (id: string) => await env.USER_HUB.getByName(id).nudge('schedule') };
    await watchdog({ db: user.db, effects: realEffects(), hub, log: { write: () => undefined } });
    await expect.poll(async () => await timersOf(user)).toEqual([]);
    await expectRungOnce(user, rings);
  });

  it('TM18 poison among good ones is parked, visibly, and the good ones ring at their moment', async () => {
    const user = await newUser();
    const nowMs = Date.now() - 1000;
    const rings = await addRings(user, 190, nowMs);
    const poison = ['no ref of a ringing', ' ', 'task_x', ''];
    for (const ref of poison) await addTimer(user, 'ring', ref, nowMs);
    for (let time = 1; time <= 10; time += 1) {
      await ringOn(user, env.DB);
      await hurry(user);
      if (time === 1) await expectRungOnce(user, rings);
    }
    const parked = await timersOf(user);
    expect(parked.map(({ ref }) => ref).sort()).toEqual(poison.sort());
    for (const { attempts, parked_at: at, last_error: error } of parked) {
      expect(attempts).toBe(10);
      expect(at).not.toBeNull();
      expect(error).toMatch(/InvariantError/);
    }
    expect((await hubOf(user).status()).alarmAtMs).toBeNull();
    await expectRungOnce(user, rings);
    expect(await user.db.$count(firings, eq(firings.userId, user.id))).toBe(190);
  });
});

describe('10,000 reminders of one user in one second', () => {
  it('RM21 ring exactly once each, none is lost, none early', async () => {
    const user = await newUser();
    const atMs = Date.now() + 1000;
    const rings = await addRings(user, 10_000, atMs);
    await hubOf(user).nudge('schedule');
    await expect.poll(async () => (await timersOf(user)).length, { timeout: 60_000, interval: 250 }).toBe(0);
    await expectRungOnce(user, rings);
    const { firings: rang } = await ringsOf(user);
    expect(rang.every(({ firedAt, plannedAt }) => plannedAt === toInstant(atMs) && firedAt >= plannedAt)).toBe(true);
  }, 90_000);
});
