import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchBrowser } from '../e2e-browser.ts';
import { type Carillon, startCarillon } from '../e2e-harness.ts';
import { type DeviceOptions, demoSession, openDevice, visit } from './device.ts';

const NOBODY = { cookies: [], origins: [] };

let carillon: Carillon;
let browser: Browser;
let session: DeviceOptions['session'];
let list: string;

beforeAll(async () => {
  [carillon, browser] = await Promise.all([startCarillon(), launchBrowser()]);
  session = await demoSession(browser, carillon.origin);
  const device = await openDevice(browser, { session });
  await visit(device, `${carillon.origin}/inbox`);
  list = (await device.page.getByRole('link', { name: /^Work/ }).getAttribute('href')) ?? '';
  await device.context.close();
});

afterAll(async () => {
  await Promise.all([carillon?.stop(), browser?.close()]);
});

const publicPages = ['/', '/sign-in', '/sign-up', '/forgot-password', '/reset-password?token=x', '/goodbye'];
const ownPages = () => [
  '/inbox',
  '/today',
  '/upcoming',
  '/overdue',
  '/all',
  '/completed',
  '/trash',
  '/tags/family',
  list,
  '/activity',
  '/settings',
  '/settings/time',
  '/settings/appearance',
  '/settings/tokens',
  '/settings/sessions',
  '/settings/data',
];

/** What every page owes, whatever is on it. */
async function looksOver(page: Page) {
  return await page.evaluate(() => ({
    title: document.title,
    lang: document.documentElement.lang,
    headings: document.querySelectorAll('h1').length,
    mains: document.querySelectorAll('main').length,
    isTooWide: document.documentElement.scrollWidth > window.innerWidth,
  }));
}

const heading = (page: Page) =>
  page.evaluate(() => {
    const focused = document.activeElement;
    return focused?.tagName === 'H1' ? focused.textContent : focused?.outerHTML.slice(0, 120);
  });

describe.each([1440, 360])('at %i px', (width) => {
  test('WEB23 every page has a name of its own, one heading, and nothing to complain about', async () => {
    const visitor = await openDevice(browser, { session: NOBODY, width });
    const titles: string[] = [];
    for (const path of publicPages) {
      await visitor.page.goto(carillon.origin + path, { waitUntil: 'networkidle' });
      const { title, ...rest } = await looksOver(visitor.page);
      expect({ path, ...rest }).toEqual({ path, lang: 'en', headings: 1, mains: 1, isTooWide: false });
      titles.push(title);
    }
    expect(visitor.complaints).toEqual([]);
    await visitor.context.close();

    const device = await openDevice(browser, { session, width });
    for (const path of ownPages()) {
      await visit(device, carillon.origin + path);
      const { title, ...rest } = await looksOver(device.page);
      expect({ path, ...rest }).toEqual({ path, lang: 'en', headings: 1, mains: 1, isTooWide: false });
      titles.push(title);
    }
    expect(new Set(titles).size).toBe(titles.length);
    expect(titles.every((title) => /^.+ · Carillon$|^Carillon · .+$/.test(title))).toBe(true);
    expect(device.complaints).toEqual([]);
    await device.context.close();
  });
});

test('WEB23 the words are English for everybody; dates are written as the person chose', async () => {
  const other = await demoSession(browser, carillon.origin, { zone: 'Asia/Riyadh', locale: 'ar' });
  const device = await openDevice(browser, { session: other });
  await visit(device, `${carillon.origin}/upcoming`);
  expect(await device.page.evaluate(() => document.documentElement.lang)).toBe('en');
  expect(await device.page.evaluate(() => document.documentElement.dir)).toBe('ltr');
  expect(await device.page.locator('main').textContent()).toMatch(/\p{Script=Arabic}/u);
  expect(device.complaints).toEqual([]);
  await device.context.close();
});

test('WEB24 going to another page puts the focus on its heading, by link, by key and by Back', async () => {
  const device = await openDevice(browser, { session });
  const { page } = device;
  await visit(device, `${carillon.origin}/inbox`);
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
  await page.getByRole('link', { name: 'Devices' }).press('Enter');
  await page.getByRole('heading', { name: 'Signed-in devices' }).waitFor();
  await page.waitForTimeout(200);
  expect(await heading(page)).toContain('Devices');
  expect(device.complaints).toEqual([]);
  await device.context.close();
});

