import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { orderKeyAtEnd, orderKeyBetween } from './order-key.ts';

// Many runs: on a busy machine they take longer than one example does.
vi.setConfig({ testTimeout: 60_000 });

/** Chance that a seed decides, so that a failing run can be repeated. */
function seeded(seed: number): () => number {
  let state = (seed % 2_147_483_646) + 1;
  return () => {
    state = (state * 16_807) % 2_147_483_647;
    return (state - 1) / 2_147_483_646;
  };
}

const random = fc.integer({ min: 1, max: 2 ** 31 - 2 }).map(seeded);
const NOW = Date.UTC(2026, 10, 21);

describe('order keys', () => {
  it('OR2 later at the end sorts behind earlier, from 1970 to 2081', () => {
    const time = fc.integer({ min: 0, max: Date.UTC(2081, 0, 1) });
    fc.assert(
      fc.property(time, time, random, (a, b, chance) => {
        if (a === b) return;
        expect(orderKeyAtEnd(a, 0, chance) < orderKeyAtEnd(b, 0, chance)).toBe(a < b);
      }),
    );
  });

  it('OR2 at one instant the place in the batch decides', () => {
    const place = fc.nat(999);
    fc.assert(
      fc.property(place, place, random, (a, b, chance) => {
        if (a === b) return;
        expect(orderKeyAtEnd(NOW, a, chance) < orderKeyAtEnd(NOW, b, chance)).toBe(a < b);
        expect(orderKeyAtEnd(NOW, a, chance) < orderKeyAtEnd(NOW + 1, b, chance)).toBe(true);
      }),
    );
  });

  it('OR3 a key between two stands between them, wherever they are, as often as one likes', () => {
    fc.assert(
      fc.property(random, fc.array(fc.nat(1_000_000), { minLength: 50, maxLength: 200 }), (chance, places) => {
        const keys: string[] = [];
        for (const place of places) {
          const at = place % (keys.length + 1);
          const [before, after] = [keys[at - 1] ?? null, keys[at] ?? null];
          const key =
            place % 7 === 0 && after === null
              ? orderKeyAtEnd(NOW + keys.length, 0, chance)
              : orderKeyBetween(before, after, chance);
          if (before !== null) expect(key > before).toBe(true);
          if (after !== null && key >= after) throw new Error(`${key} is not before ${after}`);
          keys.splice(at, 0, key);
        }
        expect(keys).toEqual([...keys].sort());
        expect(new Set(keys).size).toBe(keys.length);
      }),
    );
  });

  it('OR4 two devices that drop at one place at one moment make two keys', () => {
    fc.assert(
      fc.property(random, fc.nat(), (chance, depth) => {
        let [before, after]: [string | null, string | null] = [
          orderKeyAtEnd(NOW, 0, chance),
          orderKeyAtEnd(NOW + 1, 0, chance),
        ];
        for (let n = 0; n < depth % 40; n += 1) {
          const key = orderKeyBetween(before, after, chance);
          if (chance() < 0.5) before = key;
          else after = key;
        }
        // A thousand pairs, each from the same neighbours: chance alone makes a pair equal once in 230,000.
        expect(orderKeyBetween(before, after, chance)).not.toBe(orderKeyBetween(before, after, chance));
      }),
      { numRuns: 1000, seed: 42 },
    );
  });

  it('OR6 a thousand random moves by two devices that do not see each other converge, without tie or failure', () => {
    fc.assert(
      fc.property(random, (chance) => {
        const start = Array.from({ length: 20 }, (_, n): [string, string] => [
          `t${n}`,
          orderKeyAtEnd(NOW + n, 0, chance),
        ]);
        const [one, other] = [new Map(start), new Map(start)];
        const move = (device: Map<string, string>) => {
          const order = [...device].sort(([, a], [, b]) => (a < b ? -1 : 1));
          const [moved] = order.splice(Math.floor(chance() * order.length), 1);
          const at = Math.floor(chance() * (order.length + 1));
          const key = orderKeyBetween(order[at - 1]?.[1] ?? null, order[at]?.[1] ?? null, chance);
          if (moved) device.set(moved[0], key);
          return [moved?.[0] ?? '', key] as const;
        };
        for (let round = 0; round < 100; round += 1) {
          // Five moves each while apart, then both hear of the other’s: the later one counts, on both.
          const heard = [
            ...Array.from({ length: 5 }, () => move(one)),
            ...Array.from({ length: 5 }, () => move(other)),
          ];
          for (const [id, key] of heard) {
            one.set(id, key);
            other.set(id, key);
          }
          expect(new Set(one.values()).size).toBe(20);
        }
        expect(one).toEqual(other);
        expect(Math.max(...[...one.values()].map((key) => key.length))).toBeLessThan(60);
      }),
      { numRuns: 10 },
    );
  });

  it('OR7 keys grow slowly even when everything is dropped at the very same place', () => {
    const chance = seeded(7);
    const first = orderKeyAtEnd(NOW, 0, chance);
    let second = orderKeyAtEnd(NOW + 1, 0, chance);
    for (let n = 0; n < 1000; n += 1) second = orderKeyBetween(first, second, chance);
    expect(second > first).toBe(true);
    expect(second.length).toBeLessThan(500);
  });
});
