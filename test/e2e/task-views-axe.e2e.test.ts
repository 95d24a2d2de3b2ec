import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchBrowser } from '../e2e-browser.ts';
import { type Carillon, startCarillon } from '../e2e-harness.ts';
import { axeViolations, type DeviceOptions, demoSession, openDevice, visit } from './device.ts';

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

const views = [
  '/inbox',
  '/today',
  '/upcoming',
  '/overdue',
  '/all',
  '/completed',
  '/trash',
  '/tags/family',
  '/all?search=xyzzy',
  '/all?search=the&sort=due&priority=high',
];

describe.each(['light', 'dark'] as const)('in the %s theme', (theme) => {
  test.each([1440, 360])(
    'at %i px axe finds nothing wrong with any view of tasks or anything open on it',
    async (width) => {
      const device = await openDevice(browser, { session, width, theme });
      const { page } = device;
      const found: Record<string, string[]> = {};
      const look = async (state: string) => {
        const violations = await axeViolations(page);
        if (violations.length > 0) found[state] = violations;
      };
      for (const view of views) {
        await visit(device, carillon.origin + view);
        await look(view);
      }
      await visit(device, `${carillon.origin}/all`);
      await page
        .getByRole('row')
        .nth(1)
        .click({ position: { x: 120, y: 12 } });
      await page.getByRole('complementary', { name: 'Task' }).waitFor();
      await page.waitForTimeout(600);
      await look('open task');
      await page.goto(`${carillon.origin}/inbox`);
      await page.waitForSelector('html[data-live="live"]');
      await page.keyboard.press('c');
      await look('writing a task');
      await page.keyboard.press('Escape');
      await page.keyboard.press('?');
      await look('keyboard shortcuts');
      await page.keyboard.press('Escape');
      await page.getByRole('row').first().focus();
      await page.keyboard.press('x');
      await look('selection');
      for (const key of ['d', 'p', 'l', 'm']) {
        await page.keyboard.press(key);
        await page.getByRole('dialog').waitFor();
        await look(`asked by ${key}`);
        await page.keyboard.press('Escape');
        await page.getByRole('dialog').waitFor({ state: 'detached' });
      }
      expect(found).toEqual({});
      expect(device.complaints).toEqual([]);
      await device.context.close();
    },
  );
});
