import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { untilLive } from './device.ts';
import { test } from './e2e-test.ts';
import { entry, hush, press, ring, toast, toasts } from './ringing.ts';

const gone = { state: 'detached' } as const;

/** What a window tells the server that it has shown. */
function shownBy(page: Page): string[] {
  const shown: string[] = [];
  page.on('request', (request) => {
    if (request.url().endsWith('/notifications/shown')) shown.push(request.postData() ?? '');
  });
  return shown;
}

/** Puts the window behind another one, or in front again. */
async function setVisible(page: Page, isVisible: boolean): Promise<void> {
  await page.evaluate(
    (state) => {
      Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => state });
      document.dispatchEvent(new Event('visibilitychange'));
    },
    isVisible ? 'visible' : 'hidden',
  );
}

describe('toasts', () => {
  test('WEB31 what rings stands in every window, and goes everywhere when one of them closes it', async ({
    openDevice,
    newSession,
  }) => {
    const session = await newSession();
    const [here, there] = await Promise.all([openDevice({ session }), openDevice({ session })]);
    await hush(here);
    await Promise.all([here.visit('/inbox'), there.visit('/today')]);
    const shown = shownBy(here.page);
    await ring(here, 'Oil the clappers', 'Fetch the ropes');
    for (const { page } of [here, there]) {
      await toast(page, 'Oil the clappers').waitFor();
      await toast(page, 'Fetch the ropes').waitFor();
    }
    await expect.poll(() => shown.join()).toMatch(/fir_/);

    await press(toast(here.page, 'Oil the clappers'), 'Dismiss');
    for (const { page } of [here, there]) await toast(page, 'Oil the clappers').waitFor(gone);
    await press(toast(there.page, 'Fetch the ropes'), /^Done/);
    for (const { page } of [here, there]) await toast(page, 'Fetch the ropes').waitFor(gone);
    await expect.poll(() => here.page.title()).toBe('Inbox · Carillon');

    // Taking “done” back opens the task, and nothing rings from the past.
    await there.page.keyboard.press('Control+z');
    await there.page.getByText('Undone: Completed “Fetch the ropes”').waitFor();
    await ring(here, 'What comes after');
    await toast(there.page, 'What comes after').waitFor();
    expect(await toasts(there.page).count()).toBe(1);
  });

  test('WEB31 what rang while nobody was there comes when a window is opened, and when one is connected again', async ({
    openDevice,
    newSession,
  }) => {
    const session = await newSession();
    const early = await openDevice({ session });
    await hush(early);
    await ring(early, 'Rang to nobody');
    await early.visit('/inbox');
    await toast(early.page, 'Rang to nobody').waitFor();

    const late = await openDevice({ session });
    await late.visit('/inbox');
    await early.context.setOffline(true);
    await early.page.getByText('You are offline. Changes cannot be saved').waitFor();
    await ring(late, 'Rang far away');
    // Closing needs no network: it is said as soon as there is one.
    await press(toast(early.page, 'Rang to nobody'), 'Dismiss');
    await toast(early.page, 'Rang to nobody').waitFor(gone);
    await toast(late.page, 'Rang to nobody').waitFor();
    await early.context.setOffline(false);
    await untilLive(early.page);
    await toast(early.page, 'Rang far away').waitFor();
    await toast(late.page, 'Rang to nobody').waitFor(gone);
    await early.page.reload();
    await toast(early.page, 'Rang far away').waitFor();
    expect(await toasts(early.page).count()).toBe(1);
  });

  test('WEB32 a hidden window waits to be looked at before it shows a toast and says so', async ({
    openDevice,
    newSession,
  }) => {
    const device = await openDevice({ session: await newSession() });
    const { page } = device;
    await hush(device);
    await device.visit('/inbox');
    const shown = shownBy(page);
    await setVisible(page, false);
    await ring(device, 'Nobody looks');
    await expect.poll(() => page.title()).toBe('(1) Inbox · Carillon');
    expect([await toasts(page).count(), shown]).toEqual([0, []]);
    await setVisible(page, true);
    await toast(page, 'Nobody looks').waitFor();
    await expect.poll(() => shown.length).toBe(1);
  });

  test('WEB33 three stand at most, and the keys lead to them without taking the focus from anybody', async ({
    openDevice,
    newSession,
  }) => {
    const device = await openDevice({ session: await newSession() });
    const { page } = device;
    await hush(device);
    await device.visit('/inbox');
    await page.keyboard.press('c');
    await ring(device, 'First', 'Second', 'Third');
    await toast(page, 'Third').waitFor();
    // Whoever writes goes on writing.
    await page.keyboard.type('Still here');
    expect(await page.getByRole('combobox', { name: 'Add a task' }).inputValue()).toBe('Still here');
    await page.getByRole('status').filter({ hasText: 'Reminder: “Third”.' }).waitFor({ state: 'attached' });
    await page.keyboard.press('Escape');

    await page.getByRole('row').nth(1).focus();
    const row = await page.evaluate(() => document.activeElement?.getAttribute('data-task-id'));
    await page.keyboard.press('n');
    const done = (title: string) => toast(page, title).getByRole('button', { name: /^Done/ });
    await expect.poll(() => done('Third').evaluate((button) => button === document.activeElement)).toBe(true);
    // None of them gives way to a newcomer while somebody is on them.
    await ring(device, 'Fourth');
    await page.getByText('1 more reminder').waitFor();
    expect(await toasts(page).count()).toBe(3);
    expect(await toast(page, 'Fourth').count()).toBe(0);
    await page.keyboard.press('Escape');
    await toast(page, 'Third').waitFor(gone);
    await toast(page, 'Fourth').waitFor();
    for (const title of ['Fourth', 'Second', 'First']) {
      await expect.poll(() => done(title).evaluate((button) => button === document.activeElement)).toBe(true);
      await page.keyboard.press('Escape');
      await toast(page, title).waitFor(gone);
    }
    await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('data-task-id'))).toBe(row);
  });
});

