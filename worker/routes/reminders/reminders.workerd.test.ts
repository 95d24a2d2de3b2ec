import { describe, expect, it } from 'vitest';
import type { NotificationsPage, PlannedReminder, UpcomingReminders } from '#core/query/reminders-query.ts';
import { type ApiCaller, newApiCaller } from '#test/contracts/api-caller.ts';
import { nthId } from '#test/ids.ts';

const NEW_YEAR = { kind: 'fixed', local: '2100-01-01T12:00', zone: 'UTC' };

/** A due so near that its reminder rings at once. */
function soon() {
  return { kind: 'fixed', local: new Date(Date.now() + 10 * 60_000).toISOString().slice(0, 16), zone: 'UTC' };
}

async function bell(caller: ApiCaller, query = ''): Promise<NotificationsPage> {
  return (await caller.call('GET', `/notifications${query}`)).json() as unknown as NotificationsPage;
}

describe('reminders', () => {
  describe('happy', () => {
    it('API35 are listed with when they ring, added, changed, snoozed and cancelled', async () => {
      const caller = await newApiCaller();
      const { id } = await caller.addTask({ due: NEW_YEAR, reminders: [] });
      const path = `/tasks/${id}/reminders`;
      const list = async () => (await caller.call('GET', path)).json().reminders as PlannedReminder[];
      expect((await caller.call('POST', path, { body: { when: { kind: 'before', minutes: 60 } } })).status).toBe(200);
      const [added] = await list();
      expect(added).toMatchObject({ channels: ['in_app', 'push'], ringsAt: '2100-01-01T11:00:00.000Z' });
      const one = `${path}/${added?.id}`;
      await caller.call('PATCH', one, { body: { when: { kind: 'before', minutes: 90 }, channels: ['in_app'] } });
      expect(await list()).toMatchObject([{ channels: ['in_app'], ringsAt: '2100-01-01T10:30:00.000Z' }]);
      const until = '2099-12-31T00:00:00.000Z';
      await caller.call('POST', `${one}/snooze`, { body: { snooze: { kind: 'until', at: until } } });
      expect(await list()).toMatchObject([{ ringsAt: until }]);
      const upcoming = (await caller.call('GET', '/reminders')).json() as unknown as UpcomingReminders;
      expect(upcoming.reminders).toMatchObject([{ taskId: id, reminder: { id: added?.id, ringsAt: until } }]);
      expect((await caller.call('DELETE', one)).status).toBe(200);
      expect(await list()).toEqual([]);
    });

    it('API36 what rang is in the bell until it is read or taken notice of', async () => {
      const caller = await newApiCaller();
      const body = { title: 'Now', due: soon(), reminders: [{ when: { kind: 'before', minutes: 30 } }] };
      expect((await caller.call('POST', '/tasks', { body })).status).toBe(201);
      await expect.poll(async () => (await bell(caller)).unread).toBe(1);
      const { notifications } = await bell(caller, '?unread=true');
      const firingIds = notifications.map(({ id }) => id);
      expect(notifications).toMatchObject([{ title: 'Now', acknowledgedAt: null, readAt: null }]);
      const read = await caller.call('POST', '/notifications/read', { body: { firingIds: 'all' } });
      expect(read.json()).toMatchObject({ changed: 1, remaining: 0 });
      expect(await bell(caller)).toMatchObject({ total: 1, unread: 0, notifications: [{ acknowledgedAt: null }] });
      await caller.call('POST', '/notifications/acknowledge', { body: { firingIds } });
      expect((await bell(caller)).notifications).toMatchObject([{ acknowledgedAt: expect.any(String) }]);
    });
  });

  describe('errors', () => {
    it('API35 refuses what would never ring, and what is not there', async () => {
      const caller = await newApiCaller();
      const { id } = await caller.addTask({ due: NEW_YEAR });
      const path = `/tasks/${id}/reminders`;
      const past = { when: { kind: 'floating', local: '2020-01-01T09:00' } };
      expect(await caller.call('POST', path, { body: past })).toMatchObject({ status: 400 });
      expect(await caller.call('POST', path, { body: { when: { kind: 'before', minutes: -1 } } })).toMatchObject({
        status: 400,
      });
      const unknown = nthId('reminder', 9);
      expect((await caller.call('DELETE', `${path}/${unknown}`)).status).toBe(404);
      expect((await caller.call('PATCH', `${path}/${unknown}`, { body: { channels: ['push'] } })).status).toBe(404);
      expect((await caller.call('GET', `/tasks/${nthId('task', 9)}/reminders`)).status).toBe(404);
    });

    it('API36 refuses ids that are no ids, and takes those that are gone in its stride', async () => {
      const caller = await newApiCaller();
      expect((await caller.call('POST', '/notifications/read', { body: { firingIds: ['x'] } })).status).toBe(400);
      const body = { firingIds: [nthId('firing', 1)] };
      expect((await caller.call('POST', '/notifications/acknowledge', { body })).json()).toMatchObject({ changed: 0 });
    });
  });
});