test('WEB24 on a phone and on a tablet every place is in a sheet, which gives the focus to the page it led to', async () => {
  for (const [width, opener] of [
    [360, 'More'],
    [768, 'Show the navigation'],
  ] as const) {
    const device = await openDevice(browser, { session, width });
    const { page } = device;
    await visit(device, `${carillon.origin}/inbox`);
    await page.getByRole('button', { name: opener, exact: true }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'New list' }).waitFor();
    await page
      .getByRole('dialog')
      .getByRole('link', { name: /^family/ })
      .click();
    await expect.poll(() => heading(page)).toBe('#family');
    expect(device.complaints).toEqual([]);
    await device.context.close();
  }
});

test('WEB10 the first Tab leads past the navigation, and a task is written from any page', async () => {
  const device = await openDevice(browser, { session });
  const { page } = device;
  await visit(device, `${carillon.origin}/settings`);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('main');
  await page.keyboard.press('c');
  await page.waitForURL('**/inbox');
  const focused = () => page.evaluate(() => document.activeElement?.getAttribute('aria-label'));
  await expect.poll(focused).toBe('Add a task');
  await visit(device, `${carillon.origin}/activity`);
  await page.keyboard.press('/');
  await page.waitForURL('**/all*');
  await expect.poll(focused).toBe('Search');
  expect(device.complaints).toEqual([]);
  await device.context.close();
});

test('deleting the list one stands in leads to the inbox, with the way back in sight', async () => {
  const device = await openDevice(browser, { session });
  const { page } = device;
  await visit(device, `${carillon.origin}/inbox`);
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
  expect(device.complaints).toEqual([]);
  await device.context.close();
});

test('WEB20 a page that is not there, and one that broke, name their request', async () => {
  const device = await openDevice(browser, { session });
  const { page } = device;
  const answer = await page.goto(`${carillon.origin}/nowhere`, { waitUntil: 'networkidle' });
  expect(answer?.status()).toBe(404);
  await page.getByText(String(answer?.headers()['x-request-id'])).waitFor();
  await page.getByRole('link', { name: 'Back to your tasks' }).waitFor();

  await visit(device, `${carillon.origin}/inbox`);
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
  expect(device.complaints.filter((complaint) => !/status of (?:404|500)/.test(complaint))).toEqual([]);
  await device.context.close();
});

test('WEB25 a page that is slow to come shows its name and shape, and says what it waits for', async () => {
  const device = await openDevice(browser, { session });
  const { page } = device;
  await visit(device, `${carillon.origin}/inbox`);
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
  expect(device.complaints).toEqual([]);
  await device.context.close();
});

test('nothing of the workshop is in what is built', async () => {
  for (const path of ['/dev/gallery', '/dev/gallery/app']) {
    expect((await fetch(carillon.origin + path)).status).toBe(404);
  }
});

test('WEB21 a window that had to make room for others goes on when somebody looks at it', async () => {
  const device = await openDevice(browser, { session });
  const { page } = device;
  let sockets = 0;
  await page.routeWebSocket('**/api/v1/live', (socket) => {
    sockets += 1;
    if (sockets > 1) socket.connectToServer();
    else void socket.close({ code: 4008, reason: 'Too many.' });
  });
  await page.goto(`${carillon.origin}/inbox`);
  await page.waitForSelector('html[data-live="resting"]');
  await page.getByText('This window rests').waitFor();
  await page.waitForTimeout(1500);
  expect(sockets).toBe(1);
  await page.evaluate(() => window.dispatchEvent(new Event('focus')));
  await page.waitForSelector('html[data-live="live"]');
  expect(sockets).toBe(2);
  expect(device.complaints).toEqual([]);
  await device.context.close();
});

test('WEB21 a window of an earlier version says so, and loads the new one when asked to', async () => {
  const device = await openDevice(browser, { session });
  const { page } = device;
  let isOld = true;
  await page.routeWebSocket('**/api/v1/live', (socket) => {
    if (isOld) void socket.close({ code: 4002, reason: 'Another protocol.' });
    else socket.connectToServer();
  });
  await page.goto(`${carillon.origin}/inbox`);
  await page.getByText('There is a new version of Carillon.').waitFor();
  isOld = false;
  await page.getByRole('button', { name: 'Load it' }).click();
  await page.waitForSelector('html[data-live="live"]');
  expect(device.complaints).toEqual([]);
  await device.context.close();
});
