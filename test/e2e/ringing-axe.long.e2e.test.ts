import { expect } from 'vitest';
import { axeTour } from './axe-tour.ts';
import { test } from './e2e-test.ts';
import { entry, hush, press, ring, toast } from './ringing.ts';

test.for([1440, 390])(
  'WEB11 at %i px axe finds nothing wrong with what rings',
  async (width, { openDevice, newSession }) => {
    const device = await openDevice({ session: await newSession(), width, zone: 'America/New_York' });
    const { page } = device;
    const { found, look, open } = axeTour(page);
    await hush(device);
    await device.visit('/notifications');
    await page.getByText('Nothing has rung yet').waitFor();
    await look('nothing has rung');
    await ring(device, 'First', 'Second', 'Third', 'Fourth');
    await page.getByText(/more reminders?$/).waitFor();
    await look('toasts and the question of the zone');
    await open('snooze', toast(page, 'Fourth').getByRole('button', { name: 'Snooze' }));
    await press(toast(page, 'Fourth'), 'Snooze');
    await page.getByRole('menuitem', { name: 'Pick a time…' }).click();
    await page.getByRole('dialog', { name: 'Snooze until' }).waitFor();
    await look('snooze until');
    await page.keyboard.press('Escape');
    await open('the bell', page.getByRole('button', { name: 'Notifications, 4 unread' }));
    await press(toast(page, 'Fourth'), /^Done/);
    await entry(page, 'Fourth').getByText('completed', { exact: true }).waitFor();
    await look('all that rang');
    await device.visit('/settings/reminders');
    await page.getByText('Nothing rings at certain hours', { exact: true }).click();
    await page.getByRole('group', { name: 'From' }).waitFor();
    await look('the settings of reminders');
    expect(found).toEqual({});
  },
);
