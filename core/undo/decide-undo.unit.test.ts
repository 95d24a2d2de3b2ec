import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { command, given, list, minute, task } from '#test/given.ts';
import { nthId } from '#test/ids.ts';
import { newModel, perform } from '#test/model.ts';
import { type CommandInput, CommandSchema } from '../command/command.ts';
import { idEpochMs, idFromUuidBytes } from '../ids.ts';
import { toInstant } from '../instant.ts';
import { invertSet } from './invert-set.ts';

// Many runs: on a busy machine they take longer than one example does.
vi.setConfig({ testTimeout: 60_000 });

const milk: CommandInput = { type: 'task.create', taskId: task(1), title: 'Milk', tags: ['a'] };
const part: CommandInput = { type: 'task.create', taskId: task(2), title: 'Part', parentId: task(1) };
const home: CommandInput = { type: 'list.create', listId: list(1), name: 'Home' };
const undo = (n: number): CommandInput => ({ type: 'undo', correlationId: command(n) });
const update = (patch: Extract<CommandInput, { type: 'task.update' }>['patch']): CommandInput => ({
  type: 'task.update',
  taskId: task(1),
  patch,
});

/** A correlation id made at an instant. */
function correlationIdOf(epochMs: number): string {
  const bytes = new Uint8Array(16);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(epochMs) << 16n);
  return idFromUuidBytes('correlation', bytes);
}

describe('undo of what repeats', () => {
  const rent: CommandInput = {
    type: 'task.create',
    taskId: task(1),
    title: 'Rent',
    due: { kind: 'date', date: '2026-12-01' },
    recurrence: { seriesId: nthId('series', 1), rule: 'FREQ=DAILY' },
  };
  const complete: CommandInput = { type: 'task.complete', taskId: task(1) };

  it('UN13 names the occurrence that came since, and leaves it', () => {
    const { blocked, world, task: taskOf } = given(rent, complete).when(undo(0));
    const left = [...world.tasks.values()].filter(({ deletedAt }) => deletedAt === null);
    expect(taskOf(1)?.deletedAt).not.toBeNull();
    expect(left).toMatchObject([{ title: 'Rent', status: 'open' }]);
    expect(blocked).toEqual([
      { aggregateId: left[0]?.id, reason: 'The next one of “Rent” stays: it came when the one before was completed.' },
    ]);
  });

  it('UN13 names none where none came, or where it is gone', () => {
    expect(given(rent).when(undo(0)).blocked).toEqual([]);
    expect(given(rent, complete, undo(1)).when(undo(0)).blocked).toEqual([]);
    expect(given(rent, complete, undo(0)).when(undo(0)).blocked).toEqual([]);
  });
});

