import { describe, expect, it } from 'vitest';
import { CommandSchema } from '#core/command/command.ts';
import { TASK_SORTS, type TaskQueryInput, TaskQuerySchema } from '#core/query/task-query.ts';
import { newUser, type TestUser } from '#test/users.ts';
import { listTasks } from './list-tasks.ts';

const NOW = '2026-11-21T11:00:00.000Z'; // noon in Berlin

async function seeded(): Promise<TestUser> {
  const user = await newUser();
  const tasks = [
    { title: 'Café Größe', notes: 'naïve résumé', due: { kind: 'date', date: '2026-11-20' }, priority: 'low' },
    { title: 'Today as a date', due: { kind: 'date', date: '2026-11-21' }, tags: ['a', 'b'] },
    {
      title: 'Past this morning',
      due: { kind: 'floating', local: '2026-11-21T11:59' },
      tags: ['a'],
      priority: 'urgent',
    },
    { title: 'This afternoon', due: { kind: 'floating', local: '2026-11-21T15:00' } },
    { title: 'In New York', due: { kind: 'fixed', local: '2026-11-21T06:30', zone: 'America/New_York' }, tags: ['b'] },
    { title: '100% _done_ "quoted"' },
  ] as const;
  for (const task of tasks)
    await user.done({ type: 'task.create', ...task, tags: [...('tags' in task ? task.tags : [])] });
  return user;
}

async function titles(user: TestUser, query: TaskQueryInput): Promise<string[]> {
  const page = await listTasks(user.db, user.id, TaskQuerySchema.parse(query), {
    moment: { now: NOW, zone: 'Europe/Berlin' },
    lists: [],
  });
  expect(page.total).toBeGreaterThanOrEqual(page.tasks.length);
  return page.tasks.map(({ title }) => title);
}

describe('list tasks', () => {
  it('QU1 overdue: a time that passed, a date before today, and nothing else', async () => {
    const user = await seeded();
    expect(await titles(user, { overdue: 'true', sort: 'due' })).toEqual(['Café Größe', 'Past this morning']);
    expect(await titles(user, { overdue: 'false' })).toHaveLength(4);
  });

  it('QU2 sorted by due: earliest first, undated last in either direction, over every page', async () => {
    const user = await seeded();
    const asc = [
      'Café Größe',
      'Today as a date',
      'Past this morning',
      'In New York',
      'This afternoon',
      '100% _done_ "quoted"',
    ];
    expect(await titles(user, { sort: 'due' })).toEqual(asc);
    expect(await titles(user, { sort: 'due', order: 'desc' })).toEqual([...asc.slice(0, 5).reverse(), asc[5]]);
    const pages = [];
    for (const page of ['1', '2', '3', '4']) pages.push(...(await titles(user, { sort: 'due', page, per_page: '2' })));
    expect(pages).toEqual(asc);
  });

  it('QU3 search finds words in title and notes whatever case and accents, literally', async () => {
    const user = await seeded();
    for (const search of ['GRÖSSE', 'große cafe', 'Cafe\u0301 naive', 'RESUME größ']) {
      expect(await titles(user, { search }), search).toEqual(['Café Größe']);
    }
    expect(await titles(user, { search: 'cafe missing' })).toEqual([]);
    expect(await titles(user, { search: '%' })).toEqual(['100% _done_ "quoted"']);
    expect(await titles(user, { search: '_done_ "quoted"' })).toEqual(['100% _done_ "quoted"']);
    expect(await titles(user, { search: 'x'.repeat(180) })).toEqual([]);
  });

  it('QU3 as many words, tags and conditions as may be named at once are all looked at, in every order', async () => {
    const user = await seeded();
    const words = Array.from({ length: 100 }, (_, n) => String.fromCodePoint(0x4e00 + n));
    const tags = Array.from({ length: 20 }, (_, n) => `tag${n}`);
    const due = { kind: 'date', date: '2026-11-19' } as const;
    for (const [title, notes] of [
      ['All', words.join('')],
      ['All but one', words.slice(1).join('')],
    ] as const) {
      await user.done({ type: 'task.create', title, notes, tags, due, priority: 'low' });
    }
    await user.done({ type: 'task.create', title: 'Untagged', notes: words.join(''), tags: tags.slice(1), due });
    const all: TaskQueryInput = {
      search: words.join(' '),
      tag: tags,
      priority: ['none', 'low', 'high', 'urgent', 'medium'],
      list: 'inbox',
      parent: 'none',
      due_after: '2026-11-18',
      due_before: '2026-11-20',
      overdue: 'true',
      no_due: 'false',
    };
    for (const sort of TASK_SORTS) expect(await titles(user, { ...all, sort }), sort).toEqual(['All']);
  });

  it('QU4 tags must all match, priorities any', async () => {
    const user = await seeded();
    expect(await titles(user, { tag: ['a'], sort: 'due' })).toEqual(['Today as a date', 'Past this morning']);
    expect(await titles(user, { tag: ['A', 'b'] })).toEqual(['Today as a date']);
    expect(await titles(user, { priority: ['low', 'urgent'], sort: 'priority' })).toEqual([
      'Past this morning',
      'Café Größe',
    ]);
  });

  it('QU5 due ranges take local days of the user: after inclusive, before exclusive', async () => {
    const user = await seeded();
    expect(await titles(user, { due_after: '2026-11-21', due_before: '2026-11-22', sort: 'due' })).toHaveLength(4);
    expect(await titles(user, { due_after: '2026-11-21T12:30', sort: 'due' })).toEqual([
      'In New York',
      'This afternoon',
    ]);
    expect(await titles(user, { no_due: 'true' })).toEqual(['100% _done_ "quoted"']);
  });

  it('QU7 a page says of each series among its tasks whether it goes on, and one series can be asked for', async () => {
    const user = await newUser();
    const seriesId = 'ser_01jd8xv0q5e3t8h2w6m4k9r7zn';
    await user.done({ type: 'task.create', title: 'once' });
    await user.done({
      type: 'task.create',
      title: 'again and again',
      due: { kind: 'date', date: '2026-11-21' },
      recurrence: { seriesId, rule: 'FREQ=DAILY' },
    });
    const statuses = async () =>
      (await listTasks(user.db, user.id, TaskQuerySchema.parse({}), { moment: null, lists: [] })).series;
    expect(await statuses()).toEqual({ [seriesId]: 'active' });
    expect(await titles(user, { series: seriesId })).toEqual(['again and again']);
    await user.done({ type: 'series.pause', seriesId });
    expect(await statuses()).toEqual({ [seriesId]: 'paused' });
  });

  it('QU6 the first page costs the same whatever the number of tasks', async () => {
    const user = await newUser();
    const fill = async (n: number) => {
      const commands = Array.from({ length: n }, (_, at) => ({
        key: null,
        command: CommandSchema.parse({ type: 'task.create', title: `t${at}` }),
      }));
      for (let at = 0; at < n; at += 200) await user.batch(commands.slice(at, at + 200));
    };
    const read = async () => {
      const before = user.meter.rowsRead;
      await titles(user, { per_page: '20' });
      return user.meter.rowsRead - before;
    };
    await fill(200);
    const few = await read();
    await fill(1000);
    const many = await read();
    // Only `total` grows, by one index row a task.
    expect(many - few).toBeLessThanOrEqual(1000);
    expect(few).toBeLessThanOrEqual(200 + 45);
  });
});
