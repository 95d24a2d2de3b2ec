import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { axeTour } from './axe-tour.ts';
import type { Device } from './device.ts';
import { test as e2eTest } from './e2e-test.ts';

const test = e2eTest.extend('openInbox', ({ openDevice, newSession }) => async (): Promise<Device> => {
  const device = await openDevice({ session: await newSession() });
  await device.visit('/inbox');
  return device;
});

const box = (page: Page) => page.getByRole('combobox', { name: 'Add a task' });
const marked = (page: Page) => page.locator('form mark').allTextContents();
const understood = (page: Page) => page.getByRole('list', { name: 'Understood' });
const row = (page: Page, title: string) => page.getByRole('row', { name: title });

/** Types into the box, until what is marked is what was understood. */
async function type(page: Page, text: string, marks: readonly string[]): Promise<void> {
  await box(page).focus();
  await page.keyboard.type(text);
  await expect.poll(() => marked(page)).toEqual(marks);
}

async function lastTask({ page }: Device) {
  const answer = await page.request.get('/api/v1/tasks?sort=created&order=desc&per_page=1');
  const { tasks } = (await answer.json()) as { tasks: Record<string, unknown>[] };
  return tasks[0];
}

async function paste(page: Page, text: string): Promise<void> {
  await box(page).evaluate((input, pasted) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', pasted);
    input.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  }, text);
}

test('QA20 what is understood is marked while it is typed and written out, and Enter adds exactly that', async ({
  openInbox,
}) => {
  const device = await openInbox();
  const { page } = device;
  await type(page, 'pay rent every month on the 1st at 9 #home p1 !1d', [
    'every month on the 1st',
    'at 9',
    '#home',
    'p1',
    '!1d',
  ]);
  const words = understood(page);
  await words.getByText(/Every month on the 1st, first .*9:00/).waitFor();
  for (const text of ['Tag home', 'Urgent priority', 'Reminds 1 day before']) await words.getByText(text).waitFor();
  const tour = axeTour(page);
  await tour.look('a line that was understood');
  await page.keyboard.press('Enter');
  await row(page, 'pay rent').waitFor();
  expect(await box(page).inputValue()).toBe('');
  await expect
    .poll(() => lastTask(device))
    .toMatchObject({
      title: 'pay rent',
      priority: 'urgent',
      tags: ['home'],
      due: { kind: 'floating', local: expect.stringMatching(/-01T09:00$/) },
      reminders: [{ when: { kind: 'before', minutes: 1440 } }],
      series: { slot: expect.any(String) },
    });
  expect(tour.found).toEqual({});
});

test('QA21 Backspace behind a part gives its words back, the browser’s undo is left alone, and they can be read again', async ({
  openInbox,
}) => {
  const device = await openInbox();
  const { page } = device;
  await type(page, 'Call Ada tomorrow', ['tomorrow']);
  await page.keyboard.press('Backspace');
  await expect.poll(() => marked(page)).toEqual([]);
  expect(await box(page).inputValue()).toBe('Call Ada tomorrow');
  await page.keyboard.type(' #work');
  await expect.poll(() => marked(page)).toEqual(['#work']);
  await page.getByRole('button', { name: 'Keep “#work” as text' }).click();
  await expect.poll(() => marked(page)).toEqual([]);
  await page.getByRole('button', { name: '“#work” stays text' }).or(page.getByText('#work stays text')).first().click();
  await expect.poll(() => marked(page)).toEqual(['#work']);
  await page.keyboard.press('Enter');
  await row(page, 'Call Ada tomorrow').waitFor();
  await expect.poll(() => lastTask(device)).toMatchObject({ title: 'Call Ada tomorrow', due: null, tags: ['work'] });

  await page.keyboard.type('Tune it today');
  await expect.poll(() => marked(page)).toEqual(['today']);
  await page.keyboard.press('Control+z');
  await expect.poll(() => box(page).inputValue()).not.toBe('Tune it today');
});

