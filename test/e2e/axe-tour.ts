import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type axe from 'axe-core';
import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';

declare global {
  interface Window {
    /** What `axe.min.js` leaves behind. */
    axe?: typeof axe;
  }
}

const axePath = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

const OVERLAY = '[role="dialog"], [role="alertdialog"], [role="menu"], [role="listbox"]';
/** Behind something modal the page is out of reach, its heading and its landmarks too; axe sees only that they are missing. */
const ABOUT_THE_PAGE = ['landmark-one-main', 'page-has-heading-one', 'region'];
/** While suggestions are open a reader hears nothing else, on purpose; Tab closes them, so nothing hidden gets the focus. */
const ABOUT_THE_REST = ['aria-hidden-focus'];
/** All that a theme can change: it is colours and nothing else. */
const ABOUT_COLOURS = ['color-contrast', 'link-in-text-block'];

/** A walk through the states of a page; axe looks at each of them, in the light theme and in the dark one. */
export interface AxeTour {
  /** What axe found wrong, by state; a test ends by expecting `{}`. */
  readonly found: Readonly<Record<string, readonly string[]>>;
  /** Looks at the page as it is now, and calls that by a name. */
  readonly look: (state: string) => Promise<void>;
  /** Presses a button, looks at what it opened, and leaves that by Escape. */
  readonly open: (state: string, button: Locator) => Promise<void>;
}

/** Begins a walk on the page of a device in the light theme. */
export function axeTour(page: Page): AxeTour {
  const found: Record<string, string[]> = {};
  const countOverlays = () => page.locator(OVERLAY).count();
  const note = (state: string, violations: string[]) => {
    if (violations.length > 0) found[state] = violations;
  };
  const look = async (state: string) => {
    const isModal = (await countOverlays()) > 0;
    const areSuggestionsOpen = (await page.locator('[role="combobox"][aria-expanded="true"]').count()) > 0;
    const ignored = [...(isModal ? ABOUT_THE_PAGE : []), ...(areSuggestionsOpen ? ABOUT_THE_REST : [])];
    note(state, await violationsOf(page, { rules: Object.fromEntries(ignored.map((id) => [id, { enabled: false }])) }));
    await page.emulateMedia({ colorScheme: 'dark' });
    note(`${state}, dark`, await violationsOf(page, { runOnly: ABOUT_COLOURS }));
    await page.emulateMedia({ colorScheme: 'light' });
  };
  const open = async (state: string, button: Locator) => {
    const before = await countOverlays();
    await button.click();
    await expect.poll(countOverlays).toBeGreaterThan(before);
    await look(state);
    await page.keyboard.press('Escape');
    await expect.poll(countOverlays).toBe(before);
  };
  return { found, look, open };
}

/** What axe finds wrong, in one line each. */
async function violationsOf(page: Page, options: axe.RunOptions): Promise<string[]> {
  // By the debugger: the page's own policy lets no script in, which is right.
  if (await page.evaluate(() => window.axe === undefined)) await page.evaluate(await readFile(axePath, 'utf8'));
  return await page.evaluate(async (runOptions) => {
    if (!window.axe) throw new Error('axe is not on the page');
    const { violations } = await window.axe.run(document, { ...runOptions, resultTypes: ['violations'] });
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(
        ({ html, failureSummary = '' }) =>
          `${id}: ${html.slice(0, 160)} · ${failureSummary.replaceAll(/\s+/g, ' ').slice(0, 200)}`,
      ),
    );
  }, options);
}
