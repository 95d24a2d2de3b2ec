import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { test } from './e2e-test.ts';

const row = (page: Page, title: string) => page.getByRole('row', { name: title, exact: true });
const ahead = (page: Page, title: string) => page.getByRole('row', { name: `${title}, not a task yet` });
const panel = (page: Page) =>
  page.locator('[data-task-id]').filter({ has: page.getByRole('textbox', { name: 'Title' }) });
const dates = (dialog: Locator) => dialog.getByRole('region', { name: 'What it comes to' }).getByRole('listitem');

/** Writes a task into the box that repeats by one of the presets, from today on. */
async function addRepeating(page: Page, title: string, preset: string): Promise<void> {
  await page.keyboard.press('c');
  await page.keyboard.type(title);
  await page.getByRole('button', { name: 'Repeat', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Repeat' });
  await dialog.getByRole('radio', { name: preset }).click();
  await expect.poll(() => dates(dialog).count()).toBe(10);
  await dialog.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('combobox', { name: 'Add a task' }).press('Enter');
  await row(page, title).getByText('repeats').waitFor({ state: 'attached' });
  await page.keyboard.press('Escape');
}

async function complete(page: Page, title: string): Promise<void> {
  await row(page, title).focus();
  await page.keyboard.press('t');
}

async function open(page: Page, title: string): Promise<void> {
  await row(page, title).click();
  await panel(page).getByRole('button', { name: 'Skip this one' }).waitFor();
}

test('WEB40 a due is chosen by day, typed, and given a time', async ({ openDevice, newSession }) => {
  const { page, visit } = await openDevice({ session: await newSession() });
  await visit('/inbox');
  await page.keyboard.press('c');
  await page.keyboard.type('Oil the clapper');
  await page.getByRole('button', { name: 'No date' }).click();
  const due = page.getByRole('dialog', { name: 'Due date' });
  await due.getByRole('textbox').fill('soon');
  await due.getByRole('textbox').press('Enter');
  await due.getByText(/^Write it as/).waitFor();
  await due.getByRole('textbox').fill('24/12/2030 15:00');
  await due.getByRole('textbox').press('Enter');
  await due.waitFor({ state: 'detached' });
  await page.getByText('Tuesday, 24 December 2030, 15:00').waitFor();

  await page.getByRole('button', { name: '24 Dec 2030 15:00', exact: true }).click();
  await due.getByRole('button', { name: /Zone/ }).click();
  await page.getByRole('searchbox').fill('new york');
  await page.getByRole('option', { name: 'America/New York' }).click();
  await due.getByText('Tuesday, 24 December 2030, 15:00 in New York (21:00 for you)').waitFor();
  await due
    .getByRole('button', { name: /^Tomorrow/ })
    .first()
    .click();
  await page.getByText(/^Tomorrow, .* in New York/).waitFor();
});

test('WEB41 a rule is chosen in fields or written as text, and its ten dates stand there before it is saved', async ({
  openDevice,
  newSession,
}) => {
  const { page, visit } = await openDevice({ session: await newSession() });
  await visit('/inbox');
  await page.keyboard.press('c');
  await page.keyboard.type('Pay the rent');
  await page.getByRole('button', { name: 'No date' }).click();
  const due = page.getByRole('dialog', { name: 'Due date' });
  await due.getByRole('textbox').fill('31/01/2031');
  await due.getByRole('textbox').press('Enter');
  await page.getByRole('button', { name: 'Repeat', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Repeat' });
  await dialog.getByRole('radio', { name: /^Every month on the 31st/ }).click();
  await expect.poll(() => dates(dialog).count()).toBe(10);
  await dialog.getByText('February 2031 has no 31st, so it is on the last day.').waitFor();

  await dialog.getByRole('radio', { name: 'RRULE' }).click();
  const rule = dialog.getByRole('textbox', { name: /^Rule/ });
  expect(await rule.inputValue()).toBe('FREQ=MONTHLY;BYMONTHDAY=28,29,30,31;BYSETPOS=-1');
  await rule.fill('FREQ=HOURLY');
  await dialog.getByText('HOURLY is finer than a day; the finest that repeats here is DAILY.').first().waitFor();
  expect(await dialog.getByRole('button', { name: 'Save' }).isDisabled()).toBe(true);
  await rule.fill('FREQ=MONTHLY;BYMONTHDAY=1,15;COUNT=3');
  await dialog.getByText('All 3 dates').waitFor();
  await dialog.getByText('Every month on the 1st and 15th, 3 times').waitFor();
  await dialog.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('combobox', { name: 'Add a task' }).press('Enter');
  await row(page, 'Pay the rent').getByText('repeats').waitFor({ state: 'attached' });
  // The first of them is not the day it was given: the server moves it there.
  await row(page, 'Pay the rent').getByText('1 Feb 2031').waitFor();
});

test('WEB43 completing shows the next one at once, and undo takes both back', async ({ openDevice, newSession }) => {
  const { page, visit } = await openDevice({ session: await newSession() });
  await visit('/inbox');
  await addRepeating(page, 'Wind the clock', 'Every day');
  await complete(page, 'Wind the clock');
  await row(page, 'Wind the clock').getByText('Tomorrow').waitFor();
  await page.getByRole('button', { name: /^Undo/ }).last().click();
  await row(page, 'Wind the clock').getByText('Tomorrow').waitFor({ state: 'detached' });
  await expect.poll(() => page.getByRole('checkbox', { name: 'Complete: Wind the clock' }).count()).toBe(1);
});

test('WEB45 one is skipped, the series paused, resumed and stopped from its task', async ({
  openDevice,
  newSession,
}) => {
  const { page, visit } = await openDevice({ session: await newSession() });
  await visit('/inbox');
  await addRepeating(page, 'Ring the hours', 'Every day');
  await open(page, 'Ring the hours');
  await page.getByRole('button', { name: 'Skip this one' }).click();
  await row(page, 'Ring the hours').getByText('Tomorrow').waitFor();
  await page.getByRole('button', { name: 'Pause' }).click();
  await row(page, 'Ring the hours').getByText('repeating is paused').waitFor({ state: 'attached' });
  await page.getByText('Paused: nothing more is made until you resume.').waitFor();
  await page.getByRole('button', { name: 'Resume' }).click();
  await row(page, 'Ring the hours').getByText('repeats').waitFor({ state: 'attached' });
  await page.getByRole('button', { name: 'Stop repeating' }).click();
  const question = page.getByRole('alertdialog', { name: 'Stop repeating “Ring the hours”?' });
  await question.getByRole('button', { name: 'Stop repeating' }).click();
  await page.getByRole('button', { name: 'No longer repeats' }).waitFor();
  await row(page, 'Ring the hours').getByText('repeats').waitFor({ state: 'detached' });
});

test('WEB47 an edit follows to the next one, and one that is only about this one does not', async ({
  openDevice,
  newSession,
}) => {
  const { page, visit } = await openDevice({ session: await newSession() });
  await visit('/inbox');
  await addRepeating(page, 'Call home', 'Every day');
  await open(page, 'Call home');
  const rename = async (title: string) => {
    await page.getByRole('textbox', { name: 'Title' }).fill(title);
    await page.getByRole('textbox', { name: 'Title' }).press('Enter');
    await row(page, title).waitFor();
  };
  await rename('Call Grandma');
  await page.getByText('Change only this one').click();
  await rename('Call Grandma, it is her birthday');
  await page.keyboard.press('Escape');
  await complete(page, 'Call Grandma, it is her birthday');
  await row(page, 'Call Grandma').getByText('Tomorrow').waitFor();
});

test('WEB44 reminders are added, changed and removed as chips, on a day as on a time', async ({
  openDevice,
  newSession,
}) => {
  const { page, visit } = await openDevice({ session: await newSession() });
  await visit('/all');
  await row(page, 'Dentist').click();
  const chips = page.getByRole('group', { name: 'Reminders' });
  await chips.getByRole('button', { name: 'Add a reminder' }).click();
  await page.getByRole('dialog', { name: 'New reminder' }).getByRole('radio', { name: '1 day before' }).click();
  await chips.getByRole('button', { name: /1 day before/ }).click();
  const editor = page.getByRole('dialog', { name: 'Reminder 1 day before' });
  await editor.getByText('It has not rung yet.').waitFor();
  await editor.getByText('Email').click();
  await expect.poll(() => editor.getByRole('checkbox', { name: 'Email' }).isChecked()).toBe(true);
  await editor.getByRole('radio', { name: '1 hour before' }).click();
  await chips.getByRole('button', { name: /1 hour before/ }).click();
  await page.getByRole('button', { name: 'Remove this reminder' }).click();
  await chips.getByRole('button', { name: /1 hour before/ }).waitFor({ state: 'detached' });
  await page.keyboard.press('Escape');

  await row(page, 'Bulbs for the front garden').click();
  await chips.getByRole('button', { name: 'Remind me' }).click();
  await page.getByText(/^Without a time it counts from 09:00/).waitFor();
  await page.getByRole('radio', { name: 'On the day, at 9:00' }).click();
  await chips.getByRole('button', { name: /On the day, at 9:00/ }).waitFor();
});

test('WEB46 what stands ahead is no task until it is made, and can be skipped or made for another day', async ({
  openDevice,
  newSession,
}) => {
  const { page, visit } = await openDevice({ session: await newSession() });
  await visit('/inbox');
  await addRepeating(page, 'Feed the cat', 'Every day');
  await visit('/upcoming');
  await expect.poll(() => ahead(page, 'Feed the cat').count()).toBe(29);
  await ahead(page, 'Feed the cat').first().getByRole('button', { name: 'Make “Feed the cat” now' }).click();
  await expect.poll(() => row(page, 'Feed the cat').count()).toBe(2);
  await expect.poll(() => ahead(page, 'Feed the cat').count()).toBe(28);
  await ahead(page, 'Feed the cat').first().getByRole('button', { name: 'Skip “Feed the cat”' }).click();
  await expect.poll(() => ahead(page, 'Feed the cat').count()).toBe(27);
  await page.getByRole('button', { name: /^Undo/ }).last().click();
  await expect.poll(() => ahead(page, 'Feed the cat').count()).toBe(28);
  await ahead(page, 'Feed the cat')
    .first()
    .getByRole('button', { name: 'Make “Feed the cat” for another day' })
    .click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Today/ })
    .first()
    .click();
  await expect.poll(() => row(page, 'Feed the cat').count()).toBe(3);
  await expect.poll(() => ahead(page, 'Feed the cat').count()).toBe(27);
});

test('WEB48 a series has a page, where another schedule is chosen and its words are edited', async ({
  openDevice,
  newSession,
}) => {
  const { page, visit } = await openDevice({ session: await newSession() });
  await visit('/repeating');
  await page.getByRole('button', { name: 'New repeating task' }).click();
  const made = page.getByRole('dialog', { name: 'New repeating task' });
  await made.getByRole('textbox', { name: 'Title' }).fill('Rehearse');
  await made.getByRole('radio', { name: 'Every day' }).click();
  await made.getByRole('button', { name: 'Make it' }).click();
  await page.waitForURL(/\/repeating\/ser_/);
  await page.getByRole('heading', { name: 'Rehearse' }).waitFor();
  const ten = page.getByRole('region', { name: 'Next dates' }).getByRole('listitem');
  await expect.poll(() => ten.count()).toBe(10);
  await ten.first().getByRole('button', { name: /^Skip/ }).click();
  await ten.first().getByText('Skipped').waitFor();

  await page.getByRole('button', { name: 'Change the schedule' }).click();
  const schedule = page.getByRole('dialog', { name: 'Change the schedule' });
  await schedule.getByRole('textbox', { name: 'Interval' }).fill('3');
  await schedule.getByRole('textbox', { name: 'Interval' }).blur();
  await schedule.getByText('Every 3 days', { exact: true }).waitFor();
  await schedule.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('region', { name: 'Schedule' }).getByText('Every 3 days').waitFor();

  await page.getByRole('textbox', { name: 'Title' }).fill('Rehearse the bells');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('heading', { name: 'Rehearse the bells' }).waitFor();
  const saved = page.waitForResponse((response) => response.url().endsWith('/api/v1/commands'));
  await page.getByRole('button', { name: 'Pause' }).click();
  await saved;
  await visit('/repeating?status=paused');
  await page.getByRole('link', { name: 'Rehearse the bells' }).waitFor();
  await page.getByText('Every 3 days').waitFor();
});
