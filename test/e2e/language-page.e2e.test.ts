import { expect } from 'vitest';
import { axeTour } from './axe-tour.ts';
import { test } from './e2e-test.ts';

test.for([1280, 360])(
  'LG31 at %i px the page of the language is reached from where one writes, searches and sets it, and axe finds nothing wrong',
  async (width, { openDevice, fileSession }) => {
    const { page, visit } = await openDevice({ session: fileSession, width });
    await visit('/inbox');
    await page.getByLabel('Add a task').first().fill('call mom next friday');
    const link = page.getByRole('link', { name: 'What you can write' }).first();
    await link.waitFor();
    expect(await link.getAttribute('href')).toBe('/guide/language');
    await visit('/inbox?search=due:+friday');
    await page.getByRole('link', { name: 'How to search' }).waitFor();
    await visit('/settings/time');
    await page.getByRole('link', { name: 'What you can write' }).waitFor();

    await visit('/guide');
    await page.getByRole('link', { name: 'On which day?' }).click();
    await page.waitForURL('**/guide/language#on-which-day');
    const row = page.getByRole('row', { name: 'call mom next friday' });
    expect(await row.textContent()).toContain('Friday 14 May 2027');
    // Lines of a language that is written from right to left are, within their own cell.
    const urdu = page.getByText('امی کو کل فون کرنا', { exact: true });
    expect(await urdu.evaluate((code) => getComputedStyle(code).direction)).toBe('rtl');
    // The page is as wide as the device; what is wider scrolls within itself.
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    const tour = axeTour(page);
    await tour.look('/guide/language');
    expect(tour.found).toEqual({});
  },
);
