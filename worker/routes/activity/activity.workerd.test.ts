import { describe, expect, it } from 'vitest';
import type { LoggedEvent } from '#core/log/event.ts';
import { newApiCaller } from '#test/contracts/api-caller.ts';
import { nthId } from '#test/ids.ts';

describe('GET /activity', () => {
  describe('happy', () => {
    it('API27 tells who changed what from what to what, newest first, 20 a page', async () => {
      const caller = await newApiCaller();
      const { id } = await caller.addTask({ title: 'Before' });
      await caller.call('PATCH', `/tasks/${id}`, { body: { title: 'After' } });
      const page = (await caller.call('GET', '/activity')).json() as { events: LoggedEvent[]; total: number };
      expect(page).toMatchObject({ page: 1, perPage: 20, total: page.events.length });
      expect(page.events[0]).toMatchObject({
        type: 'task.updated',
        aggregateId: id,
        actor: { kind: 'user' },
        data: { after: { title: 'After' }, before: { title: 'Before' } },
      });
      const seqs = page.events.map(({ seq }) => seq);
      expect(seqs).toEqual(seqs.toSorted((a, b) => b - a));
    });

    it('API27 filters by type, actor, day and task', async () => {
      const caller = await newApiCaller();
      const { id } = await caller.addTask();
      await caller.call('POST', `/tasks/${id}/complete`);
      const types = async (query: string) => {
        const { events } = (await caller.call('GET', `/activity?${query}`)).json() as { events: LoggedEvent[] };
        return events.map(({ type }) => type);
      };
      expect(await types('type=task.created&type=task.completed')).toEqual(['task.completed', 'task.created']);
      expect(await types(`task=${id}`)).toEqual(['task.completed', 'task.created']);
      expect(await types('actor=system')).toEqual([]);
      expect(await types('to=2001-01-01')).toEqual([]);
      expect((await types('from=2001-01-01')).length).toBeGreaterThan(2);
      const own = (await caller.call('GET', `/tasks/${id}/activity`)).json() as { events: LoggedEvent[] };
      expect(own.events.map(({ type }) => type)).toEqual(['task.completed', 'task.created']);
    });
  });
  describe('errors', () => {
    it('API27 refuses a type or a day that does not exist, and the history of a task nobody has', async () => {
      const caller = await newApiCaller();
      expect((await caller.call('GET', '/activity?type=task.exploded')).code()).toBe('validation_failed');
      expect((await caller.call('GET', '/activity?from=2026-02-30')).code()).toBe('validation_failed');
      expect((await caller.call('GET', `/tasks/${nthId('task', 3)}/activity`)).code()).toBe('not_found');
    });
  });
});
