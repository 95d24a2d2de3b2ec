import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { test } from './e2e-test.ts';
import { OTHER_PAGES, PUBLIC_PAGES, TASK_VIEWS } from './pages-there-are.ts';

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

test.for([1440, 360])(
  'WEB23 at %i px every page has a name of its own, one heading, and nothing to complain about',
  async (width, { openDevice, fileSession }) => {
    const visitor = await openDevice({ width });
    const titles: string[] = [];
    const look = async (page: Page, path: string) => {
      const { title, ...rest } = await looksOver(page);
      expect({ path, ...rest }).toEqual({ path, lang: 'en', headings: 1, mains: 1, isTooWide: false });
      titles.push(title);
    };
    for (const path of PUBLIC_PAGES) {
      await visitor.page.goto(path, { waitUntil: 'networkidle' });
      await look(visitor.page, path);
    }

    const { page, visit } = await openDevice({ session: fileSession, width });
    await visit('/inbox');
    const list = await page.getByRole('link', { name: /^Work/, includeHidden: true }).first().getAttribute('href');
    for (const path of [...TASK_VIEWS, ...OTHER_PAGES, list ?? '']) {
      await visit(path);
      await look(page, path);
    }
    expect(new Set(titles).size).toBe(titles.length);
    expect(titles.every((title) => /^.+ · Carillon$|^Carillon · .+$/.test(title))).toBe(true);
  },
);
