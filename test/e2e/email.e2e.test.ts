import { expect } from 'vitest';
import { z } from 'zod';
import { AccountSchema } from '#core/account/account.ts';
import { MessageIdSchema } from '#core/ids.ts';
import { ActivityPageSchema } from '#core/query/activity-query.ts';
import { NotificationsPageSchema } from '#core/query/reminders-query.ts';
import { type Device, untilLive } from './device.ts';
import { test } from './e2e-test.ts';
import { newNotifier } from './notifier.ts';

const DueSchema = z.object({ after: z.object({ messageId: MessageIdSchema }) });

async function signUp({ page }: Device, email: string): Promise<void> {
  await page.goto('/sign-up');
  await page.getByLabel('Email').fill(email);
  await page.getByLabel('Password', { exact: true }).fill('nine bells at noon');
  await page.getByRole('button', { name: 'Make an account' }).click();
  await page.waitForURL('**/inbox');
  await untilLive(page);
}

/** What the log last asked a notifier to come for. */
async function latestDue({ context }: Device): Promise<string> {
  const answer = await context.request.get('/api/v1/activity?type=notification.due');
  const [latest] = ActivityPageSchema.parse(await answer.json()).events;
  return DueSchema.parse(latest?.data).after.messageId;
}

test('WEB49 WEB54 an address is verified by the link of a mail, and a mail about a reminder stops them by its own', async ({
  carillon,
  openDevice,
}) => {
  const device = await openDevice({ expected: /status of 4/ });
  const { context, page, visit, post } = device;
  await signUp(device, 'mailed@example.com');
  const { id: userId } = AccountSchema.parse(await (await context.request.get('/api/v1/account')).json());
  const notifier = await newNotifier(carillon);
  await visit('/settings/reminders');
  const settings = page.getByRole('region', { name: 'Email' });
  // Signing up has asked for one.
  await settings.getByText(/^The link (to|is on its way)/).waitFor();
  await settings.getByRole('button', { name: 'Send another' }).click();
  await page.getByText('A link to mailed@example.com was asked for.').waitFor();
  const mail = await notifier.settle(userId, { messageId: await latestDue(device) }, { kind: 'sent', code: 250 });
  if (mail.channel !== 'email' || mail.letter.kind !== 'verify_email') throw new Error('no mail that verifies');
  await settings.getByText('The link was mailed to mailed@example.com just now.').waitFor();

  // Whoever has the mail has the address: nobody has to be signed in there.
  const elsewhere = await openDevice({ expected: /status of 4/ });
  for (const outcome of ['The address is yours', 'This link does not work']) {
    await elsewhere.page.goto(mail.letter.link);
    await elsewhere.page.getByRole('button', { name: 'Yes, it is mine' }).click();
    await elsewhere.page.getByText(outcome).waitFor();
  }
  await visit('/settings/reminders');
  await settings.getByText('mailed@example.com is yours: it is verified.').waitFor();

  const due = { kind: 'fixed', local: new Date(Date.now() + 20 * 60_000).toISOString().slice(0, 16), zone: 'UTC' };
  const reminders = [{ when: { kind: 'before', minutes: 30 }, channels: ['email'] }];
  const task = { id: 'ropes', type: 'task.create', title: 'Fetch the ropes', due, reminders };
  await post('/api/v1/commands', { commands: [task] });
  const firing = async () => {
    const answer = await context.request.get('/api/v1/notifications');
    return NotificationsPageSchema.parse(await answer.json()).notifications[0]?.id ?? '';
  };
  await expect.poll(firing).toMatch(/^fir_/);
  const told = await notifier.settle(userId, { firingId: await firing() }, { kind: 'sent', code: 250 });
  if (told.channel !== 'email' || told.letter.kind !== 'reminder') throw new Error('no mail about a reminder');
  await elsewhere.page.goto(told.letter.unsubscribeLink);
  const isWanted = settings.getByRole('switch', { name: /Mail about reminders/ });
  await visit('/settings/reminders');
  // To open the link is not to use it.
  expect(await isWanted.isChecked()).toBe(true);
  await elsewhere.page.getByRole('button', { name: 'Stop mailing me reminders' }).click();
  await elsewhere.page.getByRole('heading', { name: 'No more mail' }).waitFor();
  await page.reload();
  await expect.poll(() => isWanted.isChecked()).toBe(false);
  await page.getByText(/You stopped mail about reminders\./).waitFor();
  await isWanted.press('Space');
  await page.getByText('Reminders are mailed again.').waitFor();
  await page.reload();
  await expect.poll(() => isWanted.isChecked()).toBe(true);
});

test('WEB54 asking for a new password says the same of every address; links that are none of ours say so', async ({
  openDevice,
}) => {
  const device = await openDevice({ expected: /status of 4/ });
  const { page } = device;
  await signUp(device, 'forgetful@example.com');
  const said: string[] = [];
  for (const email of ['forgetful@example.com', 'stranger@example.com']) {
    await page.goto('/forgot-password');
    await page.getByLabel('Email').fill(email);
    await page.getByRole('button', { name: 'Mail me a link' }).click();
    await page.getByRole('heading', { name: 'Look into your mail' }).waitFor();
    said.push(((await page.getByRole('main').textContent()) ?? '').replace(email, '…'));
  }
  expect(said[0]).toBe(said[1]);
  await page.goto('/unsubscribe/nonsense');
  await page.getByRole('button', { name: 'Stop mailing me reminders' }).click();
  await page.getByText('This link does not work').waitFor();
  await page.goto('/verify-email');
  await page.getByText('This link does not work').waitFor();
  expect(await page.getByRole('button', { name: 'Yes, it is mine' }).isDisabled()).toBe(true);
});