describe('snooze', () => {
  test('WEB34 from a toast: it says until when, rings again then, and the due stays', async ({
    openDevice,
    newSession,
  }) => {
    const session = await newSession();
    const [here, there] = await Promise.all([openDevice({ session }), openDevice({ session })]);
    await hush(here);
    await Promise.all([here.visit('/all'), there.visit('/all')]);
    // Ten minutes are long for a test: what is sent says three seconds.
    await here.page.route('**/api/v1/commands', async (route) => {
      const soon = JSON.stringify({ kind: 'until', at: new Date(Date.now() + 3000).toISOString() });
      const body = route.request().postData() ?? '';
      await route.continue({ postData: body.replace('{"kind":"minutes","minutes":10}', soon) });
    });
    await ring(here, 'Ring me later');
    await toast(there.page, 'Ring me later').waitFor();
    const due = await toast(there.page, 'Ring me later').getByText(/^Due /).textContent();
    await press(toast(here.page, 'Ring me later'), 'Snooze');
    await here.page.getByRole('menuitem', { name: /^10 minutes, until (?:tomorrow )?\d/ }).click();
    await here.page.getByText(/^Snoozed until (?:tomorrow )?\d+:\d\d: “Ring me later”$/).waitFor();
    for (const { page } of [here, there]) await toast(page, 'Ring me later').waitFor(gone);
    for (const { page } of [here, there]) {
      await toast(page, 'Ring me later').waitFor();
      expect(await toast(page, 'Ring me later').getByText(/^Due /).textContent()).toBe(due);
    }
  });

  test('WEB34 from the bell and from the open task', async ({ openDevice, newSession }) => {
    const device = await openDevice({ session: await newSession() });
    const { page } = device;
    await hush(device);
    await device.visit('/inbox');
    await ring(device, 'From the bell', 'From the task');
    await toast(page, 'From the task').waitFor();
    await page.keyboard.press('b');
    const panel = page.getByRole('dialog', { name: 'Notifications' });
    await panel.getByRole('listitem').filter({ hasText: 'From the bell' }).hover();
    await press(panel, 'Snooze: From the bell');
    await page.getByRole('menuitem', { name: /^1 hour, until/ }).click();
    await panel.getByText(/snoozed until (?:tomorrow )?\d+:\d\d/).waitFor();
    await page.keyboard.press('Escape');
    await toast(page, 'From the bell').waitFor(gone);

    await press(toast(page, 'From the task'), 'Open');
    const task = page.getByRole('complementary', { name: 'Task' });
    await toast(page, 'From the task').waitFor(gone);
    await press(task, /^Snooze$/);
    await page.getByRole('menuitem', { name: 'Pick a time…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Snooze until' });
    await dialog.getByText('“From the task” rings again').waitFor();
    await press(dialog, 'Snooze');
    await page.getByText(/^Snoozed until tomorrow \d+:\d\d: “From the task”$/).waitFor();
  });
});

