import { describe, expect, it } from 'vitest';
import type { Task } from '#core/task/task.ts';
import { agentOf } from '#test/agents.ts';
import { type ApiCaller, apiCallerOf, newApiCaller } from '#test/contracts/api-caller.ts';
import { openUser } from '#test/users.ts';

interface Options {
  key?: string;
  [field: string]: unknown;
}

const add = (caller: ApiCaller, text: string, { key, ...more }: Options = {}) =>
  caller.call('POST', '/quick-add', {
    body: { text, mode: 'create', ...more },
    ...(key !== undefined && { headers: { 'idempotency-key': key } }),
  });

async function titlesOf(caller: ApiCaller): Promise<string[]> {
  const { tasks } = (await caller.call('GET', '/tasks?sort=title')).json();
  return (tasks as Task[]).map(({ title }) => title);
}

describe('POST /quick-add', () => {
  describe('happy', () => {
    it('QA10 parse says what each line means, and changes nothing', async () => {
      const caller = await newApiCaller();
      const text = 'Meet on 5/6 at 3 p1\nRead May again';
      const answer = await caller.call('POST', '/quick-add', { body: { text, mode: 'parse' } });
      const { lines } = answer.json() as {
        lines: { title: string; parts: { start: number; end: number; text: string }[] }[];
      };
      expect([answer.status, lines]).toMatchObject([
        200,
        [
          {
            title: 'Meet',
            due: { kind: 'floating', local: expect.stringMatching(/-05-06T15:00$/) },
            priority: 'urgent',
            parts: [
              { kind: 'date', confidence: 'sure', alternative: { local: expect.stringMatching(/-06-05T15:00$/) } },
              { kind: 'time' },
              { kind: 'priority', reading: { kind: 'priority', priority: 'urgent' } },
            ],
            problems: [],
          },
          { title: 'Read May again', due: null, start: 20, end: 34 },
        ],
      ]);
      for (const part of lines.flatMap(({ parts }) => parts)) expect(text.slice(part.start, part.end)).toBe(part.text);
      expect(await titlesOf(caller)).toEqual([]);
    });

    it('QA11 create makes the tasks with all that the lines say, and one undo takes all of them back', async () => {
      const caller = await newApiCaller();
      const home = await caller.addList('Home and garden');
      const text = 'Pay rent every month on the 1st at 9 #money p1 !1d\n\nRake leaves +home and garden';
      const answer = await add(caller, text);
      const { correlationId, ...made } = answer.json();
      expect([answer.status, made]).toMatchObject([
        200,
        {
          tasks: [
            {
              title: 'Pay rent',
              tags: ['money'],
              priority: 'urgent',
              due: { kind: 'floating', local: expect.stringMatching(/-01T09:00$/) },
              series: { slot: expect.stringMatching(/-01T09:00$/) },
              reminders: [{ when: { kind: 'before', minutes: 1440 } }],
            },
            { title: 'Rake leaves', listId: home.id, due: null, series: null },
          ],
          lists: [],
          seq: expect.any(Number),
        },
      ]);
      expect((await caller.call('POST', '/undo', { body: { correlationId } })).status).toBe(200);
      expect(await titlesOf(caller)).toEqual([]);
    });

    it('QA11 what was given back, taken and swapped is created so', async () => {
      const caller = await newApiCaller();
      const text = 'Call tomorrow on 5/6';
      const rejected = [{ start: 5, end: 13 }];
      const swapped = [{ start: 17, end: 20 }];
      expect((await add(caller, text, { rejected, swapped })).json().tasks).toMatchObject([
        { title: 'Call tomorrow', due: { kind: 'date', date: expect.stringMatching(/-06-05$/) } },
      ]);
    });

    it('QA12 a key makes the tasks and their list once, and is answered with them again', async () => {
      const caller = await newApiCaller();
      const text = 'Pack +Trip\nBook +trip';
      const first = await add(caller, text, { key: 'k', createList: true });
      const again = await add(caller, text, { key: 'k', createList: true });
      expect(first.json()).toMatchObject({ lists: [{ name: 'Trip' }] });
      expect(again.json()).toEqual(first.json());
      expect([first, again].map(({ headers }) => headers.get('idempotency-replayed'))).toEqual([null, 'true']);
      expect(await titlesOf(caller)).toEqual(['Book', 'Pack']);
      const other = await add(caller, 'Pack bags', { key: 'k' });
      expect([other.status, other.code()]).toEqual([422, 'key_reused']);
      expect((await add(caller, 'One\nTwo', { key: '1' })).status).toBe(200);
    });

    it('QA12 a repeated request is answered with its tasks also when their list is gone since', async () => {
      const caller = await newApiCaller();
      const list = await caller.addList('Trip');
      const first = await add(caller, 'Pack +Trip', { key: 'k' });
      await caller.call('POST', `/lists/${list.id}/archive`);
      expect((await add(caller, 'Pack +Trip', { key: 'k' })).json()).toEqual(first.json());
      expect((await add(caller, 'Pack +Trip', { key: 'fresh' })).code()).toBe('not_found');
    });

    it('QA15 an agent adds by text what a person would, with the same plan and undo', async () => {
      const caller = await newApiCaller();
      const agent = agentOf(openUser(caller.visitor.id));
      const done = await agent.change('add', { text: 'Call Ada tomorrow at 3 #work\nSleep' });
      expect(done).toMatchObject({ status: 'done' });
      const { tasks } = (await caller.call('GET', '/tasks?sort=title')).json();
      expect(tasks).toMatchObject([
        { title: 'Call Ada', tags: ['work'], due: { kind: 'floating', local: expect.stringMatching(/T15:00$/) } },
        { title: 'Sleep' },
      ]);
    });
  });

  describe('errors', () => {
    it('QA16 a token that only reads learns what a text means, and adds nothing', async () => {
      const caller = await newApiCaller();
      const reader = await apiCallerOf(caller.visitor, 'read');
      const body = { text: 'Call Ada tomorrow +Work', mode: 'parse' };
      const parsed = await reader.call('POST', '/quick-add', { body });
      expect([parsed.status, parsed.json()]).toMatchObject([200, { lines: [{ title: 'Call Ada', list: 'Work' }] }]);
      const refused = await add(reader, body.text, { createList: true });
      expect([refused.status, refused.code()]).toEqual([403, 'insufficient_scope']);
      expect(refused.headers.get('www-authenticate')).toContain('scope="write"');
      expect(await titlesOf(caller)).toEqual([]);
    });

    it('QA13 a list that does not exist is refused with the nearest ones, and nothing is added', async () => {
      const caller = await newApiCaller();
      await caller.addList('Garden');
      const text = 'Sow\nRake +gardn';
      const answer = await add(caller, text);
      expect([answer.status, answer.code()]).toEqual([404, 'not_found']);
      expect(answer.json().errors).toMatchObject([
        {
          path: 'lines.1.list',
          message: expect.stringContaining('Nearest: Garden'),
          place: { start: text.indexOf('+'), end: text.length, found: '+gardn' },
        },
      ]);
      expect(await titlesOf(caller)).toEqual([]);
    });

    it('QA14 a line that is more than a task takes is refused with its place, and none is added', async () => {
      const caller = await newApiCaller();
      const tags = Array.from({ length: 21 }, (_, at) => `#t${at}x`).join(' ');
      const answer = await add(caller, `Fine\nSort ${tags}`);
      expect([answer.status, answer.code()]).toEqual([400, 'validation_failed']);
      expect(answer.json().errors).toMatchObject([{ path: 'lines.1.tags', place: { start: 10, found: tags } }]);
      const long = await add(caller, 'x'.repeat(501));
      expect(long.json().errors).toMatchObject([{ path: 'lines.0.title' }]);
      expect(await titlesOf(caller)).toEqual([]);
    });

    it('QA14 a reminder that could never ring is refused where it stands', async () => {
      const caller = await newApiCaller();
      const text = 'Fine\nCall Ada !1d';
      const answer = await add(caller, text);
      expect([answer.status, answer.code()]).toEqual([400, 'validation_failed']);
      expect(answer.json().errors).toMatchObject([{ path: 'lines.1.reminders.0.when', place: { found: '!1d' } }]);
      expect(await titlesOf(caller)).toEqual([]);
    });

    it('QA14 makes 100 tasks and not 101; a text that says nothing makes none', async () => {
      const caller = await newApiCaller();
      const lines = (count: number) => Array.from({ length: count }, (_, at) => `Task ${at} x`).join('\n');
      expect((await add(caller, lines(101))).code()).toBe('limit_reached');
      expect((await add(caller, ' \n\t\n ')).code()).toBe('validation_failed');
      expect(await titlesOf(caller)).toEqual([]);
      const { tasks } = (await add(caller, lines(100))).json();
      expect(tasks).toHaveLength(100);
    });
  });
});
