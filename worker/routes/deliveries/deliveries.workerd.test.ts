import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { ReminderLedgerSchema } from '#core/query/deliveries-query.ts';
import { type ApiCaller, newApiCaller } from '#test/contracts/api-caller.ts';
import { nthId } from '#test/ids.ts';

const NotificationsSchema = z.object({ notifications: z.array(z.object({ id: z.string(), reminderId: z.string() })) });

/** A task whose reminder rings at once, in the hub itself. */
async function ringNow(caller: ApiCaller) {
  const due = { kind: 'fixed', local: new Date(Date.now() + 600_000).toISOString().slice(0, 16), zone: 'UTC' };
  const { id } = await caller.addTask({ due, reminders: [{ when: { kind: 'before', minutes: 30 } }] });
  const bell = async () => NotificationsSchema.parse((await caller.call('GET', '/notifications')).json()).notifications;
  await expect.poll(async () => (await bell()).length).toBe(1);
  const [firing] = await bell();
  const path = `/tasks/${id}/reminders/${firing?.reminderId}/deliveries`;
  const rang = async () => ReminderLedgerSchema.parse((await caller.call('GET', path)).json()).rang;
  return { taskId: id, firingId: firing?.id ?? '', path, rang };
}

describe('happy', () => {
  it('DL6 the ledger of a reminder says what became of it on every channel, and how late', async () => {
    const caller = await newApiCaller();
    const { rang, firingId, path, taskId } = await ringNow(caller);
    expect(await rang()).toMatchObject([
      {
        firingId,
        channels: ['in_app', 'push'],
        isMissed: false,
        deliveries: [{ channel: 'in_app', status: 'waiting' }],
      },
    ]);
    const shown = await caller.call('POST', '/notifications/shown', { body: { firingIds: [firingId] } });
    expect([shown.status, shown.json()]).toEqual([200, { changed: 1 }]);
    const again = await caller.call('POST', '/notifications/shown', { body: { firingIds: [firingId] } });
    expect(again.json()).toEqual({ changed: 0 });
    const [first] = await rang();
    expect(first?.deliveries).toMatchObject([{ status: 'sent', attempts: [{ code: null, error: null }] }]);
    expect(first?.deliveries[0]?.attempts[0]?.lateMs).toBeGreaterThan(0);
    // Also when the reminder itself is gone.
    await caller.call('DELETE', path.replace('/deliveries', ''));
    expect(await rang()).toHaveLength(1);
    expect((await caller.call('GET', `/tasks/${taskId}/reminders`)).json()).toEqual({ reminders: [] });
  });
});

describe('errors', () => {
  it('DL6 what is not there is not found, and a malformed request is refused', async () => {
    const caller = await newApiCaller();
    const { id } = await caller.addTask();
    const of = (taskId: string, reminderId: string) => `/tasks/${taskId}/reminders/${reminderId}/deliveries`;
    expect((await caller.call('GET', of(id, nthId('reminder', 1)))).code()).toBe('not_found');
    expect((await caller.call('GET', of(nthId('task', 1), nthId('reminder', 1)))).code()).toBe('not_found');
    expect((await caller.call('GET', `${of(id, nthId('reminder', 1))}?per_page=0`)).code()).toBe('validation_failed');
    for (const firingIds of [[], ['x'], 'all', Array.from({ length: 201 }, (_, n) => nthId('firing', n))]) {
      const answer = await caller.call('POST', '/notifications/shown', { body: { firingIds } });
      expect(answer.code()).toBe('validation_failed');
    }
    const unknown = await caller.call('POST', '/notifications/shown', { body: { firingIds: [nthId('firing', 9)] } });
    expect(unknown.json()).toEqual({ changed: 0 });
  });
});

it('DL3 what rang for somebody else is not shown to anybody, and leaves no trace', async () => {
  const [caller, other] = [await newApiCaller(), await newApiCaller()];
  const { firingId, rang } = await ringNow(other);
  const shown = await caller.call('POST', '/notifications/shown', { body: { firingIds: [firingId] } });
  expect(shown.json()).toEqual({ changed: 0 });
  const traces = env.DB.prepare('SELECT count(*) AS n FROM delivery_attempts WHERE user_id = ?').bind(
    caller.visitor.id,
  );
  expect(await traces.first('n')).toBe(0);
  expect((await rang())[0]?.deliveries).toMatchObject([{ status: 'waiting', attempts: [] }]);
});
