import { describe, expect, it } from 'vitest';
import { newApiCaller } from '#test/contracts/api-caller.ts';

/** A task at version 3. */
async function taskAtVersion3() {
  const caller = await newApiCaller();
  const { id } = await caller.addTask();
  await caller.call('PATCH', `/tasks/${id}`, { body: { title: 'Second' } });
  await caller.call('PATCH', `/tasks/${id}`, { body: { title: 'Third' } });
  return { caller, id };
}

describe('ETag', () => {
  it('ET1 is strong, the version, and the same from reading, writing and HEAD', async () => {
    const { caller, id } = await taskAtVersion3();
    const read = await caller.call('GET', `/tasks/${id}`);
    const head = await caller.call('HEAD', `/tasks/${id}`);
    const write = await caller.call('PATCH', `/tasks/${id}`, { body: { title: 'Third' } });
    expect([read, head, write].map(({ headers }) => headers.get('etag'))).toEqual(['"3"', '"3"', '"3"']);
    expect([head.status, head.text]).toEqual([200, '']);
    expect(read.headers.get('cache-control')).toBe('private, no-cache');
    expect(read.headers.get('vary')).toBe('Authorization, Cookie');
  });
});

describe('If-None-Match', () => {
  it.each([
    ['"3"', 304],
    ['W/"3"', 304],
    ['*', 304],
    ['"1", "3"', 304],
    ['"2"', 200],
    ['3', 200],
    ['"', 200],
  ])('ET2 %s is answered with %i', async (tag, status) => {
    const { caller, id } = await taskAtVersion3();
    for (const path of [`/tasks/${id}`]) {
      const answer = await caller.call('GET', path, { headers: { 'if-none-match': tag } });
      expect([answer.status, answer.headers.get('etag')]).toEqual([status, '"3"']);
      if (status === 304) expect(answer.text).toBe('');
    }
  });

  it('ET2 a task of somebody else is 404 whatever tag is named', async () => {
    const { id } = await taskAtVersion3();
    const other = await newApiCaller();
    const answer = await other.call('GET', `/tasks/${id}`, { headers: { 'if-none-match': '*' } });
    expect([answer.status, answer.headers.get('etag')]).toEqual([404, null]);
  });
});

describe('If-Match', () => {
  it.each([
    ['"3"', 200],
    ['*', 200],
    ['"1", "3"', 200],
    ['"2"', 412],
    ['"1", "2"', 412],
    ['W/"3"', 412],
    ['"4"', 412],
    ['"abc"', 412],
    ['3', 400],
    ['"3', 400],
  ])('ET3 %s is answered with %i', async (tag, status) => {
    const { caller, id } = await taskAtVersion3();
    const answer = await caller.call('PATCH', `/tasks/${id}`, {
      body: { title: 'Fourth' },
      headers: { 'if-match': tag },
    });
    expect(answer.status).toBe(status);
    const { task } = (await caller.call('GET', `/tasks/${id}`)).json() as { task: { title: string; version: number } };
    expect([task.title, task.version]).toEqual(status === 200 ? ['Fourth', 4] : ['Third', 3]);
  });

  it('ET3 guards every change of a task, and of a list and the settings', async () => {
    const caller = await newApiCaller();
    const { id } = await caller.addTask();
    const list = await caller.addList();
    const stale = { headers: { 'if-match': '"9"' } };
    const changes: [string, string, unknown?][] = [
      ['PATCH', `/tasks/${id}`, { title: 'x' }],
      ['POST', `/tasks/${id}/complete`],
      ['POST', `/tasks/${id}/reopen`],
      ['POST', `/tasks/${id}/restore`],
      ['POST', `/tasks/${id}/move`, {}],
      ['POST', `/tasks/${id}/tags`, { add: ['x'] }],
      ['DELETE', `/tasks/${id}`],
      ['PATCH', `/lists/${list.id}`, { name: 'x' }],
      ['POST', `/lists/${list.id}/move`, { after: null }],
      ['POST', `/lists/${list.id}/archive`],
      ['POST', `/lists/${list.id}/unarchive`],
      ['DELETE', `/lists/${list.id}`],
      ['PATCH', '/me', { weekStart: 7 }],
    ];
    for (const [method, path, body] of changes) {
      const answer = await caller.call(method, path, { ...stale, ...(body !== undefined && { body }) });
      expect([answer.status, answer.code()], `${method} ${path}`).toEqual([412, 'precondition_failed']);
    }
  });

  it('ET4 of 100 writers that all read the same version exactly one changes it', async () => {
    const { caller, id } = await taskAtVersion3();
    const answers = await Promise.all(
      Array.from({ length: 100 }, (_, at) =>
        caller.call('PATCH', `/tasks/${id}`, { body: { title: `Writer ${at}` }, headers: { 'if-match': '"3"' } }),
      ),
    );
    const statuses = answers.map(({ status }) => status);
    expect(statuses.filter((status) => status === 200)).toHaveLength(1);
    expect(statuses.filter((status) => status === 412)).toHaveLength(99);
    const { events } = (await caller.call('GET', `/tasks/${id}/activity`)).json() as { events: unknown[] };
    expect(events).toHaveLength(4);
  });
});
