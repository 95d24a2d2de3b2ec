import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import type { Task } from '#core/task/task.ts';
import { type ApiCaller, newApiCaller } from '#test/contracts/api-caller.ts';
import { nthId } from '#test/ids.ts';

async function rowOf(id: string) {
  return await env.DB.prepare('SELECT * FROM tasks WHERE id = ?').bind(id).first();
}

async function list(caller: ApiCaller, query: string): Promise<string[]> {
  const answer = await caller.call('GET', `/tasks?${query}`);
  return (answer.json().tasks as Task[]).map(({ title }) => title);
}

describe('GET /tasks', () => {
  describe('happy', () => {
    it('API12 answers a page, its total, and where in the log it was true', async () => {
      const caller = await newApiCaller();
      for (const title of ['a', 'b', 'c']) await caller.addTask({ title });
      const answer = await caller.call('GET', '/tasks?per_page=2&page=2&sort=title');
      expect(answer.json()).toMatchObject({
        total: 3,
        page: 2,
        perPage: 2,
        seq: expect.any(Number),
        epoch: expect.any(String),
      });
      expect((answer.json().tasks as Task[]).map(({ title }) => title)).toEqual(['c']);
    });

    it('API12 filters, searches and sorts', async () => {
      const caller = await newApiCaller();
      const home = await caller.addList();
      await caller.addTask({
        title: 'Größe messen',
        tags: ['work', 'urgent'],
        priority: 'high',
        due: { kind: 'date', date: '2020-01-01' },
      });
      await caller.addTask({
        title: 'Brot kaufen',
        notes: 'beim BÄCKER',
        tags: ['work'],
        listId: home.id,
        priority: 'low',
      });
      const done = await caller.addTask({ title: 'Schlafen', due: { kind: 'floating', local: '2030-05-05T22:00' } });
      await caller.call('POST', `/tasks/${done.id}/complete`);
      expect(await list(caller, 'search=grosse')).toEqual(['Größe messen']);
      expect(await list(caller, 'search=GROßE')).toEqual(['Größe messen']);
      expect(await list(caller, 'search=backer+brot')).toEqual(['Brot kaufen']);
      expect(await list(caller, 'tag=work&tag=URGENT')).toEqual(['Größe messen']);
      expect(await list(caller, 'priority=high&priority=low&sort=title')).toEqual(['Brot kaufen', 'Größe messen']);
      expect(await list(caller, `list=${home.id}`)).toEqual(['Brot kaufen']);
      expect(await list(caller, 'overdue=true')).toEqual(['Größe messen']);
      expect(await list(caller, 'no_due=true')).toEqual(['Brot kaufen']);
      expect(await list(caller, 'status=completed')).toEqual(['Schlafen']);
      expect(await list(caller, 'status=any&due_after=2030-01-01&due_before=2031-01-01')).toEqual(['Schlafen']);
    });
  });
  describe('errors', () => {
    it('API12 refuses a parameter it does not know, and names it', async () => {
      const answer = await (await newApiCaller()).call('GET', '/tasks?colour=red');
      expect([answer.code(), answer.json().errors]).toEqual([
        'validation_failed',
        [{ path: 'colour', message: 'is not known here' }],
      ]);
    });
  });
});

describe('POST /tasks', () => {
  describe('happy', () => {
    it('API13 adds a task: 201, where it is, its version, and its place in the log', async () => {
      const caller = await newApiCaller();
      const answer = await caller.call('POST', '/tasks', {
        body: { title: 'Buy milk', tags: ['Shop'], priority: 'high' },
      });
      const { task } = answer.json() as { task: Task };
      expect([answer.status, answer.headers.get('location'), answer.headers.get('etag')]).toEqual([
        201,
        `/api/v1/tasks/${task.id}`,
        '"1"',
      ]);
      expect(answer.json()).toEqual({
        task: expect.objectContaining({ title: 'Buy milk', tags: ['shop'] }),
        seq: expect.any(Number),
        correlationId: expect.stringMatching(/^cor_/),
      });
      expect(await rowOf(task.id)).toMatchObject({
        user_id: caller.visitor.id,
        title: 'Buy milk',
        priority: 3,
        version: 1,
      });
    });

    it('API13 takes an id that the client chose', async () => {
      const caller = await newApiCaller();
      const taskId = nthId('task', 1);
      expect((await caller.addTask({ taskId })).id).toBe(taskId);
    });
  });
  describe('errors', () => {
    it('API13 refuses a list that is not there, an id that is taken, and a parent in the trash', async () => {
      const caller = await newApiCaller();
      const { id } = await caller.addTask();
      const add = (more: object) => caller.call('POST', '/tasks', { body: { title: 'x', ...more } });
      expect((await add({ listId: nthId('list', 9) })).code()).toBe('not_found');
      expect((await add({ taskId: id })).code()).toBe('id_taken');
      await caller.call('DELETE', `/tasks/${id}`);
      expect((await add({ parentId: id })).code()).toBe('invalid_state');
    });
  });
});

describe('GET /tasks/{taskId}', () => {
  describe('happy', () => {
    it('API14 reads a task, the trash included', async () => {
      const caller = await newApiCaller();
      const { id } = await caller.addTask();
      await caller.call('DELETE', `/tasks/${id}`);
      const answer = await caller.call('GET', `/tasks/${id}`);
      expect([answer.status, answer.json()]).toMatchObject([200, { task: { id, deletedAt: expect.any(String) } }]);
    });
  });
  describe('errors', () => {
    it('API14 an id that nobody has is 404', async () => {
      expect((await (await newApiCaller()).call('GET', `/tasks/${nthId('task', 77)}`)).code()).toBe('not_found');
    });
  });
});

