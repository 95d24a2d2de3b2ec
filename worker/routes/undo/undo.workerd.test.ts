import { describe, expect, it } from 'vitest';
import { newApiCaller } from '#test/contracts/api-caller.ts';
import { nthId } from '#test/ids.ts';

describe('POST /undo', () => {
  describe('happy', () => {
    it('API26 takes back a change by the correlation id of its answer, and undoing that is a redo', async () => {
      const caller = await newApiCaller();
      const { id } = await caller.addTask({ title: 'Before' });
      const { correlationId } = (await caller.call('PATCH', `/tasks/${id}`, { body: { title: 'After' } })).json();
      const undone = await caller.call('POST', '/undo', { body: { correlationId } });
      expect([undone.status, undone.json()]).toMatchObject([200, { changed: 1, remaining: 0, blocked: [] }]);
      expect((await caller.call('GET', `/tasks/${id}`)).json()).toMatchObject({ task: { title: 'Before' } });
      await caller.call('POST', '/undo', { body: { correlationId: undone.json().correlationId } });
      expect((await caller.call('GET', `/tasks/${id}`)).json()).toMatchObject({ task: { title: 'After' } });
    });
  });
  describe('errors', () => {
    it('API26 says why not: unknown or too old, or a later change in the way', async () => {
      const caller = await newApiCaller();
      const { id } = await caller.addTask();
      const unknown = await caller.call('POST', '/undo', { body: { correlationId: nthId('correlation', 5) } });
      expect([unknown.status, unknown.code()]).toEqual([410, 'gone']);
      const { correlationId } = (await caller.call('PATCH', `/tasks/${id}`, { body: { title: 'Mine' } })).json();
      await caller.call('PATCH', `/tasks/${id}`, { body: { title: 'Later' } });
      const blocked = await caller.call('POST', '/undo', { body: { correlationId } });
      expect([blocked.status, blocked.code()]).toEqual([409, 'undo_blocked']);
      expect((await caller.call('GET', `/tasks/${id}`)).json()).toMatchObject({ task: { title: 'Later' } });
    });
  });
});
