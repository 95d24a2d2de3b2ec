import { describe, expect, test } from 'vitest';
import { describeSchedule, drawSchedule, LONG, SHORT } from './schedule.ts';

const metBy = (seeds: readonly number[]) =>
  new Set(seeds.flatMap((seed) => drawSchedule(seed, SHORT).faults.map(({ kind, target }) => `${kind} ${target}`)));

describe('schedules of a certification', () => {
  test('CE1 the three fixed seeds meet every part, a mirror that sleeps, and a sidecar', () => {
    const met = metBy([1, 2, 3]);
    for (const target of ['mirror', 'notifier', 'archiver', 'broker', 'worker'])
      expect(met).toContain(`kill ${target}`);
    expect(met).toContain('sleep mirror');
    expect([...met].some((fault) => fault.startsWith('kill daprd of '))).toBe(true);
  });

  test('CE1 a seed is one schedule, its faults come one after the other while the load lasts, and no two seeds are alike', () => {
    const told = new Set<string>();
    for (let seed = 1; seed <= 50; seed += 1) {
      const schedule = drawSchedule(seed, LONG);
      expect(drawSchedule(seed, LONG)).toEqual(schedule);
      const places = schedule.faults.map(({ after }) => after);
      expect(places).toEqual([...new Set(places)].sort((a, b) => a - b));
      expect(places.at(-1)).toBeLessThan(schedule.commands);
      told.add(describeSchedule(schedule));
    }
    expect(told.size).toBe(50);
  });
});
