import { expect } from 'vitest';
import { axeTour } from './axe-tour.ts';
import { type Device, openDevice } from './device.ts';
import { newPerson, SETTINGS, says, test } from './push-test.ts';
import { newDemoSession } from './session.ts';

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
