import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchBrowser } from '../e2e-browser.ts';
import { type Carillon, startCarillon } from '../e2e-harness.ts';
import { axeViolations, type Device, type DeviceOptions, demoSession, openDevice, visit } from './device.ts';

let carillon: Carillon;
let browser: Browser;
let session: DeviceOptions['session'];

beforeAll(async () => {
  [carillon, browser] = await Promise.all([startCarillon(), launchBrowser()]);
  session = await demoSession(browser, carillon.origin);
});

afterAll(async () => {
  await Promise.all([carillon?.stop(), browser?.close()]);
});

/** Behind something modal the page is out of reach, its heading and its landmarks too; axe sees only that they are missing. */
const ABOUT_THE_PAGE = /^(?:landmark-one-main|page-has-heading-one|region):/;
const OVERLAY = '[role="dialog"], [role="alertdialog"], [role="menu"], [role="listbox"]';

/** While suggestions are open a reader hears nothing else, on purpose; Tab closes them, so nothing hidden gets the focus. */
const ABOUT_THE_REST = /^aria-hidden-focus:/;
/** Opens one thing after the other and collects what axe finds on each. */
class Tour {
  readonly found: Record<string, string[]> = {};
  readonly page: Page;

  constructor({ page }: Device) {
    this.page = page;
  }

  async look(state: string): Promise<void> {
    const isModal = (await this.page.locator(OVERLAY).count()) > 0;
    const areSuggestionsOpen = (await this.page.locator('[role="combobox"][aria-expanded="true"]').count()) > 0;
    const violations = (await axeViolations(this.page)).filter(
      (line) => !(isModal && ABOUT_THE_PAGE.test(line)) && !(areSuggestionsOpen && ABOUT_THE_REST.test(line)),
    );
    if (violations.length > 0) this.found[state] = violations;
  }

  /** Presses a button, looks at what it opened, and leaves that by Escape. */
  async open(state: string, button: Locator): Promise<void> {
    const before = await this.page.locator(OVERLAY).count();
    await button.click();
    await expect.poll(() => this.page.locator(OVERLAY).count()).toBeGreaterThan(before);
    await this.look(state);
    await this.page.keyboard.press('Escape');
    await expect.poll(() => this.page.locator(OVERLAY).count()).toBe(before);
  }
}

const button = (within: Page | Locator, name: string | RegExp) =>
  within.getByRole('button', typeof name === 'string' ? { name, exact: true } : { name }).first();

