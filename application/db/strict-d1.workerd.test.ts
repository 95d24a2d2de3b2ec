import { env } from 'cloudflare:workers';
import { eq, sql } from 'drizzle-orm';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InvariantError } from '#core/errors.ts';
import { NotesSchema } from '#core/task/task.ts';
import { newUser } from '#test/users.ts';
import { classifyD1Error } from './d1-failure.ts';
import { openDatabase, runBatch } from './database.ts';
import { logState, tasks } from './schema.ts';
import { newMeter } from './strict-d1.ts';

function open() {
  const meter = newMeter();
  return { db: openDatabase(env.DB, meter), meter };
}

describe('the strict binder', () => {
  it.each([
    ['undefined', undefined],
    ['a bigint', 1n],
    ['a boolean', true],
    ['a Date', new Date(0)],
    ['an object', {}],
    ['bytes', new Uint8Array(1)],
    ['a lone high surrogate', 'a\uD800b'],
    ['a lone low surrogate', '\uDC00'],
    ['NUL', 'a\0b'],
    ['an integer above 2^53', 2 ** 53],
    ['an integer below -2^53', -(2 ** 53)],
    ['NaN', Number.NaN],
    ['Infinity', Number.POSITIVE_INFINITY],
  ])('LOG10 refuses %s before D1 sees it', async (_name, value) => {
    const { db, meter } = open();
    expect(() => db.$client.prepare('SELECT ?').bind(value)).toThrow(InvariantError);
    await expect(runBatch(db, [sql`SELECT ${sql.param(value)}`])).rejects.toThrow(InvariantError);
    expect(meter.statements).toBe(0);
  });

  it('LOG10 gives back what went in: text, whole numbers to the last safe one, fractions, null', async () => {
    const value = fc.oneof(
      fc.string({ unit: 'grapheme' }).filter((text) => text.isWellFormed() && !text.includes('\0')),
      fc.string({ unit: 'binary' }).filter((text) => text.isWellFormed() && !text.includes('\0')),
      fc.maxSafeInteger(),
      fc
        .double({ noNaN: true, noDefaultInfinity: true })
        .filter((number) => !Object.is(number, -0) && (!Number.isInteger(number) || Number.isSafeInteger(number))),
      fc.constantFrom(null, Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER, '', '\uFEFF', '\u2028', '123', 'null'),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(value, { minLength: 1, maxLength: 40 }), async (values) => {
        const { db } = open();
        const rows = await runBatch(
          db,
          values.map((each) => sql`SELECT ${each} AS value`),
        );
        expect(rows.map(([row]) => row?.value)).toEqual(values);
      }),
      { numRuns: 60 },
    );
  });

  it('TX7 notes come out of the tasks table, through JSON and all, as they went in', async () => {
    const text = fc
      .oneof(fc.string({ unit: 'binary', maxLength: 80 }), fc.string({ unit: 'grapheme', maxLength: 80 }))
      .filter((each) => NotesSchema.safeParse(each).success);
    const user = await newUser();
    await fc.assert(
      fc.asyncProperty(text, async (notes) => {
        const { task } = await user.at({}).done({ type: 'task.create', title: 'Text', notes });
        const [row] = await openDatabase(env.DB, newMeter())
          .select()
          .from(tasks)
          .where(eq(tasks.id, task?.id ?? ''));
        expect(row?.notes).toBe(notes);
      }),
      { numRuns: 100 },
    );
  });

  it('LOG11 counts statements and rows, and stops at 500 statements a request', async () => {
    const { db, meter } = open();
    await db.select().from(tasks).limit(1);
    await runBatch(db, [sql`SELECT 1`, sql`SELECT 2`]);
    expect(meter).toMatchObject({ trips: 2, statements: 3 });
    await runBatch(
      db,
      Array.from({ length: 497 }, () => sql`SELECT 1`),
    );
    expect(meter.statements).toBe(500);
    await expect(db.all(sql`SELECT 1`)).rejects.toMatchObject({ cause: expect.any(InvariantError) });
    await expect(runBatch(db, [sql`SELECT 1`])).rejects.toThrow(/more than 500 statements/);
    await expect(
      runBatch(
        open().db,
        Array.from({ length: 501 }, () => sql`SELECT 1`),
      ),
    ).rejects.toThrow(InvariantError);
  });
});

describe('what the binder does not see', () => {
  it('LOG11 cannot be used: it would be neither counted nor checked', () => {
    const { $client } = openDatabase(env.DB, newMeter());
    expect(() => $client.exec('SELECT 1')).toThrow(InvariantError);
    expect(() => $client.prepare('SELECT 1').first()).toThrow(InvariantError);
    expect(() => $client.withSession()).toThrow(InvariantError);
    expect(() => $client.dump()).toThrow(InvariantError);
  });
});

describe('errors from D1', () => {
  const duplicate = sql`INSERT INTO log_state (id, epoch, pruned_through) VALUES (1, 'x', 0)`;

  async function thrownBy(promise: Promise<unknown>): Promise<unknown> {
    return promise.then(
      () => null,
      (error: unknown) => error,
    );
  }

  it('LOG12 a broken lock is a conflict, in both shapes: wrapped by drizzle, and bare from a batch', async () => {
    const { db } = open();
    const wrapped = await thrownBy(Promise.resolve(db.run(duplicate)));
    expect(wrapped).toBeInstanceOf(Error);
    expect((wrapped as Error).message).not.toContain('UNIQUE');
    expect(classifyD1Error(wrapped)).toBe('conflict');
    const bare = await thrownBy(runBatch(db, [duplicate]));
    expect(classifyD1Error(bare)).toBe('conflict');
  });

  it('LOG12 a guard that holds refuses the whole batch, and is a conflict', async () => {
    const { db } = open();
    const error = await thrownBy(
      runBatch(db, [sql`UPDATE log_state SET pruned_through = 7`, sql`INSERT INTO commit_guard (x) SELECT NULL`]),
    );
    expect(classifyD1Error(error)).toBe('conflict');
    expect(await db.select().from(logState)).toMatchObject([{ prunedThrough: 0 }]);
  });

  it.each([
    ['D1_ERROR: Network connection lost.', 'transient'],
    ['Internal error while starting up D1 DB storage caused object to be reset.', 'transient'],
    ['D1_ERROR: Cannot resolve D1 DB due to transient issue on remote node.', 'transient'],
    ['D1 DB reset because its code was updated.', 'transient'],
    ['D1_ERROR: D1 DB is overloaded. Too many requests queued.', 'overloaded'],
    ['D1 DB storage operation exceeded timeout which caused object to be reset.', 'overloaded'],
    ['D1 DB’s isolate exceeded its memory limit and was reset.', 'overloaded'],
    ['D1_ERROR: no such table: nothing: SQLITE_ERROR', 'broken'],
    ['D1_ERROR: NOT NULL constraint failed: tasks.title: SQLITE_CONSTRAINT', 'broken'],
  ])('LOG12 “%s” is %s', (message, kind) => {
    expect(classifyD1Error(new Error(message))).toBe(kind);
    expect(
      classifyD1Error(new Error('Failed query: …', { cause: new Error('D1', { cause: new Error(message) }) })),
    ).toBe(kind);
  });

  it('LOG12 what is no error is broken', () => {
    for (const thrown of [null, undefined, 'UNIQUE constraint failed', { message: 'overloaded' }])
      expect(classifyD1Error(thrown)).toBe('broken');
  });
});
