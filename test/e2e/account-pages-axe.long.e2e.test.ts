import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { axeTour } from './axe-tour.ts';
import { test } from './e2e-test.ts';
import { OTHER_PAGES, PUBLIC_PAGES } from './pages-there-are.ts';

const WIDTHS = [1440, 360];

const publicPages = [...PUBLIC_PAGES, '/reset-password', '/verify-email'];
const ownPages = [...OTHER_PAGES, '/activity?actor=system', '/activity?page=99'];

const button = (page: Page, name: string | RegExp): Locator => page.getByRole('button', { name }).first();

test.for(WIDTHS)('WEB11 at %i px axe finds nothing wrong with what a visitor meets', async (width, { openDevice }) => {
  const { page } = await openDevice({ width, expected: /status of 4(?:04|22)/ });
  const tour = axeTour(page);
  for (const path of publicPages) {
    await page.goto(path, { waitUntil: 'networkidle' });
    await tour.look(path);
  }
  await page.goto('/sign-up', { waitUntil: 'networkidle' });
  await page.getByRole('button', { name: 'Make an account' }).click();
  await page.getByText('The email address is not valid.').waitFor();
  await tour.look('refused sign-up');
  await page.goto('/nowhere', { waitUntil: 'networkidle' });
  await page.getByRole('heading', { name: 'There is nothing here' }).waitFor();
  await tour.look('/nowhere');
  expect(tour.found).toEqual({});
});

test.for(WIDTHS)(
  'WEB11 at %i px axe finds nothing wrong with the settings and the history, or anything open on them',
  async (width, { openDevice, fileSession }) => {
    const { page, visit } = await openDevice({ session: fileSession, width });
    const tour = axeTour(page);
    for (const path of ownPages) {
      await visit(path);
      await tour.look(path);
    }
    await visit('/settings/tokens');
    await tour.open('a new token', button(page, 'New token'));
    await button(page, 'New token').click();
    await page.getByLabel('Name').fill(`laptop ${width}`);
    await button(page, 'Make the token').click();
    await button(page, 'I have copied it').waitFor();
    await tour.look('a secret');
    await button(page, 'I have copied it').click();
    await page.getByText(`laptop ${width}`).first().waitFor();
    await tour.look('tokens');
    await tour.open('revoking a token', button(page, /^Revoke laptop/));
    await visit('/settings/webhooks');
    await tour.open('a new webhook', button(page, 'New webhook'));
    await button(page, 'New webhook').click();
    await page.getByLabel('Name').fill(`lamp ${width}`);
    await page.getByLabel('Address').fill('https://hooks.carillon.dev/lamp');
    await button(page, 'Make the webhook').click();
    await button(page, 'I have copied it').waitFor();
    await tour.look('the secret of a webhook');
    await button(page, 'I have copied it').click();
    await page.getByRole('link', { name: `lamp ${width}` }).click();
    await page.getByRole('heading', { name: 'Recent messages' }).waitFor();
    await tour.look('a webhook');
    for (const name of [/^Change/, /^Rotate/, /^Switch off/, /^Delete/]) {
      await tour.open(`a webhook: ${name.source}`, button(page, name));
    }
    await button(page, /^Switch off/).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Switch off' }).click();
    await page.getByText('This webhook is off.').waitFor();
    await tour.look('a webhook that is off');
    await visit('/settings/sessions');
    await tour.open('signing out everywhere', button(page, 'Sign out everywhere'));
    await visit('/settings/data');
    await tour.open('deleting the account', button(page, /^Delete the account/));
    await visit('/settings/time');
    await button(page, /Time zone/).click();
    await page.getByRole('searchbox').pressSequentially('new');
    await page.getByRole('option', { name: /New York/ }).waitFor();
    // The field names the option it stands on half a second late, so that screen readers first say what was typed.
    await page.waitForFunction(() =>
      document.getElementById(document.activeElement?.getAttribute('aria-activedescendant') ?? ''),
    );
    await tour.look('zones');
    await visit('/activity');
    await tour.open('kinds of changes', button(page, 'Everything'));
    await tour.open('times', button(page, 'Any time'));
    expect(tour.found).toEqual({});
  },
);
