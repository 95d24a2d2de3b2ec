import { env } from 'cloudflare:workers';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type CommandInput, CommandSchema } from '#core/command/command.ts';
import type { CommandReply } from '#core/command/reply.ts';
import { hookedD1 } from '#test/hooked-d1.ts';
import { nthId } from '#test/ids.ts';
import { readStored, recompute, versionGaps } from '#test/stored.ts';
import { newUser, type TestUser } from '#test/users.ts';

const COMMANDS = 12;
const LOST = 'D1_ERROR: Network connection lost.';

/** The n-th of the commands that every device wants done: each on a task of its own, some on one that all share. */
function commandOf(n: number): CommandInput {
  if (n % 3 === 0) return { type: 'task.tag', taskId: nthId('task', 1000), add: [`t${n}`] };
  if (n % 3 === 1) return { type: 'task.create', taskId: nthId('task', n), title: `Task ${n}`, tags: ['all'] };
  return { type: 'task.create', title: `Server's ${n}`, parentId: nthId('task', 1000) };
}

/** A device whose connection breaks now and then, before D1 has done what it was asked or after, and then holds. */
function shaky(user: TestUser, faults: readonly ('none' | 'before' | 'after')[]): TestUser {
  let calls = 0;
  const next = () => faults[calls];
  const d1 = hookedD1(env.DB, {
    before: () => {
      calls += 1;
      if (next() === 'before') throw new Error(LOST);
    },
    after: () => {
      if (next() === 'after') throw new Error(LOST);
    },
  });
  return user.at({ d1, effects: { wait: async () => undefined } });
}

/** Sends a batch until every command of it has its answer, as a correct client does: the same keys again. */
async function persist(device: TestUser, numbers: readonly number[]): Promise<CommandReply[]> {
  const commands = numbers.map((n) => ({ key: `key-${n}`, command: CommandSchema.parse(commandOf(n)) }));
  for (let tries = 0; tries < 60; tries += 1) {
    const replies = await device.batch(commands).catch((error: { retriable?: boolean }) => {
      if (error.retriable !== true) throw error;
      return null;
    });
    if (replies) return replies;
  }
  throw new Error('never answered');
}

it('KY5 devices that send overlapping batches over broken connections have each command done once, and all get one answer', async () => {
  const faults = fc.array(fc.constantFrom('none', 'none', 'none', 'before', 'after'), { maxLength: 60, size: 'max' });
  const numbers = fc.uniqueArray(fc.nat(COMMANDS - 1), { minLength: 1, maxLength: COMMANDS });
  const device = fc.record({ faults, batches: fc.array(numbers, { minLength: 1, maxLength: 3 }) });
  await fc.assert(
    fc.asyncProperty(fc.array(device, { minLength: 2, maxLength: 4 }), async (devices) => {
      const user = await newUser();
      await user.done({ type: 'task.create', taskId: nthId('task', 1000), title: 'Shared' });
      const answers = new Map<string, unknown>();
      await Promise.all(
        devices.map(async ({ faults: own, batches }) => {
          const at = shaky(user, own);
          for (const batch of batches) {
            for (const reply of await persist(at, batch)) {
              if (reply.status !== 'done') throw new Error(`${reply.id}: ${reply.code} ${reply.detail}`);
              const { isReplay: _replay, ...said } = reply;
              const key = String(reply.id);
              expect(said, key).toEqual(answers.get(key) ?? said);
              answers.set(key, said);
            }
          }
        }),
      );
      const { log, dueAt: _due, ...stored } = await readStored(user);
      expect(stored).toEqual(recompute(log));
      expect(versionGaps(log)).toEqual([]);
      // What an account has from the start, the shared task, and one event for each command.
      expect(log).toHaveLength(4 + answers.size);
    }),
    { numRuns: 25 },
  );
}, 60_000);
