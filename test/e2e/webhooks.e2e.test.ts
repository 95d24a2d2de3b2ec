import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { z } from 'zod';
import { AccountSchema } from '#core/account/account.ts';
import { WebhookMessageSchema, WebhookWithSecretSchema } from '#core/delivery/webhook.ts';
import { axeTour } from './axe-tour.ts';
import type { Device } from './device.ts';
import { test } from './e2e-test.ts';
import { newNotifier } from './notifier.ts';

const WEBHOOKS = '/api/v1/webhooks';
const MessagesSchema = z.object({ messages: z.array(WebhookMessageSchema) });

const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true }).click();
const secretOn = async (page: Page) => (await page.getByText(/^whsec_/).textContent()) ?? '';

async function makeWebhook({ context }: Device, origin: string, name: string) {
  const data = { name, url: 'https://hooks.carillon.dev/home' };
  const answer = await context.request.post(WEBHOOKS, { headers: { origin }, data });
  return WebhookWithSecretSchema.parse(await answer.json()).webhook;
}

async function userIdOf({ context }: Device): Promise<string> {
  return AccountSchema.parse(await (await context.request.get('/api/v1/account')).json()).id;
}

async function latestMessage({ context }: Device, webhookId: string) {
  const answer = await context.request.get(`${WEBHOOKS}/${webhookId}/messages`);
  const [latest] = MessagesSchema.parse(await answer.json()).messages;
  if (!latest) throw new Error('nothing was sent to it');
  return latest;
}

test('WEB50 a webhook is made, shows its secret once, is given another, switched off and on, and deleted', async ({
  openDevice,
  newSession,
}) => {
  const device = await openDevice({ session: await newSession(), expected: /status of 400/ });
  const { page, visit } = device;
  await visit('/settings/webhooks');
  await page.getByText('No webhooks yet').waitFor();
  await press(page, 'New webhook');
  await page.getByLabel('Name').fill('Lamp');
  await page.getByLabel('Address').fill('http://10.0.0.1/lamp');
  await press(page, 'Make the webhook');
  await page.getByText('The address must begin with https://.').waitFor();
  expect(await page.evaluate(() => document.activeElement?.getAttribute('name'))).toBe('url');
  await page.getByLabel('Address').fill('https://hooks.carillon.dev/lamp');
  await page.keyboard.press('Enter');
  const first = await secretOn(page);
  await press(page, 'I have copied it');

  await page.getByRole('link', { name: 'Lamp' }).click();
  await page.getByText('It was shown once, and signs every call.').waitFor();
  expect(await page.getByRole('link', { name: 'Webhooks', exact: true }).getAttribute('aria-current')).toBe('page');
  expect(await page.content()).not.toContain(first);
  await press(page, 'Rotate the secret…');
  await press(page, 'Rotate');
  await page.getByText('The secret before signs too for 24 hours').waitFor();
  const second = await secretOn(page);
  expect(second).not.toBe(first);
  await press(page, 'I have copied it');
  await page.getByText(/^The one before signs too until/).waitFor();
  expect(await page.content()).not.toContain(second);

  await press(page, 'Switch off…');
  await page.getByRole('alertdialog').getByRole('button', { name: 'Switch off' }).click();
  await page.getByText('This webhook is off.').waitFor();
  expect(await page.getByRole('button', { name: 'Send a test' }).isDisabled()).toBe(true);
  await press(page, 'Switch on');
  await page.getByText('This webhook is off.').waitFor({ state: 'detached' });

  await press(page, 'Change…');
  await page.getByLabel('Name').fill('Bedside lamp');
  await press(page, 'Save');
  await page.getByRole('heading', { name: 'Bedside lamp' }).waitFor();
  await press(page, 'Delete…');
  await page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click();
  await page.getByText('No webhooks yet').waitFor();
});

test('WEB51 what was sent to a webhook and what it answered can be read and sent again; nothing is done offline', async ({
  carillon,
  openDevice,
  newSession,
}) => {
  const device = await openDevice({ session: await newSession() });
  const { context, page, visit } = device;
  const notifier = await newNotifier(carillon);
  const [{ id }, userId] = await Promise.all([makeWebhook(device, carillon.origin, 'Lamp'), userIdOf(device)]);
  await visit(`/settings/webhooks/${id}`);
  await page.getByText('Nothing was sent to it yet.').waitFor();
  await press(page, 'Send a test');
  const message = page.locator('summary').first();
  await message.getByText('waits for a notifier').waitFor();
  const { id: messageId } = await latestMessage(device, id);
  const answer = { code: 400, error: 'The endpoint answered 400.', durationMs: 31, answer: '{"why":"no such lamp"}' };
  await notifier.settle(userId, { messageId }, { kind: 'refused', ...answer });
  // Nobody reloads: what becomes of a message reaches the open page.
  await message.getByText('given up after one try: it was refused').waitFor();
  await page.getByText(/^A notifier last came for webhooks/).waitFor();
  await message.focus();
  await page.keyboard.press('Enter');
  await page.getByRole('region', { name: 'Sent' }).getByText('"type": "webhook.test"').waitFor();
  await page.getByText('answered 400 in 31 ms').waitFor();
  await page.getByRole('region', { name: 'Answer to try 1' }).getByText('"why": "no such lamp"').waitFor();
  const tour = axeTour(page);
  await tour.look('a webhook');
  expect(tour.found).toEqual({});

  await context.setOffline(true);
  await press(page, /^Send again: Test/);
  await page.getByText('Carillon cannot be reached').waitFor();
  // It waits for no network to try once more.
  await expect.poll(() => page.getByRole('button', { name: /^Send again: Test/ }).isEnabled()).toBe(true);
  expect(await message.getByText('given up after one try').isVisible()).toBe(true);
  await context.setOffline(false);
  await press(page, /^Send again: Test/);
  await message.getByText('again').waitFor();
  await notifier.settle(userId, { messageId }, { kind: 'sent', code: 204, durationMs: 12 });
  await message.getByText('answered 204').waitFor();
});
