import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { newPushReceiver } from '../push-receiver.ts';
import { axeTour } from './axe-tour.ts';
import { type Device, openDevice } from './device.ts';
import { newPerson, test } from './push-test.ts';
import { newDemoSession } from './session.ts';

const SETTINGS = '/settings/reminders';

/** Gives the browser a push service of our own: Chromium reaches that of its maker over the internet alone. */
async function lendPushService({ context }: Device, host: string): Promise<string> {
  const { keys } = await newPushReceiver();
  const endpoint = `https://${host}/push/${crypto.randomUUID()}`;
  await context.addInitScript(
    ({ subscription }) => {
      const lent = {
        ...subscription,
        toJSON: () => subscription,
        options: { applicationServerKey: null },
        unsubscribe: async () => localStorage.removeItem('lent') === undefined,
      } as unknown as PushSubscription;
      PushManager.prototype.subscribe = async () => {
        localStorage.setItem('lent', 'yes');
        return lent;
      };
      PushManager.prototype.getSubscription = async () => (localStorage.getItem('lent') ? lent : null);
    },
    { subscription: { endpoint, keys } },
  );
  return endpoint;
}

/** What the settings say about this browser. */
async function says(page: Page, words: string): Promise<void> {
  await page.getByRole('region', { name: 'Your devices' }).getByText(words).waitFor();
}

test('PU14 a browser is added, tested and removed, and says so each time', async ({ browser, pushing, service }) => {
  const person = await newPerson(browser, pushing);
  const endpoint = await lendPushService(person, service.host);
  const { page, visit } = person;
  await visit(SETTINGS);
  await says(page, 'Reminders do not reach this device.');
  await page.getByRole('button', { name: 'Turn on here' }).click();
  await says(page, 'Reminders reach this device.');
  const row = page.getByRole('listitem').filter({ hasText: 'This device' });
  await row.getByText('Chrome on Linux').waitFor();
  await row.getByRole('button', { name: 'Send a test' }).click();
  await expect.poll(() => service.delivered.filter(({ path }) => endpoint.endsWith(path)).length).toBe(1);
  await page.getByText('A test is on its way to Chrome on Linux.').waitFor();
  const tour = axeTour(page);
  await tour.look('on');
  expect(tour.found).toEqual({});
  await page.reload();
  await says(page, 'Reminders reach this device.');
  await row.getByRole('button', { name: 'Remove' }).click();
  await says(page, 'Reminders do not reach this device.');
  expect(await row.count()).toBe(0);
  expect(person.complaints).toEqual([]);
  await person.context.close();
});

test('PU14 says why reminders cannot reach a browser', async ({ browser, pushing }) => {
  const { origin } = pushing;
  const session = await newDemoSession(origin, { zone: 'Europe/Berlin', locale: 'en-GB' });
  const states: [words: string, prepare: (device: Device) => Promise<unknown>][] = [
    [
      'This browser was told to show no notifications of Carillon.',
      ({ context }) =>
        context.addInitScript(() => Object.defineProperty(Notification, 'permission', { value: 'denied' })),
    ],
    [
      'This browser cannot be reached.',
      ({ context }) => context.addInitScript(() => Reflect.deleteProperty(window, 'PushManager')),
    ],
    [
      'This Carillon is not set up to reach devices.',
      ({ page }) =>
        page.route('**/api/v1/push/key', (route) =>
          route.fulfill({
            status: 409,
            contentType: 'application/problem+json',
            json: { status: 409, code: 'invalid_state', title: 't', detail: 'd' },
          }),
        ),
    ],
  ];
  for (const [words, prepare] of states) {
    const device = await openDevice(browser, origin, { session, expected: /409/ });
    await prepare(device);
    await device.visit(SETTINGS);
    await says(device.page, words);
    expect(await device.page.getByRole('button', { name: 'Turn on here' }).count()).toBe(0);
    const tour = axeTour(device.page);
    await tour.look(words);
    expect(tour.found).toEqual({});
    expect(device.complaints).toEqual([]);
    await device.context.close();
  }
  // Offline Chromium cannot reach its push service.
  const person = await newPerson(browser, pushing);
  await person.visit(SETTINGS);
  await person.page.getByRole('button', { name: 'Turn on here' }).click();
  await says(person.page, 'This browser could not be added.');
  await person.page.getByRole('button', { name: 'Try again' }).waitFor();
  await person.context.close();
});
