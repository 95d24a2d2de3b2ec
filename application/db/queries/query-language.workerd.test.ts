import { env } from 'cloudflare:workers';
import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { CommandInput } from '#core/command/command.ts';
import { toInstant } from '#core/instant.ts';
import { TASK_SORTS, type TaskQueryInput, TaskQuerySchema } from '#core/query/task-query.ts';
import { formatQuery } from '#core/query-language/format-query.ts';
import { matchTask } from '#core/query-language/match-task.ts';
import { planQuery } from '#core/query-language/plan-query.ts';
import type { Query } from '#core/query-language/query.ts';
import type { Task } from '#core/task/task.ts';
import { nthId } from '#test/ids.ts';
import { randomQuery } from '#test/query-language/random-queries.ts';
import { newUser, type TestUser } from '#test/users.ts';
import { openDatabase, runBatch } from '../database.ts';
import { newMeter } from '../strict-d1.ts';
import { listTasks } from './list-tasks.ts';
import { compileCondition } from './query-language-sql.ts';

const NOW = '2026-11-21T11:00:00.000Z'; // Saturday noon in Berlin
const MOMENT = { now: NOW, zone: 'Europe/Berlin' };
const LISTS = [
  { id: nthId('list', 1), name: 'Home Office' },
  { id: nthId('list', 2), name: 'Büro & Co' },
  { id: nthId('list', 3), name: 'a*b' },
];
const NAMES = LISTS.map(({ name }) => name);

let user: TestUser;
let tasks: Task[];
let repeating: ReadonlySet<string>;

const HOUR_MS = 3_600_000;

/** Some sixty tasks of every kind, made at different times. */
async function seed(): Promise<void> {
  user = await newUser();
  const at = (hours: number) => user.at({ effects: { now: () => toInstant(Date.parse(NOW) + hours * HOUR_MS) } });
  for (const { id, name } of LISTS) await user.done({ type: 'list.create', listId: id, name });
  const random = fc.sample(
    fc.record({
      title: fc.constantFrom('Call the dentist', 'Milk & eggs', 'Größe', 'today', 'a b', 'p1', 'x*y', 'http://x'),
      notes: fc.constantFrom('', 'naïve\nlast line', '100% "x" \\ done', '#1 due: +'),
      priority: fc.constantFrom('none', 'low', 'medium', 'high', 'urgent'),
      tags: fc.subarray(['home', 'work', 'größe', 'a', 'b-c', 'homework']),
      listId: fc.constantFrom('inbox', ...LISTS.map(({ id }) => id)),
      due: fc.oneof(
        fc.constant(null),
        fc.integer({ min: -10, max: 12 }).map((days) => ({ kind: 'date' as const, date: dayAt(days) })),
        fc
          .record({ days: fc.integer({ min: -3, max: 3 }), time: fc.constantFrom('00:00', '11:59', '12:00', '15:00') })
          .map(({ days, time }) => ({ kind: 'floating' as const, local: `${dayAt(days)}T${time}` })),
        fc
          .integer({ min: -2, max: 2 })
          .map((days) => ({ kind: 'fixed' as const, local: `${dayAt(days)}T06:00`, zone: 'America/New_York' })),
      ),
    }),
    { numRuns: 60, seed: 32 },
  );
  for (const [n, { listId, due, ...rest }] of random.entries()) {
    const taskId = nthId('task', n + 1);
    const parentId = n % 7 === 6 ? nthId('task', n) : null;
    const recurrence =
      due && parentId === null && n % 5 === 0
        ? { recurrence: { rule: 'FREQ=DAILY', seriesId: nthId('series', n + 1) } }
        : {};
    const task: CommandInput = { type: 'task.create', taskId, ...rest, due, parentId, ...recurrence };
    await at(-n * 5).done(parentId === null ? { ...task, listId } : task);
  }
  // Completing a task takes others along: not each of these changes finds its task as it was.
  for (let n = 0; n < random.length; n += 1) {
    const taskId = nthId('task', n + 1);
    if (n % 4 === 1) await at(-n).run({ type: 'task.complete', taskId });
    if (n % 20 === 10) await at(0).run({ type: 'series.stop', seriesId: nthId('series', n + 1) });
    if (n % 9 === 3) await at(-1).run({ type: 'task.delete', taskId });
  }
  const read = async (status: 'any' | 'trash') => {
    const query = TaskQuerySchema.parse({ status, per_page: '200' });
    return await listTasks(user.db, user.id, query, { moment: null, lists: [] });
  };
  const pages = [await read('any'), await read('trash')];
  tasks = pages.flatMap((page) => page.tasks);
  const statuses = pages.flatMap((page) => Object.entries(page.series));
  repeating = new Set(statuses.filter(([, status]) => status === 'active' || status === 'paused').map(([id]) => id));
}

function dayAt(days: number): string {
  return toInstant(Date.parse('2026-11-21T00:00:00Z') + days * 24 * HOUR_MS).slice(0, 10);
}

/** The ids of the tasks that the browser's way finds. */
function matched(query: Query): string[] {
  const conditions = planQuery(query, { moment: MOMENT, lists: LISTS });
  const context = { zone: MOMENT.zone, repeats: (id: string) => repeating.has(id) };
  const found = tasks.filter((task) => conditions.some((each) => matchTask(each, task, context)));
  return found.map(({ id }) => id).sort();
}

function selectIds(query: Query) {
  const { withTexts, where } = compileCondition({
    kind: 'some',
    of: planQuery(query, { moment: MOMENT, lists: LISTS }),
  });
  return sql`${withTexts}SELECT id FROM tasks WHERE user_id = ${user.id} AND ${where} ORDER BY id`;
}

