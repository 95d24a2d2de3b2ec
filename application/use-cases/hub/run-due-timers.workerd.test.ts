import { describe, expect, it } from 'vitest';
import { addTimer, timerContext, timersOf } from '#test/timers.ts';
import { newUser } from '#test/users.ts';
import type { BackgroundLogEvent } from '../../background-log.ts';
import { runDueTimers } from './run-due-timers.ts';
import type { TimerHandlers } from './timer-handler.ts';
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
    for (let n = 0; n < 250; n += 1) await addTimer(user, 'ring', String(n), T0);
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
