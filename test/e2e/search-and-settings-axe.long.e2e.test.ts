import { expect } from 'vitest';
import { axeTour } from './axe-tour.ts';
import { test } from './e2e-test.ts';

test.for([1440, 360])(
  'WEB11 at %i px axe finds nothing wrong with a search and a saved view',
  async (width, { openDevice, newSession }) => {
    const { page, visit } = await openDevice({ session: await newSession(), width });
    const tour = axeTour(page);
    await visit('/all?search=overdue');
    await page.getByRole('combobox', { name: 'Search' }).focus();
    await page.keyboard.press('End');
    await page.keyboard.type(' & #');
    await page.getByRole('option').first().waitFor();
    await tour.look('suggestions');
    await page.keyboard.press('Escape');
    await page.keyboard.type('family &');
    await page.getByText('found the end', { exact: false }).waitFor();
    await tour.look('what is wrong');
    await page.keyboard.press('Backspace');
    await page.keyboard.press('Backspace');
    await page.getByRole('button', { name: 'Save as view' }).click();
    await page.getByRole('dialog').waitFor();
    await tour.look('saving a view');
    await page.getByRole('textbox', { name: 'Name' }).fill('Late family');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/views\//);
    await page.getByRole('heading', { name: 'Late family' }).waitFor();
    await tour.look('a saved view');
    expect(tour.found).toEqual({});
  },
);

test.for([1440, 360])(
  'WEB11 at %i px axe finds nothing wrong with the palette',
  async (width, { openDevice, newSession }) => {
    const { page, visit } = await openDevice({ session: await newSession(), width });
    const tour = axeTour(page);
    await visit('/all');
    await page.keyboard.press('Control+k');
    await page.getByRole('dialog', { name: 'Search and commands' }).getByRole('combobox').waitFor();
    await tour.look('nothing typed');
    await page.keyboard.type('#');
    await page.getByRole('group', { name: 'Tasks' }).getByRole('option').first().waitFor();
    await tour.look('found');
    expect(tour.found).toEqual({});
  },
);

test.for([1440, 360])(
  'WEB11 at %i px axe finds nothing wrong with the settings of phrases',
  async (width, { openDevice, newSession }) => {
    const { page, visit } = await openDevice({ session: await newSession(), width });
    const tour = axeTour(page);
    await visit('/settings/time');
    await page.getByRole('listitem').filter({ hasText: '“Call Ada tomorrow evening”' }).getByText('→').waitFor();
    await tour.look('how phrases are meant');
    expect(tour.found).toEqual({});
  },
);

test.for([1440, 360])(
  'WEB11 at %i px axe finds nothing wrong with connecting an assistant',
  async (width, { openDevice, fileSession }) => {
    const { page, visit } = await openDevice({ session: fileSession, width });
    const tour = axeTour(page);
    await visit('/settings/connect');
    for (const name of ['Claude Code', 'Claude Desktop', 'Cursor', 'VS Code', 'Codex and ChatGPT', 'Inspector']) {
      await page.getByRole('tab', { name }).click();
      await page.getByRole('tabpanel', { name }).waitFor();
      await tour.look(name);
    }
    await tour.open('a token for it', page.getByRole('button', { name: 'Make a token' }));
    expect(tour.found).toEqual({});
  },
);
