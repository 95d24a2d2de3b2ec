import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import { type ApiCaller, newApiCaller } from '#test/contracts/api-caller.ts';
import { nthId } from '#test/ids.ts';

const run = (caller: ApiCaller, body: object) => caller.call('POST', '/commands', { body });

async function titlesOf(caller: ApiCaller): Promise<unknown[]> {
  const { results } = await env.DB.prepare('SELECT title FROM tasks WHERE user_id = ? ORDER BY title')
    .bind(caller.visitor.id)
    .all();
  return results.map(({ title }) => title);
}

describe('POST /commands', () => {
  describe('happy', () => {
    it('API24 carries commands out in order, and later ones use the ids that earlier ones chose', async () => {
      const caller = await newApiCaller();
      const [listId, taskId] = [nthId('list', 1), nthId('task', 1)];
      const commands = [
        { id: '1', type: 'list.create', listId, name: 'Trip' },
        { id: '2', type: 'task.create', taskId, listId, title: 'Pack' },
        { id: '3', type: 'task.create', parentId: taskId, title: 'Socks' },
        { id: '4', type: 'task.complete', taskId },
      ];
      const answer = await run(caller, { commands });
      expect([answer.status, answer.json().replies]).toMatchObject([
        200,
        [
          { id: '1', status: 'done', list: { id: listId } },
          { id: '2', status: 'done', task: { id: taskId, listId } },
          { id: '3', status: 'done', task: { parentId: taskId, listId } },
          { id: '4', status: 'done', changed: 2 },
        ],
      ]);
    });

    it('API24 without atomic a refused command leaves the others alone, and is answered in its place', async () => {
      const caller = await newApiCaller();
      const commands = [
        { id: '1', type: 'task.create', title: 'a' },
        { id: '2', type: 'task.complete', taskId: nthId('task', 99) },
        { id: '3', type: 'task.create', title: 'b' },
      ];
      const { replies } = (await run(caller, { commands })).json();
      expect(replies).toMatchObject([
        { status: 'done' },
        { id: '2', status: 'refused', code: 'not_found', detail: expect.any(String) },
        { status: 'done' },
      ]);
      expect(await titlesOf(caller)).toEqual(['a', 'b']);
    });

    it('API24 one correlation id for all of them takes all of them back with one undo', async () => {
      const caller = await newApiCaller();
      const correlationId = nthId('correlation', 1);
      await run(caller, {
        correlationId,
        commands: ['a', 'b'].map((title) => ({ id: title, type: 'task.create', title })),
      });
      expect((await caller.call('POST', '/undo', { body: { correlationId } })).json()).toMatchObject({ changed: 2 });
      expect((await caller.call('GET', '/tasks')).json()).toMatchObject({ total: 0 });
    });
  });
  describe('errors', () => {
    it('API25 an atomic batch with a refused command does nothing, and its problem lists every reply', async () => {
      const caller = await newApiCaller();
      const commands = [
        { id: '1', type: 'task.create', title: 'a' },
        { id: '2', type: 'task.complete', taskId: nthId('task', 99) },
      ];
      const answer = await run(caller, { atomic: true, commands });
      expect([answer.status, answer.code()]).toEqual([404, 'not_found']);
      expect(answer.json().errors).toEqual([
        { path: 'commands.0', message: expect.stringMatching(/^batch_aborted: /) },
        { path: 'commands.1', message: expect.stringMatching(/^not_found: /) },
      ]);
      expect(await titlesOf(caller)).toEqual([]);
      expect((await run(caller, { atomic: true, commands: commands.slice(0, 1) })).status).toBe(200);
    });

    it('API25 refuses an unknown command, a missing id, and a body beyond 1 MiB', async () => {
      const caller = await newApiCaller();
      expect((await run(caller, { commands: [{ id: '1', type: 'task.explode' }] })).code()).toBe('validation_failed');
      expect((await run(caller, { commands: [{ type: 'tag.create', tag: 'a' }] })).code()).toBe('validation_failed');
      const notes = 'x'.repeat(60_000);
      const commands = Array.from({ length: 18 }, (_, at) => ({
        id: `${at}`,
        type: 'task.create',
        title: 'Big',
        notes,
      }));
      expect((await run(caller, { commands })).code()).toBe('too_large');
      expect((await run(caller, { commands: commands.slice(0, 17) })).status).toBe(200);
    });
  });
});
