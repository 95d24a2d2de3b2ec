import { expect } from 'vitest';
import { AccountSchema } from '#core/account/account.ts';
import { WebhookWithSecretSchema } from '#core/delivery/webhook.ts';
import { NotificationsPageSchema } from '#core/query/reminders-query.ts';
import { TaskPageSchema } from '#core/query/task-query.ts';
import type { Channel } from '#core/reminder/reminder.ts';
import { axeTour } from './axe-tour.ts';
import type { Device } from './device.ts';
import { test } from './e2e-test.ts';
import { newNotifier } from './notifier.ts';

async function makeTask(
  { post }: Device,
  title: string,
  { minutes, channels }: { minutes: number; channels: Channel[] },
) {
  const due = { kind: 'fixed', local: new Date(Date.now() + 20 * 60_000).toISOString().slice(0, 16), zone: 'UTC' };
  const task = { type: 'task.create', title, due, reminders: [{ when: { kind: 'before', minutes }, channels }] };
  await post('/api/v1/commands', { commands: [{ id: title.replaceAll(' ', '-'), ...task }] });
}

async function findTask({ context }: Device, title: string) {
  const answer = await context.request.get(`/api/v1/tasks?search=${encodeURIComponent(title)}`);
  const [task] = TaskPageSchema.parse(await answer.json()).tasks;
  if (!task) throw new Error(`there is no task ${title}`);
  return task;
}

test('WEB52 the channels of a reminder are its own, and say what stands in their way', async ({
  openDevice,
  newSession,
}) => {
  const device = await openDevice({ session: await newSession() });
  const { page, visit } = device;
  await makeTask(device, 'Oil the clappers', { minutes: 5, channels: ['in_app'] });
  const { id } = await findTask(device, 'Oil the clappers');
  await visit(`/all?task=${id}`);
  const panel = page.getByRole('complementary', { name: 'Task' });
  await panel.getByRole('button', { name: /^Reminder: 5 min before/ }).click();
  const editor = page.getByRole('dialog');
  await editor.getByText('It has not rung yet.').waitFor();
  await editor.getByRole('checkbox', { name: 'Webhook' }).press('Space');
  await editor.getByText(/You have no webhook yet\./).waitFor();
  await editor.getByRole('checkbox', { name: 'Email' }).press('Space');
  await editor.getByText(/Your address is not verified/).waitFor();
  await editor.getByRole('checkbox', { name: 'In Carillon' }).press('Space');
  await expect
    .poll(async () => (await findTask(device, 'Oil the clappers')).reminders)
    .toMatchObject([{ channels: ['email', 'webhook'] }]);
  const tour = axeTour(page);
  await tour.look('the channels of a reminder');
  expect(tour.found).toEqual({});
  await page.reload();
  await panel.getByRole('button', { name: /^Reminder: 5 min before.*, by email and webhook/ }).waitFor();
});

test('WEB53 the ledger says what became of a call, and sends again what was given up', async ({
  carillon,
  openDevice,
  newSession,
}) => {
  const device = await openDevice({ session: await newSession() });
  const { context, page, visit } = device;
  const headers = { origin: carillon.origin };
  const data = { name: 'Lamp', url: 'https://hooks.carillon.dev/lamp' };
  WebhookWithSecretSchema.parse(await (await context.request.post('/api/v1/webhooks', { headers, data })).json());
  const notifier = await newNotifier(carillon);
  const { id: userId } = AccountSchema.parse(await (await context.request.get('/api/v1/account')).json());
  // Its moment has passed while the task is ahead: it rings at once.
  await makeTask(device, 'Fetch the ropes', { minutes: 30, channels: ['email', 'webhook'] });
  const { id } = await findTask(device, 'Fetch the ropes');
  const firingOf = async () => {
    const answer = await context.request.get('/api/v1/notifications');
    const { notifications } = NotificationsPageSchema.parse(await answer.json());
    return notifications.find(({ title }) => title === 'Fetch the ropes')?.id;
  };
  await expect.poll(firingOf).toMatch(/^fir_/);
  const wanted = { firingId: (await firingOf()) ?? '' };

  await visit(`/all?task=${id}`);
  await page.getByRole('button', { name: /^Reminder: 30 min before/ }).click();
  const ledger = page.getByRole('region', { name: 'What became of it' });
  const line = ledger.getByRole('listitem').filter({ hasText: 'Webhook “Lamp”' }).last();
  await line.getByText('waits for a notifier to come for it').waitFor();
  await ledger.getByText('not sent: no verified address').waitFor();
  await notifier.settle(userId, wanted, { kind: 'refused', code: 400, error: 'The endpoint answered 400.' });
  await line.getByText(/given up .*: it was refused\. The endpoint answered 400\./).waitFor();
  const tour = axeTour(page);
  await tour.look('a ledger with a line that was given up');
  expect(tour.found).toEqual({});
  await line.getByRole('button', { name: 'Send again: Webhook “Lamp”' }).press('Enter');
  await line.getByText(/failed|waits/).waitFor();
  await notifier.settle(userId, wanted, { kind: 'sent', code: 204 });
  await line.getByText(/sent \d+:\d\d:\d\d, .*late/).waitFor();
  expect(await line.getByRole('button').count()).toBe(0);
});