describe.each(['light', 'dark'] as const)('in the %s theme', (theme) => {
  test.each([1440, 360])(
    'WEB11 at %i px axe finds nothing wrong with the open task and all its fields',
    async (width) => {
      const device = await openDevice(browser, { session, width, theme });
      const tour = new Tour(device);
      const { page } = device;
      await visit(device, `${carillon.origin}/all`);
      await page
        .getByRole('row', { name: /Launch the autumn catalogue/ })
        .first()
        .click({ position: { x: 150, y: 14 } });
      const panel = page.getByRole('complementary', { name: 'Task' });
      await panel.getByText('added it').waitFor();
      await tour.look('the task');
      await tour.open('its due date', button(panel, /^Tue 10:00/));
      await tour.open('its priority', button(panel, 'Urgent'));
      await tour.open('its list', button(panel, 'Work'));
      await tour.open('a subtask', button(panel, /^More for/));
      await panel.getByRole('combobox').first().pressSequentially('fa');
      await page.getByRole('option', { name: 'family' }).waitFor();
      await tour.look('its tags');
      await page.keyboard.press('Escape');
      await button(panel, 'Edit notes').click();
      await tour.look('its notes');
      expect(tour.found).toEqual({});
      expect(device.complaints).toEqual([]);
      await device.context.close();
    },
  );

  test.each([1440, 360])('WEB11 at %i px axe finds nothing wrong with what a list and a tag open', async (width) => {
    const device = await openDevice(browser, { session, width, theme });
    const tour = new Tour(device);
    const { page } = device;
    await visit(device, `${carillon.origin}/inbox`);
    const list = await page.getByRole('link', { name: /^Work/, includeHidden: true }).first().getAttribute('href');
    if (width < 640) {
      await button(page, 'More').click();
      await page.getByRole('dialog').waitFor();
      await tour.look('the places');
    } else {
      await tour.open('more', button(page, /^More:/));
    }
    await page.getByRole('link', { name: /^Work/ }).first().hover();
    await tour.open('a list', button(page, 'Change the list Work'));
    await tour.open('a new list', button(page, 'New list'));
    await visit(device, carillon.origin + list);
    await tour.look('the page of a list');
    await page.keyboard.press('f');
    await page.getByRole('searchbox').waitFor();
    for (const name of ['Priority', 'Tags', 'Status', 'Sort']) {
      await tour.open(`filter: ${name}`, button(page.getByRole('search'), name));
    }
    await page.keyboard.press('c');
    const box = page.locator('form').filter({ has: page.getByRole('textbox', { name: 'Add a task' }) });
    await box.getByRole('textbox').pressSequentially('Oil the clappers');
    await tour.look('writing a task');
    for (const name of ['No date', 'Priority', 'Tags', 'Work']) await tour.open(`new task: ${name}`, button(box, name));
    await visit(device, `${carillon.origin}/tags/travel`);
    const more = page.locator('main header').getByRole('button', { name: 'More' });
    await tour.open('a tag', more);
    await more.click();
    await page.getByRole('menuitem', { name: 'Rename or merge…' }).click();
    await page.getByRole('dialog').waitFor();
    await page.getByRole('textbox', { name: 'Name' }).fill('family');
    await page.getByText('the two become one').waitFor();
    await tour.look('two tags to merge');
    expect(tour.found).toEqual({});
    expect(device.complaints).toEqual([]);
    await device.context.close();
  });

  test('WEB11 axe finds nothing wrong with toasts, banners and pages that failed', async () => {
    const device = await openDevice(browser, { session, theme });
    const tour = new Tour(device);
    const { page } = device;
    await visit(device, `${carillon.origin}/inbox`);
    await page.getByRole('row').nth(1).focus();
    await page.keyboard.press('t');
    await page.getByText(/^Completed “/).waitFor();
    await tour.look('a toast');
    await page.keyboard.press('Control+z');
    await page.getByText(/^Undone/).waitFor();
    await page.getByRole('row').nth(1).hover();
    await tour.open('a row', button(page.getByRole('row').nth(1), /^More/));
    // A tooltip under the pointer would be part of what is looked at.
    await page.mouse.move(1300, 500);
    await page.getByRole('tooltip').waitFor({ state: 'detached' });
    await device.context.setOffline(true);
    await page.getByText('You are offline. Changes cannot be saved').waitFor();
    await tour.look('offline');
    await device.context.setOffline(false);
    await page.waitForSelector('html[data-live="live"]');
    await page.route('**/overdue.data*', (route) => route.fulfill({ status: 503, body: '' }));
    await page.keyboard.press('g');
    await page.keyboard.press('o');
    await page.getByRole('heading', { name: 'We cannot answer right now' }).waitFor();
    await tour.look('a page that failed');
    await page.goto(`${carillon.origin}/lists/nowhere`);
    await page.getByRole('heading', { name: 'There is nothing here' }).waitFor();
    await tour.look('a list that is gone');
    await visit(device, `${carillon.origin}/trash`);
    await page
      .getByRole('row')
      .first()
      .click({ position: { x: 150, y: 14 } });
    await button(page.getByRole('complementary', { name: 'Task' }), 'Restore').waitFor();
    await tour.look('a task in the trash');
    expect(tour.found).toEqual({});
    expect(device.complaints.filter((complaint) => !/status of (?:404|503)/.test(complaint))).toEqual([]);
    await device.context.close();
  });

  test('WEB11 on a tablet axe finds nothing wrong with the sheet of places', async () => {
    const device = await openDevice(browser, { session, width: 768, theme });
    const tour = new Tour(device);
    await visit(device, `${carillon.origin}/today`);
    await tour.look('the rail');
    await tour.open('the places', button(device.page, 'Show the navigation'));
    expect(tour.found).toEqual({});
    expect(device.complaints).toEqual([]);
    await device.context.close();
  });
});
