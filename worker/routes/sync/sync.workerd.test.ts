import { describe, expect, it } from 'vitest';
import type { SyncPage } from '#core/query/sync-query.ts';
import { newApiCaller } from '#test/contracts/api-caller.ts';

describe('GET /sync', () => {
  describe('happy', () => {
    it('API28 tells in order what happened since, in pages, and nothing when nothing did', async () => {
      const caller = await newApiCaller();
      const start = (await caller.call('GET', '/tasks')).json() as { seq: number; epoch: string };
      for (const title of ['a', 'b', 'c']) await caller.addTask({ title });
      const ask = async (since: number, more = '') =>
        (await caller.call('GET', `/sync?since=${since}&epoch=${start.epoch}${more}`)).json() as SyncPage;
      const first = await ask(start.seq, '&limit=2');
      if (first.kind !== 'events') throw new Error('reset');
      expect([first.events.length, first.hasMore]).toEqual([2, true]);
      const second = await ask(first.next);
      if (second.kind !== 'events') throw new Error('reset');
      expect([second.events.length, second.hasMore]).toEqual([1, false]);
      expect(await ask(second.next)).toMatchObject({ kind: 'events', events: [], next: second.next, hasMore: false });
    });
  });
  describe('errors', () => {
    it('API28 asks for a place to begin', async () => {
      expect((await (await newApiCaller()).call('GET', '/sync')).json()).toMatchObject({ errors: [{ path: 'since' }] });
    });
  });
});