async function found(input: TaskQueryInput): Promise<string[]> {
  const query = TaskQuerySchema.parse({ per_page: '200', ...input });
  const page = await listTasks(user.db, user.id, query, { moment: MOMENT, lists: LISTS });
  expect(page.total).toBe(page.tasks.length);
  return page.tasks.map(({ id }) => id).sort();
}

beforeAll(seed, 120_000);

describe('the query language in D1', () => {
  it('QL10 the tasks are of every kind, so that agreeing means something', () => {
    for (const is of [
      (task: Task) => task.deletedAt !== null,
      (task: Task) => task.completedAt !== null && task.deletedAt === null,
      (task: Task) => task.parentId !== null,
      (task: Task) => task.series !== null && repeating.has(task.series.id),
      (task: Task) => task.due?.kind === 'fixed',
      (task: Task) => task.due === null,
    ]) {
      expect(tasks.some(is)).toBe(true);
    }
  });

  it('QL10 finds for every random query what the browser finds', { timeout: 300_000 }, async () => {
    const queries = fc.sample(randomQuery(NAMES), { numRuns: 1500, seed: 32 });
    let answered = 0;
    for (let from = 0; from < queries.length; from += 50) {
      const some = queries.slice(from, from + 50);
      const rows = await runBatch(openDatabase(env.DB, newMeter()), some.map(selectIds));
      for (const [at, query] of some.entries()) {
        const ids = (rows[at] ?? []).map(({ id }) => String(id));
        expect(ids, formatQuery(query)).toEqual(matched(query));
        if (ids.length > 0 && ids.length < tasks.length) answered += 1;
      }
    }
    expect(answered).toBeGreaterThan(queries.length / 3);
  });

  it('QL11 the longest, deepest and widest queries fit into one statement, beside every other parameter', async () => {
    const rest: TaskQueryInput = {
      search: Array.from({ length: 100 }, (_, n) => String.fromCodePoint(0x4e00 + n)).join(' '),
      tag: Array.from({ length: 20 }, (_, n) => `tag${n}`),
      priority: ['none', 'low', 'high', 'urgent', 'medium'],
      list: 'inbox',
      parent: 'none',
      series: nthId('series', 1),
      due_after: '2026-11-18',
      due_before: '2026-11-20',
      overdue: 'true',
      no_due: 'false',
    };
    const many = Array.from({ length: 60 }, (_, n) => `a*b*${n}`);
    const deep = `${'!('.repeat(10)}x${')'.repeat(10)}`;
    const nested = many.slice(0, 19).reduce((inner, text, n) => `(${text} ${n % 2 === 0 ? '&' : '|'} ${inner})`, 'x');
    for (const q of [
      many.join(' | '),
      many.join(' & '),
      deep,
      '!'.repeat(20).concat('deleted'),
      nested,
      '#a*b | +x*y',
    ]) {
      for (const sort of TASK_SORTS) expect(await found({ ...rest, q, sort }), q).toEqual([]);
      await found({ q });
    }
    expect(await found({ q: deep, status: 'any' })).toEqual(await found({ q: 'x', status: 'any' }));
  });

  it('QL12 a status that is asked for beside a query is the one that counts', async () => {
    const ids = (is: (task: Task) => boolean) =>
      tasks
        .filter(is)
        .map(({ id }) => id)
        .sort();
    const isHome = (task: Task) => task.tags.includes('home');
    const isKept = ({ deletedAt }: Task) => deletedAt === null;
    const isOpen = (task: Task) => isKept(task) && task.status === 'open';
    expect(await found({ q: '#home' })).toEqual(ids((task) => isHome(task) && isOpen(task)));
    expect(await found({ q: '#home', status: 'any' })).toEqual(ids((task) => isHome(task) && isKept(task)));
    expect(await found({ q: '#home', status: 'trash' })).toEqual(ids((task) => isHome(task) && !isKept(task)));
    expect(await found({ q: '#home & completed', status: 'open' })).toEqual([]);
    expect(await found({ q: 'deleted | any' })).toEqual(ids(() => true));
    expect(await found({ q: '#home, !#home' })).toEqual(ids(isOpen));
    expect(await found({ q: '#home', priority: ['high', 'urgent'] })).toEqual(
      ids((task) => isHome(task) && isOpen(task) && (task.priority === 'high' || task.priority === 'urgent')),
    );
  });

  it('QL13 what a series took back by itself is in no query for the trash', async () => {
    const other = await newUser();
    const series = { rule: 'FREQ=DAILY', seriesId: nthId('series', 1) };
    const due = { kind: 'date', date: '2026-11-21' } as const;
    const taskId = nthId('task', 1);
    await other.done({ type: 'task.create', taskId, title: 'again', due, recurrence: series });
    await other.done({ type: 'task.complete', taskId });
    await other.done({ type: 'task.reopen', taskId });
    const query = TaskQuerySchema.parse({ q: 'deleted | any' });
    const { tasks: all } = await listTasks(other.db, other.id, query, { moment: MOMENT, lists: [] });
    expect(all.map(({ id, deletedAt }) => [id, deletedAt])).toEqual([[taskId, null]]);
  });

  it('QL14 the default query walks the same index as a view does', async () => {
    const { withTexts, where } = compileCondition({
      kind: 'some',
      of: planQuery(
        { views: [{ kind: 'date', field: 'due', relation: 'before', date: 'today' }] },
        { moment: MOMENT, lists: [] },
      ),
    });
    const plan = sql`EXPLAIN QUERY PLAN ${withTexts}SELECT id FROM tasks WHERE user_id = ${user.id} AND ${where}`;
    const [rows] = await runBatch(openDatabase(env.DB, newMeter()), [plan]);
    expect(JSON.stringify(rows)).toContain('tasks_by_due');
  });
});
