import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { untilLive } from './device.ts';
import { test } from './e2e-test.ts';

const heading = (page: Page) =>
  page.evaluate(() => {
    const focused = document.activeElement;
    return focused?.tagName === 'H1' ? focused.textContent : focused?.outerHTML.slice(0, 120);
  });

test('WEB23 the words are English for everybody; dates are written as the person chose', async ({
  openDevice,
  newSession,
}) => {
  const other = await newSession({ zone: 'Asia/Riyadh', locale: 'ar' });
  const device = await openDevice({ session: other });
  await device.visit('/upcoming');
  expect(await device.page.evaluate(() => document.documentElement.lang)).toBe('en');
  expect(await device.page.evaluate(() => document.documentElement.dir)).toBe('ltr');
  expect(await device.page.locator('main').textContent()).toMatch(/\p{Script=Arabic}/u);
});

test('WEB24 going to another page puts the focus on its heading, by link, by key and by Back', async ({
  openDevice,
  fileSession,
}) => {
  const device = await openDevice({ session: fileSession });
  const { page } = device;
  await page.clock.install();
  await device.visit('/inbox');
  await page.getByRole('link', { name: /^Today/ }).click();
  await expect.poll(() => heading(page)).toBe('Today');
  await page.keyboard.press('g');
  await page.keyboard.press('u');
  await expect.poll(() => heading(page)).toBe('Upcoming');
  await page.keyboard.press('j');
  await expect.poll(() => heading(page)).toContain('data-task-id=');
  await page.goBack();
  await expect.poll(() => heading(page)).toBe('Today');
  await page.keyboard.press('g');
  await page.keyboard.press('s');
  await expect.poll(() => heading(page)).toBe('Settings');
  // Within one page the focus stays where it is of use.
  // The clock stands, lest a skeleton take the place of the page, and its focus, when the server is slow.
  await page.clock.pauseAt(Date.now() + 30_000);
  await page.getByRole('link', { name: 'Devices' }).press('Enter');
  await page.getByRole('heading', { name: 'Signed-in devices' }).waitFor();
  // A heading would have the focus within three frames.
  await page.clock.runFor(100);
  expect(await heading(page)).toContain('Devices');
});

test('WEB24 on a phone and on a tablet every place is in a sheet, which gives the focus to the page it led to', async ({
  openDevice,
  fileSession,
}) => {
  for (const [width, opener] of [
    [360, 'More'],
    [768, 'Show the navigation'],
  ] as const) {
    const device = await openDevice({ session: fileSession, width });
    const { page } = device;
    await device.visit('/inbox');
    await page.getByRole('button', { name: opener, exact: true }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'New list' }).waitFor();
    await page
      .getByRole('dialog')
      .getByRole('link', { name: /^family/ })
      .click();
    await expect.poll(() => heading(page)).toBe('#family');
  }
});

test('WEB10 the first Tab leads past the navigation, and a task is written from any page', async ({
  openDevice,
  fileSession,
}) => {
  const device = await openDevice({ session: fileSession });
  const { page } = device;
  await device.visit('/settings');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('main');
  await page.keyboard.press('c');
  await page.waitForURL('**/inbox');
  const focused = () => page.evaluate(() => document.activeElement?.getAttribute('aria-label'));
  await expect.poll(focused).toBe('Add a task');
  await device.visit('/activity');
  await page.keyboard.press('/');
  await page.waitForURL('**/all*');
  await expect.poll(focused).toBe('Search');
});

test('deleting the list one stands in leads to the inbox, with the way back in sight', async ({
  openDevice,
  fileSession,
}) => {
  const device = await openDevice({ session: fileSession });
  const { page } = device;
  await device.visit('/inbox');
  await page.getByRole('button', { name: 'New list' }).click();
  await page.getByLabel('Name').fill('Garden');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Garden' }).waitFor();
  await page.getByRole('link', { name: /^Garden/ }).hover();
  await page.getByRole('button', { name: 'Change the list Garden' }).click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  await page.getByRole('heading', { level: 1, name: 'Inbox' }).waitFor();
  await page.getByText('Deleted the list “Garden”').waitFor();
  await page.keyboard.press('Control+z');
  await page.getByRole('link', { name: /^Garden/ }).waitFor();
});

