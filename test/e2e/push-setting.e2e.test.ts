import { expect } from 'vitest';
import { newPushReceiver } from '../push-receiver.ts';
import { axeTour } from './axe-tour.ts';
import type { Device } from './device.ts';
import { newPerson, SETTINGS, says, test } from './push-test.ts';

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
