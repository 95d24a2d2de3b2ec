import fc from 'fast-check';
import { expect, it } from 'vitest';
import { EMPTY_WORLD } from '#core/command/world.ts';
import { AppError } from '#core/errors.ts';
import { toInstant } from '#core/instant.ts';
import { commandRuns } from '#test/arbitraries.ts';
import { realEffects } from '#test/effects.ts';
import { violations } from '#test/invariants.ts';
import { readStored, recompute, versionGaps } from '#test/stored.ts';
import { newUser } from '#test/users.ts';
import { purgeTrash } from './retention/purge-trash.ts';

/** Lost races are an answer too; everything else that is thrown is a bug. */
function forgiveConflict(error: unknown): void {
  if (!(error instanceof AppError && error.code === 'conflict')) throw error;
}

it('LOG6 holds with several devices at once, undoing each other, while the trash is emptied under them', async () => {
  const width = fc.integer({ min: 1, max: 6 });
  await fc.assert(
    fc.asyncProperty(commandRuns(40), width, fc.infiniteStream(fc.nat(9)), async (run, devices, chance) => {
      const user = await newUser();
      for (let at = 0; at < run.length; at += devices) {
        const acts: Promise<unknown>[] = run.slice(at, at + devices).map(({ command, correlationId }) =>
          user
            .at({})
            .batch([{ key: null, command }], { correlationId })
            .catch(forgiveConflict),
        );
        const before = toInstant(Date.now() + 1000);
        if (chance.next().value === 0)
          acts.push(purgeTrash(user.db, realEffects(), { userId: user.id, before, limit: 3 }));
        await Promise.all(acts);
      }
      const { log, dueAt: _due, ...stored } = await readStored(user);
      const purged = new Set(log.filter(({ type }) => type === 'task.purged').map(({ aggregateId }) => aggregateId));
      expect(stored).toEqual(recompute(log.filter(({ aggregateId }) => !purged.has(aggregateId))));
      expect(versionGaps(log)).toEqual([]);
      expect(violations({ ...EMPTY_WORLD, ...stored })).toEqual([]);
    }),
    { numRuns: 40, endOnFailure: true },
  );
}, 60_000);
