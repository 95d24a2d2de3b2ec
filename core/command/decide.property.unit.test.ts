import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { commandRuns } from '#test/arbitraries.ts';
import { violations } from '#test/invariants.ts';
import { play } from '#test/play.ts';

const RUNS = { numRuns: 1500 };

describe('decide, whatever comes', () => {
  it('DM1 keeps the rules of the house after any sequence of commands, and never throws', () => {
    fc.assert(
      fc.property(commandRuns(30), (run) => {
        for (const { after } of play(run)) expect(violations(after.world)).toEqual([]);
      }),
      RUNS,
    );
  });
});
