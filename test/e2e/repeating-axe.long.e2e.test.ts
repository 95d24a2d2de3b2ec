import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { axeTour } from './axe-tour.ts';
import { test } from './e2e-test.ts';

const row = (page: Page, title: string) => page.getByRole('row', { name: title, exact: true });
const ahead = (page: Page, title: string) => page.getByRole('row', { name: `${title}, not a task yet` });

test.for([1280, 390])(
  'WEB11 axe finds nothing wrong with what repeats, or anything open on it, at %i px',
  async (width, { openDevice, newSession }) => {
    const { page, visit } = await openDevice({ session: await newSession(), width });
    const { look, found } = axeTour(page);
    await visit('/repeating');
    await look('what repeats');
    await page.getByRole('button', { name: 'New repeating task' }).click();
    const made = page.getByRole('dialog', { name: 'New repeating task' });
    await made.getByRole('textbox', { name: 'Title' }).fill('Rehearse');
    await look('new, weekly');
    await made.getByText('On its date, done or not').click();
    await made.getByRole('button', { name: /^week / }).click();
    await page.getByRole('option', { name: 'month' }).click();
    await made.getByRole('radio', { name: 'Until' }).click();
    await look('new, monthly until');
    await made.getByRole('radio', { name: 'RRULE' }).click();
    await made.getByRole('textbox', { name: /^Rule/ }).fill('FREQ=HOURLY');
    await look('new, refused');
    await made.getByRole('textbox', { name: /^Rule/ }).fill('FREQ=DAILY');
    await made.getByRole('button', { name: 'Make it' }).click();
    await page.waitForURL(/\/repeating\/ser_/);
    await page.getByRole('region', { name: 'Next dates' }).getByRole('listitem').first().waitFor();
    await look('a series');
    await page.getByRole('textbox', { name: 'Title' }).fill('Rehearse more');
    await look('a series, edited');
    await visit('/repeating?status=stopped');
    await look('none of them');
    await visit('/upcoming');
    await ahead(page, 'Rehearse').first().waitFor();
    await look('upcoming');
    await visit('/inbox');
    await page.getByRole('combobox', { name: 'Add a task' }).fill('Rehearse again');
    await page.getByRole('button', { name: 'No date' }).click();
    const due = page.getByRole('dialog', { name: 'Due date' });
    await look('no due');
    await due.getByRole('gridcell').first().waitFor();
    await due.getByRole('button', { name: 'Add a time' }).click();
    await look('a due with a time');
    await page.keyboard.press('Escape');
    await visit('/all');
    await row(page, 'Rehearse').first().click();
    await page.getByRole('button', { name: 'Skip this one' }).waitFor();
    await look('a task that repeats');
    await visit('/all');
    await row(page, 'Dentist').click();
    const chips = page.getByRole('group', { name: 'Reminders' });
    await chips.getByRole('button', { name: 'Add a reminder' }).click();
    await look('a new reminder');
    await page.getByRole('radio', { name: 'At a time' }).click();
    await look('a reminder at a time');
    expect(found).toEqual({});
  },
);
