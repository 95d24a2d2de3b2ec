import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { axeTour } from './axe-tour.ts';
import { test } from './e2e-test.ts';

const box = (page: Page) => page.getByRole('dialog', { name: 'Search and commands' }).getByRole('combobox');
const active = (page: Page) => page.locator('[role="option"][aria-selected="true"]');

async function openPalette(page: Page): Promise<void> {
  await page.keyboard.press('Control+k');
  await box(page).waitFor();
  await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('role'))).toBe('combobox');
}

test('PA1 a key opens it everywhere, the arrows and Enter go to any place, and the last one stands first the next time', async ({
  openDevice,
  newSession,
}) => {
  const { page, visit } = await openDevice({ session: await newSession() });
  await visit('/inbox');
  await openPalette(page);
  await page.getByRole('group', { name: 'Go to' }).waitFor();
  await page.keyboard.type('upcom');
  await expect.poll(() => active(page).textContent()).toContain('Upcoming');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/upcoming$/);

  await openPalette(page);
  await page.getByRole('group', { name: 'Used lately' }).getByRole('option', { name: 'Upcoming' }).waitFor();
  await page.keyboard.type('settings assist');
  await expect.poll(() => active(page).textContent()).toContain('Assistants');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/settings\/connect$/);

  await openPalette(page);
  await page.keyboard.press('Escape');
  await expect.poll(() => page.getByRole('dialog').count()).toBe(0);
  await openPalette(page);
  await page.keyboard.type('shortcuts');
  await page.keyboard.press('Enter');
  await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
});

test('PA3 what can be done with a row is offered for it, by the same commands and with undo; one that is found as well', async ({
  openDevice,
  newSession,
}) => {
  const { page, visit } = await openDevice({ session: await newSession() });
  await visit('/all');
  await page.keyboard.press('j');
  await expect.poll(() => page.locator('[role="row"]:focus').count()).toBe(1);
  await openPalette(page);
  await page.getByRole('group', { name: /^With “/ }).waitFor();
  await page.keyboard.type('complete');
  await expect.poll(() => active(page).textContent()).toContain('Complete');
  await page.keyboard.press('Enter');
  await page.getByText(/^Completed “/).waitFor();
  await expect.poll(() => page.locator('[role="row"]:focus').count()).toBe(1);
  await page.keyboard.press('Control+z');
  await page
    .getByText(/^Undone/)
    .first()
    .waitFor();

  await openPalette(page);
  await page.keyboard.type('accessibility audit');
  const found = page.getByRole('group', { name: 'Tasks' }).getByRole('option').first();
  await found.waitFor();
  while (!(await found.getAttribute('aria-selected').then((value) => value === 'true'))) {
    await page.keyboard.press('ArrowDown');
  }
  await page.keyboard.press('ArrowRight');
  await expect.poll(() => box(page).getAttribute('aria-label')).toContain('What to do with');
  await page.keyboard.type('priority');
  await page.keyboard.press('Enter');
  await page.getByRole('dialog', { name: /^Priority: “/ }).waitFor();
});

test('PA4 what is typed is added as it is read, searched for, and narrowed in the language of queries', async ({
  openDevice,
  newSession,
}) => {
  const { page, visit } = await openDevice({ session: await newSession() });
  await visit('/today');
  await openPalette(page);
  await page.keyboard.type('polish the great bell tomorrow 9am #tower p1');
  await page.getByRole('option', { name: /^Add “polish the great bell”.*Tomorrow 9:00.*urgent.*#tower/ }).waitFor();
  // Nothing is found by these words, so Enter means the task.
  await page.keyboard.press('Enter');
  await page.getByText('Added “polish the great bell”').waitFor();

  await openPalette(page);
  await page.keyboard.type('#tow');
  await page
    .getByRole('group', { name: 'Narrow' })
    .getByRole('option', { name: /#tower/ })
    .click();
  await expect.poll(() => box(page).inputValue()).toBe('#tower ');
  await page.getByText('Open tasks that are tagged #tower.').waitFor();
  await page.getByRole('option', { name: /^polish the great bell/ }).waitFor();
  await page.getByRole('option', { name: /^Search all tasks/ }).click();
  await page.waitForURL(/\/all\?search=%23tower/);
  await page.getByRole('row').first().waitFor();
});

test('PA5 Enter before the answer waits for what the text finds', async ({ openDevice, newSession }) => {
  const { page, visit } = await openDevice({ session: await newSession() });
  await visit('/all');
  let answer = () => {};
  const held = new Promise<void>((resolve) => {
    answer = resolve;
  });
  await page.route('**/api/v1/tasks?**', async (route) => {
    await held;
    await route.continue();
  });
  await openPalette(page);
  await page.keyboard.type('accessibility audit');
  await page.keyboard.press('Enter');
  answer();
  await page.waitForURL(/task=task_/);
  expect(await page.getByText(/^Added “/).count()).toBe(0);
});

test('PA7 a task written in the palette is a line like every other: marked, given back by key, with its guesses', async ({
  openDevice,
  newSession,
}) => {
  const { page, visit } = await openDevice({ session: await newSession() });
  await visit('/all');
  await openPalette(page);
  await page.keyboard.type('Oil the clapper tomorrow');
  const marked = () => page.locator('[role="dialog"] mark').allTextContents();
  await expect.poll(() => active(page).textContent()).toContain('Add “Oil the clapper”');
  await expect.poll(marked).toEqual(['tomorrow']);
  const tour = axeTour(page);
  await tour.look('a line in the palette');
  await page.keyboard.press('Backspace');
  await expect.poll(marked).toEqual([]);
  await expect.poll(() => active(page).textContent()).toContain('Add “Oil the clapper tomorrow”');
  await page.keyboard.type(' #tower');
  await page.keyboard.press('Enter');
  await page.getByText('Added “Oil the clapper tomorrow”').waitFor();
  const answer = await page.request.get('/api/v1/tasks?sort=created&order=desc&per_page=1');
  expect(await answer.json()).toMatchObject({
    tasks: [{ title: 'Oil the clapper tomorrow', tags: ['tower'], due: null }],
  });
  expect(tour.found).toEqual({});
});
