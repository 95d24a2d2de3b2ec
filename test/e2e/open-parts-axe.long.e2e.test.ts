import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { axeTour } from './axe-tour.ts';
import { untilLive } from './device.ts';
import { test } from './e2e-test.ts';

const button = (within: Page | Locator, name: string | RegExp) =>
  within.getByRole('button', typeof name === 'string' ? { name, exact: true } : { name }).first();

test.for([1440, 360])(
  'WEB11 at %i px axe finds nothing wrong with the open task and all its fields',
  async (width, { openDevice, fileSession }) => {
    const { page, visit } = await openDevice({ session: fileSession, width });
    const tour = axeTour(page);
    await visit('/all');
    await page
      .getByRole('row', { name: /Launch the autumn catalogue/ })
      .first()
      .click({ position: { x: 150, y: 14 } });
    const panel = page.getByRole('complementary', { name: 'Task' });
    await panel.getByText('added it').waitFor();
    await tour.look('the task');
    await tour.open('its due date', button(panel, /^\S+ 10:00/));
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
  },
);

test.for([1440, 360])(
  'WEB11 at %i px axe finds nothing wrong with what a list and a tag open',
  async (width, { openDevice, fileSession }) => {
    const { page, visit } = await openDevice({ session: fileSession, width });
    const tour = axeTour(page);
    await visit('/inbox');
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
    await visit(list ?? '');
    await tour.look('the page of a list');
    await page.keyboard.press('f');
    await page.getByRole('search').getByRole('combobox').waitFor();
    for (const name of ['Priority', 'Tags', 'Status', 'Sort']) {
      await tour.open(`filter: ${name}`, button(page.getByRole('search'), name));
    }
    await page.keyboard.press('c');
    const box = page.locator('form').filter({ has: page.getByRole('combobox', { name: 'Add a task' }) });
    await box.getByRole('combobox').pressSequentially('Oil the clappers');
    await tour.look('writing a task');
    for (const name of ['No date', 'Priority', 'Tags', 'Work']) await tour.open(`new task: ${name}`, button(box, name));
    await visit('/tags/travel');
    const more = page.locator('main header').getByRole('button', { name: 'More' });
    await tour.open('a tag', more);
    await more.click();
    await page.getByRole('menuitem', { name: 'Rename or merge…' }).click();
    await page.getByRole('dialog').waitFor();
    await page.getByRole('textbox', { name: 'Name' }).fill('family');
    await page.getByText('the two become one').waitFor();
    await tour.look('two tags to merge');
    expect(tour.found).toEqual({});
  },
);

test('WEB11 axe finds nothing wrong with toasts, banners and pages that failed', async ({
  openDevice,
  fileSession,
}) => {
  const { context, page, visit } = await openDevice({ session: fileSession, expected: /status of (?:404|503)/ });
  const tour = axeTour(page);
  await visit('/inbox');
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
  await context.setOffline(true);
  await page.getByText('You are offline. Changes cannot be saved').waitFor();
  await tour.look('offline');
  await context.setOffline(false);
  await untilLive(page);
  await page.route('**/overdue.data*', (route) => route.fulfill({ status: 503, body: '' }));
  await page.keyboard.press('g');
  await page.keyboard.press('o');
  await page.getByRole('heading', { name: 'We cannot answer right now' }).waitFor();
  await tour.look('a page that failed');
  await page.goto('/lists/nowhere');
  await page.getByRole('heading', { name: 'There is nothing here' }).waitFor();
  await tour.look('a list that is gone');
  await visit('/trash');
  await page
    .getByRole('row')
    .first()
    .click({ position: { x: 150, y: 14 } });
  await button(page.getByRole('complementary', { name: 'Task' }), 'Restore').waitFor();
  await tour.look('a task in the trash');
  expect(tour.found).toEqual({});
});

test('WEB11 on a tablet axe finds nothing wrong with the sheet of places', async ({ openDevice, fileSession }) => {
  const { page, visit } = await openDevice({ session: fileSession, width: 768 });
  const tour = axeTour(page);
  await visit('/today');
  await tour.look('the rail');
  await tour.open('the places', button(page, 'Show the navigation'));
  expect(tour.found).toEqual({});
});
