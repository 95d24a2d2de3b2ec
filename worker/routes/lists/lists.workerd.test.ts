import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import type { List } from '#core/list/list.ts';
import { newApiCaller } from '#test/contracts/api-caller.ts';
import { nthId } from '#test/ids.ts';

async function rowOf(id: string) {
  return await env.DB.prepare('SELECT * FROM lists WHERE id = ?').bind(id).first();
}

describe('GET /lists and GET /lists/{listId}', () => {
  describe('happy', () => {
    it('API19 answers the lists in order, the Inbox first, with open counts', async () => {
      const caller = await newApiCaller();
      const list = await caller.addList('Home');
      await caller.addTask({ listId: list.id });
      const { lists } = (await caller.call('GET', '/lists')).json() as { lists: List[] };
      expect(lists).toMatchObject([
        { id: 'inbox', openCount: 0 },
        { id: list.id, name: 'Home', openCount: 1 },
      ]);
      expect((await caller.call('GET', `/lists/${list.id}`)).json()).toEqual({ list: lists[1] });
    });
  });
  describe('errors', () => {
    it('API19 a list that nobody has is 404', async () => {
      expect((await (await newApiCaller()).call('GET', `/lists/${nthId('list', 7)}`)).code()).toBe('not_found');
    });
  });
});

describe('POST /lists', () => {
  describe('happy', () => {
    it('API20 adds a list after all others', async () => {
      const caller = await newApiCaller();
      const answer = await caller.call('POST', '/lists', { body: { name: 'Home' } });
      const { list } = answer.json() as { list: List };
      expect([answer.status, answer.headers.get('location'), answer.headers.get('etag')]).toEqual([
        201,
        `/api/v1/lists/${list.id}`,
        '"1"',
      ]);
      expect(await rowOf(list.id)).toMatchObject({ user_id: caller.visitor.id, name: 'Home' });
    });
  });
  describe('errors', () => {
    it('API20 refuses a name that is blank or too long, and an id that is taken', async () => {
      const caller = await newApiCaller();
      const { id } = await caller.addList();
      const add = (body: object) => caller.call('POST', '/lists', { body });
      expect((await add({ name: ' ' })).code()).toBe('validation_failed');
      expect((await add({ name: 'x'.repeat(101) })).code()).toBe('validation_failed');
      expect((await add({ name: 'x', listId: id })).code()).toBe('id_taken');
      expect((await add({ name: 'x', listId: 'inbox' })).code()).toBe('id_taken');
    });
  });
});

describe('changes of a list', () => {
  describe('happy', () => {
    it('API21 it is renamed, moved, archived, brought back and deleted', async () => {
      const caller = await newApiCaller();
      const [first, second] = [await caller.addList('First'), await caller.addList('Second')];
      const step = async (method: string, path: string, body?: object) =>
        (await caller.call(method, `/lists/${second.id}${path}`, body && { body })).json();
      expect(await step('PATCH', '', { name: 'Renamed' })).toMatchObject({ list: { name: 'Renamed', version: 2 } });
      await step('POST', '/move', { after: null });
      const { lists } = (await caller.call('GET', '/lists')).json() as { lists: List[] };
      expect(lists.map(({ id }) => id)).toEqual(['inbox', second.id, first.id]);
      expect(await step('POST', '/archive')).toMatchObject({ list: { archivedAt: expect.any(String) } });
      expect(await step('POST', '/unarchive')).toMatchObject({ list: { archivedAt: null } });
      expect(await step('DELETE', '')).toMatchObject({ list: { deletedAt: expect.any(String) } });
      expect(await rowOf(second.id)).toMatchObject({ deleted_at: expect.any(Number) });
    });
  });
  describe('errors', () => {
    it('API21 the Inbox stays as it is, and a list with tasks is not deleted', async () => {
      const caller = await newApiCaller();
      const list = await caller.addList();
      await caller.addTask({ listId: list.id });
      expect((await caller.call('PATCH', '/lists/inbox', { body: { name: 'x' } })).code()).toBe('invalid_state');
      expect((await caller.call('POST', '/lists/inbox/archive')).code()).toBe('invalid_state');
      expect((await caller.call('DELETE', `/lists/${list.id}`)).code()).toBe('invalid_state');
      expect((await caller.call('POST', `/lists/${list.id}/move`, { body: { after: list.id } })).status).toBe(404);
    });
  });
});
