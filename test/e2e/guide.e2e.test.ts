import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { test } from './e2e-test.ts';

/** How far a heading stands below the top of the column, in px. */
const distance = (page: Page, name: string) =>
  page.getByRole('heading', { name }).evaluate((heading) => {
    const top = document.getElementById('main')?.getBoundingClientRect().top ?? 0;
    return heading.getBoundingClientRect().top - top;
  });

test.for([1280, 390])(
  'GD5 at %i px the menu leads to the guide, and a question to its answer',
  async (width, { openDevice, fileSession }) => {
    const { page, visit } = await openDevice({ session: fileSession, width });
    await visit('/inbox');
    if (width < 640) await page.getByRole('button', { name: 'More', exact: true }).click();
    await page.getByRole('button', { name: /^More: / }).click();
    await page.getByRole('menuitem', { name: 'Guide' }).click();
    await page.waitForURL('**/guide');
    await page.getByRole('link', { name: 'What happens on the 31st?' }).click();
    await page.waitForURL('**/guide/repeats#what-happens-on-the-31st');
    await expect.poll(() => distance(page, 'What happens on the 31st?')).toBeLessThan(100);
    await page.getByText('February 2027 has no 31st, so it is on the last day.').waitFor();
    // From there to another chapter, by a link in the text.
    await page.getByRole('article').getByRole('link', { name: 'due dates' }).first().click();
    await page.waitForURL('**/guide/due-dates#what-happens-when-the-clocks-change');
    await expect.poll(() => distance(page, 'What happens when the clocks change?')).toBeLessThan(100);
  },
);

test('GD5 a chapter that is not there is not found', async ({ openDevice, fileSession }) => {
  const { page } = await openDevice({ session: fileSession, expected: /status of 404/ });
  await page.goto('/guide/time-travel');
  await page.getByRole('heading', { name: 'There is nothing here' }).waitFor();
});
