import { sql } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { toInstant } from '#core/instant.ts';
import { newNotifiedPerson } from '#test/notified-person.ts';
import { MOMENT, newPushedPerson } from '#test/pushed-person.ts';
import { dropFirings, dropOtherDeliveries } from '../../db/queries/drop-firings.ts';
import { exportAll } from '../export-all.ts';
import { SCHEDULE } from '../hub/schedule-actor.ts';
import { queueMessage } from '../notifier/queue-message.ts';

const MINUTE = 60_000;

it('DL7 what became of a ringing goes with it, and not before, a chunk at a time', async () => {
  const { user, until, say, ledger } = await newPushedPerson({ browsers: 2 });
  await until(MOMENT + MINUTE);
  await say({ type: 'task.create', title: 'Later', due: { kind: 'fixed', local: '2026-11-21T15:00', zone: 'UTC' } });
  await until(MOMENT + 180 * MINUTE);
  const count = async (table: string) => {
    const rows = await user.db.all(sql`SELECT 1 FROM ${sql.raw(table)} WHERE user_id = ${user.id}`);
    return rows.length;
  };
  const counts = async () => [await count('firings'), await count('deliveries'), await count('delivery_attempts')];
  expect(await counts()).toEqual([2, 6, 4]);
  await dropFirings(user.db, MOMENT, 100);
  expect(await counts()).toEqual([2, 6, 4]);
  await dropFirings(user.db, MOMENT + 1, 1);
  expect(await counts()).toEqual([1, 3, 2]);
  await expect(ledger()).resolves.toEqual([]);
  await dropFirings(user.db, MOMENT + 180 * MINUTE, 100);
  expect(await counts()).toEqual([0, 0, 0]);
});

it('DL7 the export has every line and every try, and nothing it takes to send to a device', async () => {
  const { user, until, service } = await newPushedPerson({ browsers: 1 });
  await until(MOMENT + MINUTE);
  let text = '';
  for await (const piece of exportAll(user.db, user.id, toInstant(MOMENT))) text += piece;
  const exported = JSON.parse(text);
  expect(exported.deliveries).toMatchObject([
    { channel: 'in_app', status: 'waiting' },
    { channel: 'push', status: 'sent' },
  ]);
  expect(exported.deliveryAttempts).toMatchObject([{ channel: 'push', code: 201, lateMs: 0 }]);
  expect(exported.pushSubscriptions).toMatchObject([{ name: 'Browser 1', service: 'fcm.googleapis.com' }]);
  expect(text).not.toContain(new URL(service.received[0]?.endpoint ?? '').pathname);
});

it('DL7 the export is whole beyond a page', async () => {
  const { user } = await newPushedPerson();
  await user.db.run(sql`INSERT INTO deliveries (user_id, reminder_id, firing_id, channel, destination, status, created_at, updated_at)
    WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < 450)
    SELECT ${user.id}, 'rem_' || n, 'fir', 'email', '', 'waiting', 0, 0 FROM n`);
  await user.db.run(sql`INSERT INTO delivery_attempts (user_id, reminder_id, firing_id, channel, destination, at, late_ms)
    WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < 450)
    SELECT ${user.id}, 'rem', 'fir', 'email', '', n, 0 FROM n`);
  let text = '';
  for await (const piece of exportAll(user.db, user.id, toInstant(MOMENT))) text += piece;
  const { deliveries, deliveryAttempts } = JSON.parse(text);
  expect(new Set(deliveries.map(({ reminderId }: { reminderId: string }) => reminderId)).size).toBe(450);
  expect(deliveryAttempts).toHaveLength(450);
});

it('NT21 messages go with what rang, account mail and tests by themselves, and the export has both without secrets', async () => {
  const person = await newNotifiedPerson({ channels: ['email', 'webhook'], hooks: 1 });
  await person.until(MOMENT);
  for (const each of await person.claim()) {
    if (each.outcome === 'granted') await person.report(each, { kind: 'sent' });
  }
  const { user, deps } = person;
  const by = { userId: user.id, actor: SCHEDULE };
  const mail = { kind: 'verify_email', channel: 'email', destination: '' } as const;
  await queueMessage(deps, by, { ...mail, secret: 'sealed-token', expiresAtMs: MOMENT + MINUTE });
  let text = '';
  for await (const piece of exportAll(user.db, user.id, toInstant(MOMENT))) text += piece;
  const exported = JSON.parse(text);
  expect(exported.messages).toHaveLength(3);
  expect(exported.webhooks).toMatchObject([{ name: 'Hook 1' }]);
  expect(exported.isMailedReminders).toBe(true);
  for (const secret of ['whsec_', 'sealed-token', '"claim"', '"secret"']) expect(text).not.toContain(secret);
  const kinds = async () => {
    const rows = await user.db.all<{ kind: string }>(sql`SELECT kind FROM messages WHERE user_id = ${user.id}`);
    return rows.map(({ kind }) => kind).sort();
  };
  expect(await dropOtherDeliveries(user.db, MOMENT, 100)).toBe(0);
  await dropFirings(user.db, MOMENT + 1, 100);
  expect(await kinds()).toEqual(['verify_email']);
  expect(await dropOtherDeliveries(user.db, MOMENT + 1, 100)).toBeGreaterThan(0);
  expect(await kinds()).toEqual([]);
  expect(await user.db.all(sql`SELECT 1 FROM deliveries WHERE user_id = ${user.id}`)).toEqual([]);
});