test('QA22 the other reading of a date, and a guess, are each one press', async ({ openInbox }) => {
  const device = await openInbox();
  const { page } = device;
  await type(page, 'Visit 5/6', ['5/6']);
  await understood(page).getByText(/6 May/).waitFor();
  await understood(page)
    .getByRole('button', { name: /^or .*5 June/ })
    .click();
  await understood(page)
    .getByRole('button', { name: /^or .*6 May/ })
    .waitFor();
  await page.keyboard.press('Enter');
  await row(page, 'Visit').first().waitFor();
  await expect.poll(() => lastTask(device)).toMatchObject({ due: { date: expect.stringMatching(/-06-05$/) } });

  await type(page, 'Plan the friday party', ['friday']);
  await understood(page)
    .getByRole('button', { name: /^friday as/ })
    .click();
  await understood(page).getByRole('button', { name: 'Keep “friday” as text' }).waitFor();
  await page.keyboard.press('Enter');
  await expect.poll(() => lastTask(device)).toMatchObject({ due: { kind: 'date' } });
});

test('QA23 tags and lists are chosen by key, and a list that does not exist is made with the task', async ({
  openInbox,
}) => {
  const device = await openInbox();
  const { page } = device;
  await page.keyboard.press('c');
  await page.keyboard.type('Sort the ropes +wo');
  await page.getByRole('option', { name: 'Work' }).waitFor();
  const tour = axeTour(page);
  await tour.look('names to choose from');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect.poll(() => box(page).inputValue()).toBe('Sort the ropes +Work ');
  await expect.poll(() => marked(page)).toEqual(['+Work']);
  await page.keyboard.press('Escape');
  await type(page, 'Sort the ropes +Tower', ['+Tower']);
  await understood(page).getByText('New list Tower').waitFor();
  await page.keyboard.press('Enter');
  await page
    .getByRole('navigation', { name: 'Main' })
    .getByRole('link', { name: /^Tower/ })
    .waitFor();
  await expect.poll(() => lastTask(device)).toMatchObject({ title: 'Sort the ropes' });
  expect(tour.found).toEqual({});
});

test('QA24 pasted lines are shown as tasks first, are added as one change, and one undo takes all of them back', async ({
  openInbox,
}) => {
  const { page } = await openInbox();
  await page.keyboard.press('c');
  await paste(page, 'Grease the wheel tomorrow\r\n\r\nCount the ropes #tower\nRing at noon');
  const dialog = page.getByRole('dialog', { name: 'Add 3 tasks' });
  await dialog.getByText('Count the ropes').waitFor();
  const tour = axeTour(page);
  await tour.look('pasted lines');
  await dialog.getByRole('button', { name: 'Keep “tomorrow” as text' }).click();
  await dialog.getByText('Grease the wheel tomorrow').waitFor();
  await dialog.getByRole('button', { name: 'Add 3 tasks' }).click();
  for (const title of ['Grease the wheel tomorrow', 'Count the ropes', 'Ring'])
    await row(page, title).first().waitFor();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+z');
  await row(page, 'Count the ropes').waitFor({ state: 'detached' });
  expect(await row(page, 'Grease the wheel tomorrow').count()).toBe(0);
  expect(tour.found).toEqual({});
});

test('QA20 text that runs right to left, and text longer than the box, is marked where it stands', async ({
  openInbox,
}) => {
  const { page } = await openInbox();
  await page.keyboard.press('c');
  await page.keyboard.type(`${'long words '.repeat(20)}#home`);
  await expect.poll(() => marked(page)).toEqual(['#home']);
  const isAligned = () =>
    box(page).evaluate((input) => Math.abs((input.previousElementSibling?.scrollLeft ?? -1) - input.scrollLeft) < 2);
  await expect.poll(isAligned).toBe(true);
  await page.keyboard.press('Home');
  await expect.poll(isAligned).toBe(true);
  await page.keyboard.press('Escape');
  await page.keyboard.type('کل کام #گھر');
  await expect.poll(() => marked(page)).toContain('#گھر');
  const direction = (at: 'input' | 'under') =>
    box(page).evaluate((input, which) => {
      const element = which === 'input' ? input : input.previousElementSibling;
      return element ? getComputedStyle(element).direction : '';
    }, at);
  expect([await direction('input'), await direction('under')]).toEqual(['rtl', 'rtl']);
});