describe('PATCH /tasks/{taskId}', () => {
  describe('happy', () => {
    it('API15 merges: what is left out stays, null clears, and merge-patch+json is taken too', async () => {
      const caller = await newApiCaller();
      const { id } = await caller.addTask({ notes: 'keep', due: { kind: 'date', date: '2026-12-24' }, tags: ['a'] });
      const headers = { 'content-type': 'application/merge-patch+json' };
      const answer = await caller.call('PATCH', `/tasks/${id}`, { rawBody: '{"due":null,"tags":["b","B"]}', headers });
      expect(answer.json()).toMatchObject({ task: { notes: 'keep', due: null, tags: ['b'], version: 2 } });
      expect(await rowOf(id)).toMatchObject({ notes: 'keep', due_kind: null, due_at: null, tags: '["b"]' });
    });

    it('API15 a change that changes nothing is a success without a place in the log', async () => {
      const caller = await newApiCaller();
      const { id, title } = await caller.addTask();
      expect((await caller.call('PATCH', `/tasks/${id}`, { body: { title } })).json()).toMatchObject({
        seq: null,
        task: { version: 1 },
      });
      expect((await caller.call('PATCH', `/tasks/${id}`, { body: {} })).json()).toMatchObject({ seq: null });
    });
  });
  describe('errors', () => {
    it('API15 a task in the trash has to be restored first', async () => {
      const caller = await newApiCaller();
      const { id } = await caller.addTask();
      await caller.call('DELETE', `/tasks/${id}`);
      expect((await caller.call('PATCH', `/tasks/${id}`, { body: { title: 'x' } })).code()).toBe('invalid_state');
    });
  });
});

const STEPS = [
  ['completeTask', 'POST', '/complete', { status: 'completed', deletedAt: null }],
  ['reopenTask', 'POST', '/reopen', { status: 'open', deletedAt: null }],
  ['deleteTask', 'DELETE', '', { status: 'open', deletedAt: expect.any(String) }],
  ['restoreTask', 'POST', '/restore', { status: 'open', deletedAt: null }],
] as const;

describe.each(STEPS)('%s', (operationId, method, path, expected) => {
  describe('happy', () => {
    it(`API16 ${operationId} answers the task as it is now, and again when it is so already`, async () => {
      const caller = await newApiCaller();
      const { id } = await caller.addTask();
      if (operationId === 'reopenTask') await caller.call('POST', `/tasks/${id}/complete`);
      if (operationId === 'restoreTask') await caller.call('DELETE', `/tasks/${id}`);
      const first = await caller.call(method, `/tasks/${id}${path}`);
      expect([first.status, first.json()]).toMatchObject([200, { task: expected, seq: expect.any(Number) }]);
      const again = await caller.call(method, `/tasks/${id}${path}`);
      expect([again.status, again.json()]).toMatchObject([200, { task: expected, seq: null }]);
      expect(await rowOf(id)).toMatchObject({ status: expected.status });
    });
  });
  describe('errors', () => {
    it(`API16 ${operationId} of a task that nobody has is 404`, async () => {
      expect((await (await newApiCaller()).call(method, `/tasks/${nthId('task', 78)}${path}`)).code()).toBe(
        'not_found',
      );
    });
  });
});

describe('POST /tasks/{taskId}/move', () => {
  describe('happy', () => {
    it('API17 moves within the order, to another list and under another task', async () => {
      const caller = await newApiCaller();
      const home = await caller.addList();
      const [a, b, c] = [
        await caller.addTask({ title: 'a' }),
        await caller.addTask({ title: 'b' }),
        await caller.addTask({ title: 'c' }),
      ];
      await caller.call('POST', `/tasks/${c.id}/move`, { body: { after: a.id } });
      expect(await list(caller, '')).toEqual(['a', 'c', 'b']);
      await caller.call('POST', `/tasks/${c.id}/move`, { body: { listId: home.id } });
      expect(await list(caller, `list=${home.id}`)).toEqual(['c']);
      const moved = await caller.call('POST', `/tasks/${b.id}/move`, { body: { parentId: c.id } });
      expect(moved.json()).toMatchObject({ task: { parentId: c.id, listId: home.id } });
    });
  });
  describe('errors', () => {
    it('API17 refuses two neighbours, itself as its parent, and a neighbour that stands elsewhere', async () => {
      const caller = await newApiCaller();
      const home = await caller.addList();
      const [a, b] = [await caller.addTask(), await caller.addTask({ listId: home.id })];
      const move = (body: object) => caller.call('POST', `/tasks/${a.id}/move`, { body });
      expect((await move({ after: null, before: null })).code()).toBe('validation_failed');
      expect((await move({ parentId: a.id })).code()).toBe('invalid_state');
      expect((await move({ after: b.id })).code()).toBe('invalid_state');
    });
  });
});

describe('POST /tasks/{taskId}/tags', () => {
  describe('happy', () => {
    it('API18 two devices that add different tags keep both', async () => {
      const caller = await newApiCaller();
      const { id } = await caller.addTask({ tags: ['old'] });
      await Promise.all([
        caller.call('POST', `/tasks/${id}/tags`, { body: { add: ['one'] } }),
        caller.call('POST', `/tasks/${id}/tags`, { body: { add: ['two'], remove: ['old'] } }),
      ]);
      expect((await caller.call('GET', `/tasks/${id}`)).json()).toMatchObject({ task: { tags: ['one', 'two'] } });
    });
  });
  describe('errors', () => {
    it('API18 refuses the twenty-first tag', async () => {
      const caller = await newApiCaller();
      const { id } = await caller.addTask({ tags: Array.from({ length: 20 }, (_, at) => `t${at}`) });
      expect((await caller.call('POST', `/tasks/${id}/tags`, { body: { add: ['more'] } })).code()).toBe(
        'limit_reached',
      );
    });
  });
});
