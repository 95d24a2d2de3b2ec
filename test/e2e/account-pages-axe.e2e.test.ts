import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchBrowser } from '../e2e-browser.ts';
import { type Carillon, startCarillon } from '../e2e-harness.ts';
import { axeViolations, type DeviceOptions, demoSession, openDevice, visit } from './device.ts';

const NOBODY = { cookies: [], origins: [] };

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

const publicPages = [
  '/',
  '/sign-in',
  '/sign-up',
  '/forgot-password',
  '/reset-password?token=x',
  '/reset-password',
  '/goodbye',
];
const ownPages = [
  '/settings',
  '/settings/time',
  '/settings/appearance',
  '/settings/tokens',
  '/settings/sessions',
  '/settings/data',
  '/activity',
  '/activity?actor=system',
  '/activity?page=99',
];

/** Behind something modal the page is out of reach, its heading and its landmarks too; axe sees only that they are missing. */
const ABOUT_THE_PAGE = /^(?:landmark-one-main|page-has-heading-one):/;

/** Collects what axe finds, state by state. */
function inspector(page: Page) {
  const found: Record<string, string[]> = {};
  const look = async (state: string) => {
    const isModal =
      (await page.locator('main').evaluateAll((mains) => mains.every((main) => main.closest('[inert]')))) === true;
    const violations = (await axeViolations(page)).filter((line) => !isModal || !ABOUT_THE_PAGE.test(line));
    if (violations.length > 0) found[state] = violations;
  };
  return { found, look };
}

/** Opens something by a button, looks at it, and leaves it again. */
async function lookAt(
  page: Page,
  look: (state: string) => Promise<void>,
  button: string | RegExp,
  role: 'dialog' | 'alertdialog' | 'menu',
) {
  await page.getByRole('button', { name: button }).first().click();
  await page.getByRole(role).waitFor();
  await look(`opened by ${button}`);
  await page.keyboard.press('Escape');
  await page.getByRole(role).waitFor({ state: 'detached' });
}

describe.each(['light', 'dark'] as const)('in the %s theme', (theme) => {
  describe.each([1440, 360])('at %i px', (width) => {
    test('WEB11 axe finds nothing wrong with what a visitor meets', async () => {
      const device = await openDevice(browser, { session: NOBODY, width, theme });
      const { page } = device;
      const { found, look } = inspector(page);
      for (const path of publicPages) {
        await page.goto(carillon.origin + path, { waitUntil: 'networkidle' });
        await look(path);
      }
      await page.goto(`${carillon.origin}/sign-up`, { waitUntil: 'networkidle' });
      await page.getByRole('button', { name: 'Make an account' }).click();
      await page.getByText('The email address is not valid.').waitFor();
      await look('refused sign-up');
      expect(device.complaints).toEqual([]);
      await page.goto(`${carillon.origin}/nowhere`, { waitUntil: 'networkidle' });
      await page.getByRole('heading', { name: 'There is nothing here' }).waitFor();
      await look('/nowhere');
      expect(found).toEqual({});
      await device.context.close();
    });

    test('WEB11 axe finds nothing wrong with the settings and the history, or anything open on them', async () => {
      const device = await openDevice(browser, { session, width, theme });
      const { page } = device;
      const { found, look } = inspector(page);
      for (const path of ownPages) {
        await visit(device, carillon.origin + path);
        await look(path);
      }
      await visit(device, `${carillon.origin}/settings/tokens`);
      await lookAt(page, look, 'New token', 'dialog');
      await page.getByRole('button', { name: 'New token' }).click();
      await page.getByLabel('Name').fill(`laptop ${theme} ${width}`);
      await page.getByRole('button', { name: 'Make the token' }).click();
      await page.getByRole('button', { name: 'I have copied it' }).waitFor();
      await look('a secret');
      await page.getByRole('button', { name: 'I have copied it' }).click();
      await page.getByText(`laptop ${theme} ${width}`).first().waitFor();
      await look('tokens');
      await lookAt(page, look, /^Revoke laptop/, 'alertdialog');
      await visit(device, `${carillon.origin}/settings/sessions`);
      await lookAt(page, look, 'Sign out everywhere', 'alertdialog');
      await visit(device, `${carillon.origin}/settings/data`);
      await lookAt(page, look, /^Delete the account/, 'alertdialog');
      await visit(device, `${carillon.origin}/settings/time`);
      await page.getByRole('button', { name: /Time zone/ }).click();
      await page.getByRole('searchbox').pressSequentially('new');
      await page.getByRole('option', { name: /New York/ }).waitFor();
      // The field names the option it stands on half a second late, so that screen readers first say what was typed.
      await page.waitForFunction(() =>
        document.getElementById(document.activeElement?.getAttribute('aria-activedescendant') ?? ''),
      );
      await look('zones');
      await visit(device, `${carillon.origin}/activity`);
      await lookAt(page, look, 'Everything', 'menu');
      await lookAt(page, look, 'Any time', 'dialog');
      expect(found).toEqual({});
      expect(device.complaints).toEqual([]);
      await device.context.close();
    });
  });
});