test('QA32 a subtask is written like every task: marked, given back by key, with what a subtask cannot have said', async ({
  openInbox,
}) => {
  const device = await openInbox();
  const { page } = device;
  await type(page, 'Tune the carillon #tower', ['#tower']);
  await page.keyboard.press('Enter');
  await row(page, 'Tune the carillon').waitFor();
  await expect.poll(() => lastTask(device)).toMatchObject({ title: 'Tune the carillon' });
  const parent = await lastTask(device);
  await device.visit(`/inbox?task=${String(parent?.id)}`);
  const line = page.getByRole('combobox', { name: 'Add a subtask' });
  await line.focus();
  await page.keyboard.type('Grease the wheel tomorrow at 9 p1');
  await expect.poll(() => marked(page)).toEqual(['tomorrow', 'at 9', 'p1']);
  const tour = axeTour(page);
  await tour.look('a subtask that was understood');
  await page.keyboard.press('Escape');
  expect(await line.inputValue()).toBe('');
  await page.keyboard.type('Grease the wheel #oil');
  await expect.poll(() => marked(page)).toEqual(['#oil']);
  await page.keyboard.press('Backspace');
  await expect.poll(() => marked(page)).toEqual([]);
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Grease the wheel #oil', exact: true }).waitFor();
  await expect
    .poll(() => lastTask(device))
    .toMatchObject({ title: 'Grease the wheel #oil', parentId: parent?.id, tags: [] });
  await line.focus();
  await page.keyboard.type('Look at it every week at 9 p1 #oil +Work');
  await page.getByText('A subtask does not repeat by itself: it gets the first date only.').waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Look at it', exact: true }).waitFor();
  await expect
    .poll(() => lastTask(device))
    .toMatchObject({
      title: 'Look at it',
      parentId: parent?.id,
      listId: parent?.listId,
      priority: 'urgent',
      tags: ['oil'],
      due: { kind: 'floating', local: expect.stringMatching(/T09:00$/) },
      series: null,
    });
  expect(tour.found).toEqual({});
});

test('QA33 a date that only the other reader knows is offered when one stops typing, and one key takes it; its script comes only then', async ({
  openInbox,
}) => {
  const device = await openInbox();
  const { page } = device;
  const scripts: string[] = [];
  page.on('request', (request) => scripts.push(request.url()));
  const isLoaded = () => scripts.some((url) => /chrono-dates/.test(url));
  await type(page, 'Tune the bells tomorrow', ['tomorrow']);
  await page.keyboard.press('Enter');
  await row(page, 'Tune the bells').waitFor();
  expect(isLoaded()).toBe(false);

  await box(page).focus();
  await page.keyboard.type('Call Ada in a few days');
  const offer = understood(page).getByRole('button', { name: /^in a few days as / });
  await offer.waitFor();
  expect(isLoaded()).toBe(true);
  await page.keyboard.press('Enter');
  await row(page, 'Call Ada in a few days').waitFor();
  await expect.poll(() => lastTask(device)).toMatchObject({ title: 'Call Ada in a few days', due: null });

  await page.keyboard.type('Call Bob in a few days');
  await offer.waitFor();
  await page.keyboard.press('Alt+Enter');
  await understood(page).getByRole('button', { name: 'Keep “in a few days” as text' }).waitFor();
  // What was taken stays taken, whatever is written on and however fast.
  await page.keyboard.type(' about the ropes');
  await page.keyboard.press('Enter');
  await expect
    .poll(() => lastTask(device))
    .toMatchObject({ title: 'Call Bob about the ropes', due: { kind: 'date', date: expect.any(String) } });
});
