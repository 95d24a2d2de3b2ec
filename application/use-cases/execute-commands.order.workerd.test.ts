import fc from 'fast-check';
import { expect, it } from 'vitest';
import { CommandSchema } from '#core/command/command.ts';
import { toInstant } from '#core/instant.ts';
import { nthId } from '#test/ids.ts';
import { MODEL_START_MS } from '#test/model.ts';
import { readStored } from '#test/stored.ts';
import { newUser } from '#test/users.ts';

const TASKS = 8;
const task = (n: number) => nthId('task', n);

interface Move {
  task: number;
  side: 'after' | 'before';
  /** Null: the very start, or the very end. */
  neighbour: number | null;
}

const move: fc.Arbitrary<Move> = fc
  .record({
    task: fc.nat(TASKS - 1),
    side: fc.constantFrom('after', 'before'),
    neighbour: fc.option(fc.nat(TASKS - 1), { freq: 4 }),
  })
  .filter(({ task: moved, neighbour }) => moved !== neighbour);

/** What a move does to a list of tasks, as a person sees it. */
function applied(order: number[], { task: moved, side, neighbour }: Move): number[] {
  const rest = order.filter((n) => n !== moved);
  const atEdge = side === 'after' ? 0 : rest.length;
  const at = neighbour === null ? atEdge : rest.indexOf(neighbour) + (side === 'after' ? 1 : 0);
  return rest.toSpliced(at, 0, moved);
}

it('OR9 moves, alone or many in a batch, put tasks where they say', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(move, { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 6 }),
      async (batches) => {
        let nowMs = MODEL_START_MS;
        const user = (await newUser()).at({ effects: { now: () => toInstant(nowMs) } });
        let order = Array.from({ length: TASKS }, (_, n) => n);
        const creations = order.map((n) => ({ type: 'task.create', taskId: task(n), title: String(n) }) as const);
        await user.batch(creations.map((input) => ({ key: null, command: CommandSchema.parse(input) })));
        for (const moves of batches) {
          nowMs += 1;
          const commands = moves.map(({ task: moved, side, neighbour }) =>
            CommandSchema.parse({
              type: 'task.move',
              taskId: task(moved),
              [side]: neighbour === null ? null : task(neighbour),
            }),
          );
          await user.batch(commands.map((command) => ({ key: null, command })));
          order = moves.reduce(applied, order);
          const { tasks } = await readStored(user.at({}));
          const stored = [...tasks.values()].sort((a, b) => (a.orderKey < b.orderKey ? -1 : 1));
          expect(stored.map(({ title }) => Number(title))).toEqual(order);
        }
      },
    ),
    { numRuns: 40 },
  );
}, 60_000);
