import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import { newApiCaller } from '#test/contracts/api-caller.ts';

describe('GET /tags', () => {
  describe('happy', () => {
    it('API22 answers tags with counts, by the way they begin, in any case and script', async () => {
      const caller = await newApiCaller();
      await caller.addTask({ tags: ['Home', 'größe'] });
      await caller.addTask({ tags: ['home', 'عمل'] });
      const tags = async (prefix: string) =>
        (await caller.call('GET', `/tags?prefix=${encodeURIComponent(prefix)}`)).json().tags;
      expect(await tags('HO')).toEqual([{ tag: 'home', count: 2 }]);
      expect(await tags('عم')).toEqual([{ tag: 'عمل', count: 1 }]);
      expect(await tags('%')).toEqual([]);
      expect(await tags('')).toHaveLength(3);
    });
  });
  describe('errors', () => {
    it('API22 refuses a prefix that is too long', async () => {
      expect((await (await newApiCaller()).call('GET', `/tags?prefix=${'x'.repeat(51)}`)).code()).toBe(
        'validation_failed',
      );
    });
  });
});

describe('changes of tags', () => {
  describe('happy', () => {
    it('API23 a tag is made ahead of use, renamed everywhere, merged, and taken off everywhere', async () => {
      const caller = await newApiCaller();
      const made = await caller.call('POST', '/tags', { body: { tag: 'Soon' } });
      expect([made.status, made.json()]).toMatchObject([201, { tag: 'soon', changed: 1, remaining: 0 }]);
      const { id } = await caller.addTask({ tags: ['a', 'b'] });
      expect((await caller.call('PATCH', '/tags/a', { body: { to: 'c' } })).json()).toMatchObject({
        tag: 'c',
        changed: 1,
      });
      expect((await caller.call('PATCH', '/tags/c', { body: { to: 'b' } })).json()).toMatchObject({
        tag: 'b',
        changed: 1,
      });
      expect((await caller.call('GET', `/tasks/${id}`)).json()).toMatchObject({ task: { tags: ['b'] } });
      const { correlationId } = (await caller.call('DELETE', '/tags/B')).json();
      expect((await env.DB.prepare('SELECT tags FROM tasks WHERE id = ?').bind(id).first())?.tags).toBe('[]');
      await caller.call('POST', '/undo', { body: { correlationId } });
      expect((await caller.call('GET', `/tasks/${id}`)).json()).toMatchObject({ task: { tags: ['b'] } });
    });
  });
  describe('errors', () => {
    it('API23 a tag nobody has is 404; a word that is no tag is refused', async () => {
      const caller = await newApiCaller();
      expect((await caller.call('DELETE', '/tags/nothing')).code()).toBe('not_found');
      for (const tag of ['', 'two words', '123', 'x'.repeat(51), 'a#b', 'a,b']) {
        expect((await caller.call('POST', '/tags', { body: { tag } })).code(), tag).toBe('validation_failed');
      }
    });
  });
});