describe('undo of what others changed since', () => {
  it('UN6 keeps later changes of other fields', () => {
    const { task: taskOf } = given(milk, update({ title: 'Bread' }), update({ notes: 'rye', priority: 'high' })).when(
      undo(1),
    );
    expect(taskOf(1)).toMatchObject({ title: 'Milk', notes: 'rye', priority: 'high', version: 4 });
  });

  it('UN6 keeps later changes of other fields, whichever they are', () => {
    const fields = {
      title: 'Bread',
      notes: 'rye',
      priority: 'high',
      due: { kind: 'date', date: '2026-12-24' },
    } as const;
    const names = fc.subarray(Object.keys(fields) as (keyof typeof fields)[]);
    const pick = (keys: (keyof typeof fields)[]) => Object.fromEntries(keys.map((key) => [key, fields[key]]));
    fc.assert(
      fc.property(names, (first) => {
        const second = (Object.keys(fields) as (keyof typeof fields)[]).filter((key) => !first.includes(key));
        const before = given(milk).when(update({}));
        const { task: taskOf } = given(milk, update(pick(first)), update(pick(second))).when(
          first.length === 0 ? update({}) : undo(1),
        );
        expect(taskOf(1)).toMatchObject({
          ...before.task(1),
          ...pick(second),
          version: expect.any(Number),
          updatedAt: expect.any(String),
        });
      }),
    );
  });

  it.each<[string, CommandInput[], string]>([
    ['title', [milk, update({ title: 'Bread' }), update({ title: 'Rye' })], 'title'],
    [
      'due date',
      [
        milk,
        update({ due: { kind: 'date', date: '2026-12-24' } }),
        update({ due: null }),
        update({ due: { kind: 'date', date: '2026-12-25' } }),
      ],
      'due date',
    ],
    [
      'list',
      [
        milk,
        { type: 'task.move', taskId: task(1), listId: list(1) },
        { type: 'task.move', taskId: task(1), listId: list(2) },
      ],
      'list and position',
    ],
    [
      'completion',
      [
        milk,
        { type: 'task.complete', taskId: task(1) },
        { type: 'task.reopen', taskId: task(1) },
        { type: 'task.complete', taskId: task(1) },
      ],
      'completion',
    ],
    [
      'deletion',
      [
        milk,
        { type: 'task.delete', taskId: task(1) },
        { type: 'task.restore', taskId: task(1) },
        { type: 'task.delete', taskId: task(1) },
      ],
      'deletion',
    ],
  ])('UN7 is refused, naming the %s that changed', (_name, steps, named) => {
    const lists: CommandInput[] = [home, { type: 'list.create', listId: list(2), name: 'Work' }];
    const { refused, detail, happened } = given(...lists, ...steps).when(undo(lists.length + 1));
    expect([refused, happened]).toEqual(['undo_blocked', []]);
    expect(detail).toMatch(new RegExp(`^The ${named} of “\\S+” changed since\\.$`));
  });

  it('UN7 is refused, naming the rule it would break', () => {
    const blockedBy = (steps: CommandInput[], n: number) => given(...steps).when(undo(n)).detail;
    expect(blockedBy([milk, part], 0)).toBe('“Milk” has subtasks by now.');
    expect(blockedBy([milk, update({ title: 'Bread' }), { type: 'task.delete', taskId: task(1) }], 1)).toBe(
      '“Bread” is in the trash by now.',
    );
    expect(blockedBy([home, { ...milk, listId: list(1) }], 0)).toBe('The list “Home” has tasks by now.');
    expect(
      blockedBy(
        [
          home,
          milk,
          { type: 'task.move', taskId: task(1), listId: list(1) },
          undo(2),
          { type: 'list.delete', listId: list(1) },
        ],
        3,
      ),
    ).toBe('The list that “Milk” was in is gone.');
    expect(
      blockedBy([milk, part, { type: 'task.delete', taskId: task(2) }, { type: 'task.delete', taskId: task(1) }], 2),
    ).toBe('The parent of “Part” is in the trash.');
    expect(
      blockedBy(
        [milk, part, { type: 'task.complete', taskId: task(2) }, { type: 'task.complete', taskId: task(1) }],
        2,
      ),
    ).toBe('The parent of “Part” is completed by now.');
    expect(
      blockedBy([milk, { type: 'task.complete', taskId: task(1) }, { type: 'task.reopen', taskId: task(1) }, part], 2),
    ).toBe('“Milk” has open subtasks by now.');
  });

  it('UN8 of tags takes back only one’s own: words that others added or removed since stay so', () => {
    const words = fc.subarray(['a', 'b', 'c', 'd', 'e', 'f']);
    fc.assert(
      fc.property(words, words, words, words, words, (start, add, remove, laterAdd, laterRemove) => {
        const steps: CommandInput[] = [
          { ...milk, tags: start },
          { type: 'task.tag', taskId: task(1), add, remove },
          { type: 'task.tag', taskId: task(1), add: laterAdd, remove: laterRemove },
        ];
        const before = new Set(start);
        const mine = given(steps[0] ?? milk).when(steps[1] ?? milk);
        const after = new Set(mine.task(1)?.tags);
        const outcome = given(...steps).when(mine.events.length > 0 ? undo(1) : update({}));
        const left = new Set(outcome.task(1)?.tags);
        for (const word of ['a', 'b', 'c', 'd', 'e', 'f']) {
          const isMine = before.has(word) !== after.has(word);
          const now = laterAdd.includes(word) || (after.has(word) && !laterRemove.includes(word));
          expect(left.has(word), word).toBe(isMine ? before.has(word) : now);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('UN9 of a bulk takes back what it can and lists the rest', () => {
    let model = newModel();
    const at = (n: number, correlationId: string) => ({ now: minute(n), correlationId });
    const steps: [CommandInput, string][] = [
      [milk, 'made'],
      [{ type: 'task.create', taskId: task(3), title: 'Bread', tags: ['a'] }, 'made'],
      [{ type: 'task.complete', taskId: task(1) }, 'bulk'],
      [{ type: 'task.complete', taskId: task(3) }, 'bulk'],
      [{ type: 'task.reopen', taskId: task(3) }, 'later'],
      [{ type: 'task.complete', taskId: task(3) }, 'later'],
    ];
    const names = ['made', 'bulk', 'later'];
    for (const [n, [input, name]] of steps.entries())
      model = perform(model, CommandSchema.parse(input), at(n, nthId('correlation', names.indexOf(name)))).model;
    const { decision } = perform(
      model,
      { type: 'undo', correlationId: nthId('correlation', 1) },
      at(9, nthId('correlation', 9)),
    );
    expect(decision).toMatchObject({
      isAccepted: true,
      events: [{ type: 'task.reopened', after: { id: task(1) } }],
      blocked: [{ aggregateId: task(3), reason: 'The completion of “Bread” changed since.' }],
      remaining: 0,
    });
  });

  it('UN10 a parent that goes back to its list takes along the subtask that was added since', () => {
    const { task: taskOf } = given(home, milk, { type: 'task.move', taskId: task(1), listId: list(1) }, part).when(
      undo(2),
    );
    expect([taskOf(1)?.listId, taskOf(2)?.listId]).toEqual(['inbox', 'inbox']);
  });

  it('UN11 what an account has from the start cannot be undone', () => {
    const { refused, detail } = given(milk).when({ type: 'undo', correlationId: nthId('correlation', 1_000_000) });
    expect(refused).toBe('undo_blocked');
    expect(detail).toContain('The Inbox exists as long as the account does.');
  });

  it('UN12 nothing is found under an unknown id, and nothing is left of one older than the history', () => {
    const now = Date.UTC(2026, 10, 21);
    const at = { now: toInstant(now), correlationId: nthId('correlation', 1) };
    const codeFor = (correlationId: string) => {
      const { decision } = perform(newModel(), { type: 'undo', correlationId }, at);
      return decision.isAccepted ? null : decision.refusal.code;
    };
    const day = 24 * 60 * 60 * 1000;
    expect([0, 1, 89, 90, 91, 400].map((days) => codeFor(correlationIdOf(now - days * day)))).toEqual([
      'not_found',
      'not_found',
      'not_found',
      'not_found',
      'gone',
      'gone',
    ]);
  });
});

describe('ids', () => {
  it('UN12 say when they were made', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 48 - 1 }), (epochMs) => {
        expect(idEpochMs(correlationIdOf(epochMs))).toBe(epochMs);
      }),
    );
  });
});

describe('sets', () => {
  it('UN8 nothing is taken from a set that a history did not touch', () => {
    expect(invertSet([{ after: ['x'], before: undefined }], ['a'])).toEqual(['a']);
  });
});