test('WEB20 a page that is not there, and one that broke, name their request', async ({ openDevice, fileSession }) => {
  const device = await openDevice({ session: fileSession, expected: /status of (?:404|500)/ });
  const { page } = device;
  const answer = await page.goto('/nowhere', { waitUntil: 'networkidle' });
  expect(answer?.status()).toBe(404);
  await page.getByText(String(answer?.headers()['x-request-id'])).waitFor();
  await page.getByRole('link', { name: 'Back to your tasks' }).waitFor();

  await device.visit('/inbox');
  const body = { type: 'about:blank', title: 'x', status: 500, detail: 'x', code: 'internal', requestId: 'req_broken' };
  await page.route('**/overdue.data*', (route) =>
    route.fulfill({ status: 500, contentType: 'application/problem+json', body: JSON.stringify(body) }),
  );
  await page.keyboard.press('g');
  await page.keyboard.press('o');
  await page.getByRole('heading', { name: 'Something broke on our side' }).waitFor();
  await page.getByText('req_broken').waitFor();
  await page.unroute('**/overdue.data*');
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.getByRole('heading', { level: 1, name: 'Overdue' }).waitFor();
});

test('WEB25 a page that is slow to come shows its name and shape, and says what it waits for', async ({
  openDevice,
  fileSession,
}) => {
  const device = await openDevice({ session: fileSession });
  const { page } = device;
  await device.visit('/inbox');
  let letGo: () => void = () => undefined;
  const held = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  await page.route('**/upcoming.data*', async (route) => {
    await held;
    await route.continue();
  });
  await page.keyboard.press('g');
  await page.keyboard.press('u');
  await page.getByRole('heading', { level: 1, name: 'Upcoming' }).waitFor();
  await page.getByText('Waiting for the server').waitFor();
  expect(new URL(page.url()).pathname).toBe('/inbox');
  letGo();
  await page.waitForURL('**/upcoming');
  await page.getByText('Waiting for the server').waitFor({ state: 'detached' });
});

test('nothing of the workshop is in what is built', async ({ carillon }) => {
  for (const path of ['/dev/gallery', '/dev/gallery/app']) {
    expect((await fetch(carillon.origin + path)).status).toBe(404);
  }
});

test('WEB21 a window that had to make room for others goes on when somebody looks at it', async ({
  openDevice,
  fileSession,
}) => {
  const device = await openDevice({ session: fileSession });
  const { page } = device;
  let sockets = 0;
  await page.routeWebSocket('**/api/v1/live', (socket) => {
    sockets += 1;
    if (sockets > 1) socket.connectToServer();
    else void socket.close({ code: 4008, reason: 'Too many.' });
  });
  await page.clock.install();
  await page.goto('/inbox');
  await page.waitForSelector('html[data-live="resting"]');
  await page.getByText('This window rests').waitFor();
  await page.clock.runFor('10:00');
  expect(sockets).toBe(1);
  await page.evaluate(() => window.dispatchEvent(new Event('focus')));
  await untilLive(page);
  expect(sockets).toBe(2);
});

test('WEB21 a window of an earlier version says so, and loads the new one when asked to', async ({
  openDevice,
  fileSession,
}) => {
  const device = await openDevice({ session: fileSession });
  const { page } = device;
  let isOld = true;
  await page.routeWebSocket('**/api/v1/live', (socket) => {
    if (isOld) void socket.close({ code: 4002, reason: 'Another protocol.' });
    else socket.connectToServer();
  });
  await page.goto('/inbox');
  await page.getByText('There is a new version of Carillon.').waitFor();
  isOld = false;
  await page.getByRole('button', { name: 'Load it' }).click();
  await untilLive(page);
});