test('WEB30 the bell counts and tells what rang, also in another window and after a reload', async ({
  openDevice,
  newSession,
}) => {
  const session = await newSession();
  const [here, there] = await Promise.all([openDevice({ session }), openDevice({ session, width: 390 })]);
  await hush(here);
  await Promise.all([here.visit('/inbox'), there.visit('/today')]);
  await ring(here, 'Bell one', 'Bell two', 'Bell three');
  const titles = () => Promise.all([here.page.title(), there.page.title()]);
  await expect.poll(titles).toEqual(['(3) Inbox · Carillon', '(3) Today · Carillon']);
  await here.page.reload();
  await untilLive(here.page);
  await expect.poll(titles).toEqual(['(3) Inbox · Carillon', '(3) Today · Carillon']);
  await here.page.keyboard.press('g');
  await here.page.keyboard.press('u');
  await expect.poll(titles).toEqual(['(3) Upcoming · Carillon', '(3) Today · Carillon']);

  await press(here.page.locator('body'), 'Notifications, 3 unread');
  const panel = here.page.getByRole('dialog', { name: 'Notifications' });
  await entry(here.page, 'Bell two').getByRole('button', { name: 'Mark as read: Bell two' }).click();
  await expect.poll(titles).toEqual(['(2) Upcoming · Carillon', '(2) Today · Carillon']);
  await toast(here.page, 'Bell two').waitFor(gone);
  await press(panel, 'Mark all as read');
  await expect.poll(titles).toEqual(['Upcoming · Carillon', 'Today · Carillon']);
  for (const { page } of [here, there]) await expect.poll(() => toasts(page).count()).toBe(0);

  await panel.getByRole('link', { name: 'All notifications' }).click();
  await here.page.getByRole('heading', { name: 'Notifications' }).waitFor();
  for (const title of ['Bell one', 'Bell two', 'Bell three']) await entry(here.page, title).waitFor();
  await here.page.getByRole('radio', { name: 'Unread' }).click();
  await here.page.getByText('You have read everything').waitFor();
  await there.page.getByRole('button', { name: 'Notifications', exact: true }).click();
  await there.page.getByRole('dialog', { name: 'Notifications' }).getByText('Bell three').waitFor();
});

test('WEB35 a device in another zone is asked once which clock counts', async ({ openDevice, newSession }) => {
  const session = await newSession();
  const away = await openDevice({ session, zone: 'America/New_York' });
  const question = away.page.getByText('Your device is in New York time, Carillon uses Berlin.');
  await away.visit('/today');
  await question.waitFor();
  await away.page.getByRole('button', { name: 'Keep Berlin' }).click();
  await question.waitFor(gone);
  await away.visit('/inbox');
  await away.page.getByRole('button', { name: 'Notifications' }).waitFor();
  expect(await question.count()).toBe(0);

  const inParis = await openDevice({ session, zone: 'Europe/Paris' });
  await inParis.visit('/inbox');
  expect(await inParis.page.getByText('Your device is in').count()).toBe(0);

  const further = await openDevice({ session, zone: 'Asia/Tokyo' });
  await further.visit('/inbox');
  await further.page.getByText('15:00 becomes 15:00 in Tokyo').waitFor();
  await further.page.getByRole('button', { name: 'Use Tokyo' }).click();
  await further.page.getByText('Your device is in').waitFor(gone);
  await further.page.getByText('The time zone is now Asia/Tokyo').waitFor();
  // For the first device that is another question.
  await away.page.getByText('Your device is in New York time, Carillon uses Tokyo.').waitFor();
});

test('WEB36 the settings of reminders are kept and stand in every window', async ({ openDevice, newSession }) => {
  const session = await newSession();
  const [here, there] = await Promise.all([openDevice({ session }), openDevice({ session })]);
  await Promise.all([here.visit('/settings/reminders'), there.visit('/settings/reminders')]);
  const { page } = here;
  const lead = (of: Page) => of.getByRole('button', { name: /A task with a time reminds you/ });
  await lead(page).click();
  await page.getByRole('option', { name: 'Another time before…' }).click();
  await page.getByRole('textbox', { name: 'Number' }).fill('45');
  await page.getByRole('textbox', { name: 'Number' }).press('Enter');
  await page.getByText('New tasks: 45 minutes before').waitFor();
  await page.getByText(/^By email/).click();
  await page.getByText('Nothing rings at certain hours', { exact: true }).click();
  await page.getByText('Show what the task is called', { exact: true }).click();
  const from = (of: Page) => of.getByRole('group', { name: 'From' });
  await from(page).getByRole('spinbutton', { name: 'hour' }).focus();
  await page.keyboard.type('21');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.getByText('Quiet from 21:00 to 07:00').waitFor();
  await expect.poll(() => from(there.page).textContent()).toMatch(/21.*00/);
  await page.reload();
  await untilLive(page);
  expect(await lead(page).textContent()).toContain('Another time before…');
  expect(await page.getByRole('textbox', { name: 'Number' }).inputValue()).toBe('45');
  const isOn = (name: RegExp | string) => page.getByRole('switch', { name }).isChecked();
  expect(await isOn(/^By email/)).toBe(true);
  expect(await isOn('Show what the task is called')).toBe(true);
  expect(await from(page).textContent()).toMatch(/21.*00/);
});
