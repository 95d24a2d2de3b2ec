import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { test } from './e2e-test.ts';

test('QL33 the search box narrows by keyboard alone, says what it means and points at what is wrong', async ({
  openDevice,
  newSession,
}) => {
  const { page, visit } = await openDevice({ session: await newSession() });
  await visit('/all');
  const all = await page.getByRole('row').count();
  await page.keyboard.press('/');
  await page.locator('input:focus').waitFor();
  await page.keyboard.type('over');
  await page.getByRole('option', { name: 'overdue' }).waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  const box = page.getByRole('combobox', { name: 'Search' });
  await expect.poll(() => box.inputValue()).toBe('overdue ');
  await page.waitForURL(/search=overdue$/);
  await page.getByText('Open tasks that are overdue.', { exact: true }).waitFor();
  await expect.poll(() => page.getByRole('row').count()).toBeLessThan(all);
  const late = await page.getByRole('row').count();

  await page.keyboard.type('& due before: soon');
  await page.getByText('At character 23: found “soon” where a date', { exact: false }).waitFor();
  expect(await box.getAttribute('aria-invalid')).toBe('true');
  // What is no query is not searched for: the rows stay.
  expect(await page.getByRole('row').count()).toBe(late);
  expect(page.url()).toMatch(/search=overdue$/);

  await page.keyboard.press('Escape');
  await expect.poll(() => box.inputValue()).toBe('');
  await expect.poll(() => page.getByRole('row').count()).toBe(all);
});

test('VW6 a search is saved, stands in the sidebar, opens by key, changes and goes, and comes back by undo', async ({
  openDevice,
  newSession,
}) => {
  const { page, visit } = await openDevice({ session: await newSession() });
  await visit('/all');
  await page.keyboard.press('/');
  await page.locator('input:focus').waitFor();
  await page.keyboard.type('overdue, #family');
  await page.waitForURL(/search=/);
  await page.getByRole('button', { name: 'Save as view' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('Late and family');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/views\/view_/);
  await page.getByRole('heading', { name: 'Late and family' }).waitFor();
  for (const part of ['overdue', '#family']) await page.getByRole('rowgroup', { name: part }).first().waitFor();
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Late and family' }).waitFor();

  await visit('/inbox');
  await page.keyboard.press('g');
  await page.keyboard.press('1');
  await page.waitForURL(/\/views\/view_/);

  await page.getByRole('main').getByRole('button', { name: 'Change the view Late and family' }).click();
  await page.getByRole('menuitem', { name: 'Change…' }).click();
  await page.getByRole('textbox', { name: 'Query' }).fill('overdue &');
  await page.getByText('At character 10: found the end', { exact: false }).waitFor();
  await page.getByRole('textbox', { name: 'Query' }).fill('overdue');
  await page.getByRole('textbox', { name: 'Name' }).fill('Late');
  await page.getByRole('button', { name: 'Change', exact: true }).click();
  await page.getByRole('heading', { name: 'Late', exact: true }).waitFor();

  await page.getByRole('main').getByRole('button', { name: 'Change the view Late' }).click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  await page.waitForURL(/\/all$/);
  const link = page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Late', exact: true });
  await expect.poll(() => link.count()).toBe(0);
  await page.keyboard.press('Control+z');
  await link.waitFor();
});

test('VW8 views are moved by key and menu, everywhere at once, and beyond the ninth the palette leads to them', async ({
  openDevice,
  newSession,
}) => {
  const session = await newSession();
  const [here, there] = await Promise.all([openDevice({ session }), openDevice({ session })]);
  const names = ['One', 'Two', 'Three', 'Four', 'Five', 'Six', 'Seven', 'Eight', 'Nine', 'Tenth', 'Last of all'];
  for (const name of names) await here.post('/api/v1/views', { name, query: '#family' });
  await Promise.all([here.visit('/inbox'), there.visit('/inbox')]);
  const { page } = here;
  const shown = (of: Page) =>
    of.getByRole('navigation', { name: 'Main' }).locator('a[href^="/views/"]').allTextContents();
  await expect.poll(() => shown(page)).toEqual(names);

  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Last of all' }).focus();
  await page.keyboard.press('Alt+ArrowUp');
  const moved = ['Last of all', 'Tenth'];
  await expect.poll(() => shown(page)).toEqual([...names.slice(0, 9), ...moved]);
  await expect.poll(() => shown(there.page)).toEqual([...names.slice(0, 9), ...moved]);

  await page.getByRole('button', { name: 'Change the view Two' }).click();
  await page.getByRole('menuitem', { name: 'Move up' }).click();
  await expect.poll(() => shown(page)).toEqual(['Two', 'One', ...names.slice(2, 9), ...moved]);
  await page.locator('body').press('g');
  await page.keyboard.press('1');
  await page.getByRole('heading', { name: 'Two', exact: true }).waitFor();

  await page.keyboard.press('Control+k');
  await page.getByRole('dialog', { name: 'Search and commands' }).getByRole('combobox').waitFor();
  await page.keyboard.type('tenth');
  await page.getByRole('option', { name: 'Tenth', selected: true }).waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Tenth', exact: true }).waitFor();
});
