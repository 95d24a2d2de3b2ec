import { describe, expect, it } from 'vitest';
import type { TimersHandler } from '#application/use-cases/hub/timer-handler.ts';
import { TIMER_HANDLERS } from '#application/use-cases/hub/timer-handlers.ts';
import { nextSlot } from '#core/recurrence/slots.ts';
import { endOfQuiet } from '#core/settings/quiet-hours.ts';
import { wallClockToEpochMs } from '#core/time/local.ts';
import { RULES, ZONES } from './imagination.ts';
import { slotsOf } from './model/slots.ts';
import type { ProfileName } from './nemesis.ts';
import { createPrng } from './prng.ts';
import { type SimulationOptions, simulate } from './simulate.ts';
import { clockChangeAfter, instantOf, quietUntil } from './wall-clock.ts';

const TIMEOUT_MS = 120_000;

/** More of them: `npm run simulate`. */
const SEEDS: readonly SimulationOptions[] = [
  { seed: 1, users: 4, days: 15, profile: 'calm' },
  { seed: 7, users: 5, days: 15, profile: 'usual' },
  { seed: 7, users: 5, days: 15, profile: 'rough' },
];

describe('a simulated history', () => {
  it.each(SEEDS)(
    'SIM1 SIM6 of seed $seed, $profile, keeps every promise about reminders, repeating tasks and what is sent',
    { timeout: TIMEOUT_MS },
    async (options) => {
      const { violation, counts } = await simulate(options);
      expect(violation).toBeNull();
      // One in which nothing happens would prove nothing.
      expect(counts.rang).toBeGreaterThan(15);
      expect((counts.completedOn ?? 0) + (counts.scheduled ?? 0)).toBeGreaterThan(5);
      expect(counts.sent).toBeGreaterThan(10);
      // Nothing goes out twice where nothing went wrong; and where it did, the crash window was met.
      if (options.profile === 'calm') expect(counts).toMatchObject({ doubled: 0, dead: 0 });
      else expect(counts.doubled).toBeGreaterThan(0);
    },
  );

  it('SIM2 is the same again for the same seed, and another for another', { timeout: TIMEOUT_MS }, async () => {
    const few = { users: 2, days: 8, profile: 'rough' } as const;
    const first = await simulate({ ...few, seed: 7 });
    const second = await simulate({ ...few, seed: 7 });
    const other = await simulate({ ...few, seed: 8 });
    expect(second).toEqual(first);
    expect(other.fingerprint).not.toBe(first.fingerprint);
  });
});

describe('the judge', () => {
  const few = { users: 5, days: 20 } as const;
  const through: TimersHandler = async (timers) => timers;

  it.each([
    ['a ringing is dropped', ['lost'], { ...TIMER_HANDLERS, ring: { together: through } }],
    ['an occurrence is dropped', ['slot', 'lost'], { ...TIMER_HANDLERS, occur: { together: through } }],
    [
      'nobody is asked again for what no notifier came for',
      ['delivered'],
      { ...TIMER_HANDLERS, claim: { together: through } },
      'rough',
    ],
    [
      'nobody is asked again for what no notifier reported',
      ['delivered'],
      { ...TIMER_HANDLERS, notify: { together: through } },
      'rough',
    ],
    [
      'a change of zone is not followed',
      ['lost', 'settled'],
      { ...TIMER_HANDLERS, rederive: async () => 'done' as const },
    ],
  ] as const)(
    'SIM3 complains when %s',
    { timeout: TIMEOUT_MS },
    async (_what, promises, handlers, profile: ProfileName = 'calm') => {
      for (const seed of [1, 2, 3]) {
        const { violation } = await simulate({ ...few, seed, handlers, profile });
        if (violation) return expect(promises).toContain(violation.promise);
      }
      expect.unreachable('it kept silent');
    },
  );
});

describe('the model of the simulation', () => {
  const prng = createPrng(1);

  it('SIM4 reads clocks as the program does, clock changes included', { timeout: TIMEOUT_MS }, () => {
    for (const zone of ZONES) {
      let atMs = Date.UTC(2026, 0, 1);
      for (let n = 0; n < 12; n += 1) {
        const changeMs = clockChangeAfter(atMs, 200, zone) ?? atMs + prng.int(0, 100 * 86_400_000);
        const minute = changeMs + prng.int(-120, 120) * 60_000;
        const wall = new Date(minute).toISOString().slice(0, 16);
        expect(instantOf(wall, zone), `${wall} in ${zone}`).toBe(wallClockToEpochMs(wall, zone));
        const quiet = { from: prng.pick(['22:00', '00:30', '01:45']), to: prng.pick(['02:30', '07:00', '01:15']) };
        expect(quietUntil(minute, quiet, zone)).toBe(endOfQuiet(minute, quiet, zone));
        atMs = changeMs + 86_400_000;
      }
    }
  });

  it('SIM4 finds the slots of its rules as the engine does', { timeout: TIMEOUT_MS }, () => {
    for (const rule of RULES) {
      const start = rule.includes('=29') ? '2028-02-29T08:00' : '2026-02-28T08:00';
      const own = slotsOf(rule, start);
      let slot: string | null = nextSlot({ rule, start }, '2026-01-01T00:00');
      for (let n = 0; n < 12 && slot !== null; n += 1) {
        expect(own.next().value, rule).toBe(slot);
        slot = nextSlot({ rule, start }, slot);
      }
    }
  });
});
