import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import { openDatabase } from '#application/db/database.ts';
import { newMeter } from '#application/db/strict-d1.ts';
import { addTimer, addTimers, timerContext, timersOf } from '#test/timers.ts';
import { newUser, type TestUser } from '#test/users.ts';
import type { BackgroundLogEvent } from '../../background-log.ts';
import { runDueTimers } from './run-due-timers.ts';
import type { TimerContext, TimerHandlers, TimersHandler } from './timer-handler.ts';
import { TIMER_HANDLERS } from './timer-handlers.ts';

const T0 = Date.parse('2026-11-21T12:00:00Z');

/** Handlers that write down what rang. */
function recording() {
  const rang: string[] = [];
  const logged: BackgroundLogEvent[] = [];
  const handlers: TimerHandlers = {
    ring: async ({ ref }) => {
      rang.push(ref);
      return 'done';
    },
    poison: async () => {
      throw new Error('always');
    },
  };
  return { rang, logged, handlers, log: { write: (event: BackgroundLogEvent) => void logged.push(event) } };
}

describe('due timers', () => {
  it('TM2 what is due rings once, oldest first, never early; a second run changes nothing', async () => {
    const user = await newUser();
    const { rang, handlers, log } = recording();
    await addTimer(user, 'ring', 'second', T0 - 1000);
    await addTimer(user, 'ring', 'first', T0 - 2000);
    await addTimer(user, 'ring', 'now', T0);
    await addTimer(user, 'ring', 'later', T0 + 1);
    const ctx = timerContext(user, () => T0);
    expect(await runDueTimers(ctx, handlers, log)).toBe(false);
    expect(await runDueTimers(ctx, handlers, log)).toBe(false);
    expect(rang).toEqual(['first', 'second', 'now']);
    expect(await timersOf(user)).toMatchObject([{ ref: 'later' }]);
  });

  it('TM2 many ring in chunks of 200', async () => {
    const user = await newUser();
    const { rang, handlers, log } = recording();
    await addTimers(user, 250, 'ring', T0);
    const ctx = timerContext(user, () => T0);
    expect(await runDueTimers(ctx, handlers, log)).toBe(true);
    expect(rang).toHaveLength(200);
    expect(await runDueTimers(ctx, handlers, log)).toBe(false);
    expect(new Set(rang).size).toBe(250);
  });

  it('TM3 one that always fails is put off further each time and parked, while the others go on', async () => {
    const user = await newUser();
    const { rang, logged, handlers, log } = recording();
    await addTimer(user, 'poison', 'p', T0 - 1);
    await addTimer(user, 'unheard-of', 'u', T0 - 1);
    let nowMs = T0;
    const pauses: number[] = [];
    for (let run = 1; run <= 10; run += 1) {
      await addTimer(user, 'ring', `run ${run}`, nowMs);
      await runDueTimers(
        timerContext(user, () => nowMs),
        handlers,
        log,
      );
      const [{ fire_at: next } = { fire_at: nowMs }] = (await timersOf(user)).filter(({ ref }) => ref === 'p');
      pauses.push((next - nowMs) / 1000);
      nowMs = next;
    }
    expect(pauses).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 256]);
    expect(rang).toHaveLength(10);
    const parked = await timersOf(user);
    expect(parked).toMatchObject([
      { kind: 'poison', attempts: 10, last_error: 'Error: always' },
      { kind: 'unheard-of', attempts: 10 },
    ]);
    expect(parked.every(({ parked_at: at }) => at !== null)).toBe(true);
    expect(logged.filter(({ event }) => event === 'timer.parked')).toHaveLength(2);
    expect(
      await runDueTimers(
        timerContext(user, () => nowMs + 1e9),
        handlers,
        log,
      ),
    ).toBe(false);
    expect(logged.filter(({ event }) => event === 'timer.parked')).toHaveLength(2);
  });

  /** Turns until nothing is left, each at the time of the next timer, as the hub makes them. */
  async function turnUntilDone(user: TestUser, handlers: TimerHandlers): Promise<{ turns: number; parked: number }> {
    let nowMs = T0;
    for (let turns = 1; turns <= 500; turns += 1) {
      const open = () => openDatabase(env.DB, newMeter());
      const ctx = { ...timerContext(user, () => nowMs), db: open(), openDatabase: open };
      await runDueTimers(ctx, handlers, recording().log);
      const left = await timersOf(user);
      const waiting = left.filter(({ parked_at: parkedAt }) => parkedAt === null);
      if (waiting.length === 0) return { turns, parked: left.length };
      nowMs = Math.max(nowMs, ...waiting.slice(0, 1).map(({ fire_at: atMs }) => atMs));
    }
    throw new Error('they never come to an end');
  }

  it.each<[string, (size: number, ctx: TimerContext) => Promise<unknown>]>([
    [
      'the database gives up on',
      async (size) => {
        if (size > 20) throw new Error('D1_ERROR: D1 DB exceeded its CPU time limit and was reset.');
      },
    ],
    [
      'takes more statements than a request may make',
      async (size, { db }) => {
        const query = db.$client.prepare('SELECT 1');
        for (let n = 0; n < size; n += 1) await db.$client.batch(Array.from({ length: 15 }, () => query));
      },
    ],
  ])(
    'TM20 a batch that %s comes back in smaller ones, and none of it is parked',
    { timeout: 300_000 },
    async (_name, work) => {
      const user = await newUser();
      await addTimers(user, 200, 'many', T0);
      const sizes: number[] = [];
      const many: TimersHandler = async (timers, ctx) => {
        sizes.push(timers.length);
        await work(timers.length, ctx);
        return timers;
      };
      const { turns, parked } = await turnUntilDone(user, { many: { together: many } });
      expect(parked).toBe(0);
      expect(sizes[0]).toBe(200);
      expect(Math.min(...sizes)).toBeGreaterThan(5);
      expect(turns).toBeLessThan(40);
    },
  );

  it('TM20 those that fail among many are found in a few tries a turn, and parked alone', async () => {
    const user = await newUser();
    await addTimers(user, 200, 'many', T0);
    const bad = new Set(['3', '77', '150', '199']);
    const done = new Set<string>();
    let tries = 0;
    let most = 0;
    const many: TimersHandler = async (timers) => {
      tries += 1;
      if (timers.some(({ ref }) => bad.has(ref))) throw new Error('always');
      for (const { ref } of timers) done.add(ref);
      return timers;
    };
    const counting: TimerHandlers = { many: { together: many } };
    const log = recording().log;
    let nowMs = T0;
    const ctx = timerContext(user, () => nowMs);
    for (let turn = 1; done.size < 196; turn += 1) {
      tries = 0;
      await runDueTimers(ctx, counting, log);
      most = Math.max(most, tries);
      expect(turn).toBeLessThan(20);
    }
    expect(most).toBeLessThanOrEqual(12);
    nowMs += 1e9;
    const { parked } = await turnUntilDone(user, counting);
    expect(parked).toBe(4);
  });

  it('TM2 a timer that is set anew while it rings stays', async () => {
    const user = await newUser();
    const { log } = recording();
    await addTimer(user, 'ring', 'again', T0);
    const handlers: TimerHandlers = {
      ring: async () => {
        await user.db.run(`UPDATE timers SET fire_at = ${T0 + 5000} WHERE user_id = '${user.id}'`);
        return 'done';
      },
    };
    await runDueTimers(
      timerContext(user, () => T0),
      handlers,
      log,
    );
    expect(await timersOf(user)).toMatchObject([{ ref: 'again', fire_at: T0 + 5000 }]);
  });

  it('TM6 a revocation that the hub missed is repeated', async () => {
    const user = await newUser();
    const credential = { kind: 'token', id: 'tok_x' };
    await addTimer(user, 'revoke', JSON.stringify(credential), T0 - 1);
    await addTimer(user, 'revoke', 'all', T0);
    const ctx = timerContext(user, () => T0);
    await runDueTimers(ctx, TIMER_HANDLERS, recording().log);
    expect(ctx.asked).toEqual([`close ${JSON.stringify(credential)}`, 'close "all"']);
    expect(await timersOf(user)).toEqual([]);
  });
});
