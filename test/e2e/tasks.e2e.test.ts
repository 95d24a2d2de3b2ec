import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { type Device, type DeviceOptions, untilLive } from './device.ts';
import { takeDrawnRows, watchDrawnRows } from './drawn-rows.ts';
import { test as e2eTest } from './e2e-test.ts';

const test = e2eTest
  /** A window of a fresh person, on a page. */
  .extend(
    'openWindow',
    ({ openDevice, newSession }) =>
      async (path: string, options?: DeviceOptions): Promise<Device> => {
        const device = await openDevice({ session: await newSession(), ...options });
        await device.visit(path);
        return device;
      },
  )
  /** Two devices of one fresh person, both on a page. */
  .extend('openTwo', ({ openDevice, newSession }) => async (path: string): Promise<readonly [Device, Device]> => {
    const session = await newSession();
    const devices = [await openDevice({ session }), await openDevice({ session })] as const;
    await Promise.all(devices.map(({ visit }) => visit(path)));
    return devices;
  });

const row = (page: Page, title: string) => page.getByRole('row', { name: title });

/** So many tasks named `Bell 1`, `Bell 2`, …, written past this window. */
async function addMany({ post }: Device, count: number): Promise<void> {
  const BATCH = 50;
  for (let from = 1; from <= count; from += BATCH) {
    const commands = Array.from({ length: Math.min(BATCH, count - from + 1) }, (_, index) => ({
      id: `${from + index}`,
      type: 'task.create',
      title: `Bell ${from + index}`,
    }));
    await post('/api/v1/commands', { commands });
  }
}

/** Waits until the server has answered the next write of this window: to be asked for before the gesture. */
async function nextWrite(page: Page): Promise<void> {
  await page.waitForResponse((answer) => answer.request().method() === 'POST' && answer.url().includes('/api/v1/'));
}

async function add(page: Page, title: string): Promise<void> {
  await page.keyboard.press('c');
  await page.keyboard.type(title);
  await page.keyboard.press('Enter');
  await row(page, title).waitFor();
}

test('LV1 what one window adds, edits, completes, reopens, deletes, restores and undoes stands in the other at once', async ({
  openTwo,
}) => {
  const [{ page: here, visit }, { page: there }] = await openTwo('/inbox');
  await add(here, 'Tune the small bell');
  await row(there, 'Tune the small bell').waitFor();

  await here.keyboard.press('Escape');
  await row(here, 'Tune the small bell').click();
  const title = here.getByRole('textbox', { name: 'Title' });
  await title.fill('Tune the great bell');
  await title.press('Enter');
  await row(there, 'Tune the great bell').waitFor();
  await here.keyboard.press('Escape');
  await here.keyboard.press('Escape');

  await row(here, 'Tune the great bell').focus();
  await here.keyboard.press('t');
  await there.getByRole('checkbox', { name: 'Completed: Tune the great bell' }).waitFor();
  await row(here, 'Tune the great bell').focus();
  await here.keyboard.press('t');
  await there.getByRole('checkbox', { name: 'Complete: Tune the great bell' }).waitFor();

  await row(here, 'Tune the great bell').focus();
  await here.keyboard.press('#');
  await row(there, 'Tune the great bell').waitFor({ state: 'detached' });
  await here.keyboard.press('Control+z');
  await row(there, 'Tune the great bell').waitFor();
  await here.keyboard.press('Control+Shift+z');
  await row(there, 'Tune the great bell').waitFor({ state: 'detached' });

  await visit('/trash');
  await row(here, 'Tune the great bell').focus();
  await here.keyboard.press('r');
  await row(there, 'Tune the great bell').waitFor();
});

test('LV2 an offline window says so, refuses to write, and catches up with what three devices did meanwhile', async ({
  openDevice,
  newSession,
}) => {
  const session = await newSession();
  const elsewhere = await openDevice({ session });
  const devices = [
    await openDevice({ session, isServedWhole: true }),
    elsewhere,
    await openDevice({ session }),
  ] as const;
  await Promise.all(devices.map(({ visit }) => visit('/inbox')));
  const [{ page: here }, { page: second }, { page: third }] = devices;
  await here.context().setOffline(true);
  await here.getByText('You are offline. Changes cannot be saved until you are back').waitFor();
  await here.keyboard.press('c');
  await here.keyboard.type('Written in a tunnel');
  await here.keyboard.press('Enter');
  await here.getByText('You are offline. Changes cannot be saved until you are back.', { exact: true }).waitFor();
  expect(await row(here, 'Written in a tunnel').count()).toBe(0);

  await add(second, 'From the second device');
  await add(third, 'From the third device');
  await elsewhere.post('/api/v1/tasks', { title: 'From a fourth' });
  expect(await row(here, 'From the second device').count()).toBe(0);

  await here.context().setOffline(false);
  for (const title of ['From the second device', 'From the third device', 'From a fourth'])
    await row(here, title).waitFor();
  await here.getByText('You are offline.').first().waitFor({ state: 'detached' });
});

test('WEB8 a filter, a search and an order stand in the address and survive a reload', async ({ openWindow }) => {
  const { page } = await openWindow('/all');
  const all = await page.getByRole('row').count();
  await page.keyboard.press('/');
  await page.keyboard.type('the');
  await page.waitForURL(/search=the/);
  await expect.poll(() => page.getByRole('row').count()).toBeLessThan(all);
  const found = await page.getByRole('row').count();
  await page.getByRole('button', { name: 'Sort', exact: true }).click();
  await page.getByRole('menuitemradio', { name: 'Title' }).click();
  await page.waitForURL(/sort=title/);
  await page.reload();
  await expect.poll(() => page.getByRole('row').count()).toBe(found);
  await page.getByRole('button', { name: 'Clear', exact: true }).click();
  await expect.poll(() => page.getByRole('row').count()).toBe(all);
});

test('WEB4 a selection is one change, and one undo takes all of it back', async ({ openWindow }) => {
  const { page } = await openWindow('/inbox');
  const before = await page.getByRole('row').count();
  await page.getByRole('row').first().focus();
  await page.keyboard.press('x');
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await page.keyboard.press('Shift+x');
  await page.getByText('3 selected').waitFor();
  await page.keyboard.press('#');
  await expect.poll(() => page.getByRole('row').count()).toBe(before - 3);
  await page.keyboard.press('Control+z');
  await expect.poll(() => page.getByRole('row').count()).toBe(before);
});

test('WEB10 rows are put in order by key, and the order holds', async ({ openWindow }) => {
  const { page } = await openWindow('/inbox');
  const titles = () =>
    page.getByRole('row').evaluateAll((rows) => rows.map((each) => each.getAttribute('data-task-id')));
  const [first, second, ...rest] = await titles();
  await page.getByRole('row').first().focus();
  const written = nextWrite(page);
  await page.keyboard.press('Alt+ArrowDown');
  await expect.poll(titles).toEqual([second, first, ...rest]);
  await page.getByText('Moved “', { exact: false }).waitFor();
  await written;
  await page.reload();
  await expect.poll(titles).toEqual([second, first, ...rest]);
});

test('WEB10 arrows walk rows and what is in them, Home and End jump, Space and Shift select', async ({
  openWindow,
}) => {
  const { page } = await openWindow('/inbox');
  const rows = page.getByRole('row');
  const focused = () =>
    page.evaluate(() => {
      const active = document.activeElement;
      const all = [...document.querySelectorAll('[role="row"]')];
      return [all.findIndex((each) => each.contains(active)), active?.getAttribute('role') ?? active?.tagName];
    });
  const selected = () => page.locator('[role="row"][aria-selected="true"]').count();
  const last = (await rows.count()) - 1;
  await rows.first().focus();
  for (const [key, place] of [
    ['ArrowDown', [1, 'row']],
    ['End', [last, 'row']],
    ['ArrowDown', [last, 'row']],
    ['ArrowUp', [last - 1, 'row']],
    ['Home', [0, 'row']],
    ['ArrowRight', [0, 'INPUT']],
    ['ArrowRight', [0, 'BUTTON']],
    ['ArrowDown', [1, 'row']],
    ['Tab', [1, 'INPUT']],
    ['ArrowLeft', [1, 'row']],
  ] as const) {
    await page.keyboard.press(key);
    expect([key, await focused()]).toEqual([key, place]);
  }
  await page.keyboard.press('Space');
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Shift+ArrowDown');
  expect(await selected()).toBe(3);
  await page.keyboard.press('Shift+ArrowUp');
  expect(await selected()).toBe(2);
  await rows.nth(last).click({ modifiers: ['Shift'] });
  expect(await selected()).toBe(last);
  await page.keyboard.press('Escape');
  expect(await selected()).toBe(0);
});

test('WEB10 a row that moves keeps the focus, and one that leaves gives it to the next', async ({ openWindow }) => {
  const { page } = await openWindow('/inbox');
  const focused = () => page.evaluate(() => document.activeElement?.getAttribute('data-task-id'));
  const ids = await page.getByRole('row').evaluateAll((rows) => rows.map((each) => each.getAttribute('data-task-id')));
  await page.getByRole('row').first().focus();
  await page.keyboard.press('Alt+ArrowDown');
  await page.keyboard.press('Alt+ArrowDown');
  await expect.poll(() => page.getByRole('row').nth(2).getAttribute('data-task-id')).toBe(ids[0]);
  expect(await focused()).toBe(ids[0]);
  await page.keyboard.press('#');
  await expect.poll(focused).toBe(ids[3]);
});

test('WEB13 among hundreds of tasks a key or a change draws only the rows it is about', async ({ openWindow }) => {
  const device = await openWindow('/today');
  const { page } = device;
  await addMany(device, 500);
  await watchDrawnRows(page);
  await device.visit('/inbox?show=200');
  expect(await page.getByRole('row').count()).toBe(200);
  const idOf = (index: number) => page.getByRole('row').nth(index).getAttribute('data-task-id');
  const [here, below] = [await idOf(100), await idOf(101)];
  await page.getByRole('row').nth(100).focus();
  await takeDrawnRows(page);
  await page.keyboard.press('ArrowDown');
  expect(await takeDrawnRows(page)).toEqual([here, below]);

  await page.keyboard.press('t');
  await page.getByRole('checkbox', { name: 'Completed: ' }).waitFor();
  // What is changed elsewhere afterwards comes after the answer, the delta and the reload of what was done here.
  const far = await idOf(5);
  const rename = { id: 'rename', type: 'task.update', taskId: far, patch: { title: 'Renamed elsewhere' } };
  await device.post('/api/v1/commands', { commands: [rename] });
  await row(page, 'Renamed elsewhere').waitFor();
  // On a page of 200, one that is done makes room for one more.
  await expect.poll(() => page.getByRole('row').count()).toBe(201);
  expect(new Set(await takeDrawnRows(page))).toEqual(new Set([below, await idOf(200), far]));
});

test('WEB13 rows of a list of hundreds are dragged to another place, as one change', async ({ openWindow }) => {
  const device = await openWindow('/today');
  const { page } = device;
  await addMany(device, 200);
  await device.visit('/inbox?show=200');
  await untilLive(page);
  const titles = () =>
    page.getByRole('row').evaluateAll((rows) => rows.slice(0, 12).map((each) => each.getAttribute('aria-label')));
  expect(await page.getByRole('row').count()).toBe(200);
  const before = await titles();
  await page.getByRole('row').nth(5).focus();
  await page.keyboard.press('x');
  await page.keyboard.press('j');
  await page.keyboard.press('x');
  await page
    .getByRole('row')
    .nth(5)
    .dragTo(page.getByRole('row').nth(9), { targetPosition: { x: 200, y: 35 } });
  const after = [...before.slice(0, 5), ...before.slice(7, 10), ...before.slice(5, 7), ...before.slice(10)];
  await expect.poll(titles).toEqual(after);
  await page.keyboard.press('Control+z');
  await expect.poll(titles).toEqual(before);
  const written = nextWrite(page);
  await page.keyboard.press('Control+Shift+z');
  await expect.poll(titles).toEqual(after);
  await written;
  await page.reload();
  await expect.poll(titles).toEqual(after);
});

test('WEB6 fifty changes elsewhere in a burst cost this window a few loads, and it ends up right', async ({
  openWindow,
}) => {
  const { page, post } = await openWindow('/inbox');
  let loads = 0;
  page.on('request', (request) => {
    if (request.url().includes('.data')) loads += 1;
  });
  const burst = Promise.all(
    Array.from({ length: 50 }, (_, index) => post('/api/v1/tasks', { title: `Burst ${index + 1}.` })),
  );
  // A window that sees a burst drag on is served in steps; how long it takes to write fifty is a matter of the machine.
  await page.route(/\.data(?:\?|$)/, async (route) => {
    await burst;
    await route.continue();
  });
  await burst;
  await page.getByText('50 of 54 tasks').waitFor();
  await page.getByRole('button', { name: 'Show more' }).click();
  for (let index = 1; index <= 50; index += 1) await row(page, `Burst ${index}.`).first().waitFor();
  expect(loads).toBeLessThanOrEqual(8);
});

test('WEB6 reading a page and writing elsewhere moves neither the focus nor the scroll', async ({ openTwo }) => {
  const [{ page: here }, { page: there }] = await openTwo('/all');
  await here.getByRole('row').nth(14).focus();
  const before = await here.evaluate(() => [
    document.activeElement?.getAttribute('data-task-id'),
    document.getElementById('main')?.scrollTop,
  ]);
  await add(there, 'Something far away');
  await row(here, 'Something far away').waitFor({ state: 'attached' });
  const after = await here.evaluate(() => [
    document.activeElement?.getAttribute('data-task-id'),
    document.getElementById('main')?.scrollTop,
  ]);
  expect(after[0]).toBe(before[0]);
});

test('WEB5 without a network the page stays: its tasks open, other pages say when they will', async ({
  openWindow,
}) => {
  const { page } = await openWindow('/inbox', { isServedWhole: true });
  await page.context().setOffline(true);
  await page.getByRole('link', { name: 'Upcoming' }).first().click();
  await page.getByText('Other pages open again when you are back.').waitFor();
  expect(new URL(page.url()).pathname).toBe('/inbox');
  await page.getByRole('row').first().press('Enter');
  await page.getByRole('complementary', { name: 'Task' }).getByRole('textbox', { name: 'Title' }).waitFor();
  await page.getByRole('button', { name: 'Close', exact: true }).click();
  await page.getByRole('complementary', { name: 'Task' }).waitFor({ state: 'detached' });
  await page.context().setOffline(false);
  await untilLive(page);
  await page.getByRole('link', { name: 'Upcoming' }).first().click();
  await page.getByRole('heading', { name: 'Upcoming' }).waitFor();
});

test('WEB5 data that breaks off on its way is asked for again: the page stays as it is, and catches up', async ({
  openWindow,
}) => {
  const { page, post } = await openWindow('/inbox');
  let asked = 0;
  await page.route(/\.data(?:\?|$)/, async (route) => {
    asked += 1;
    await (asked === 1 ? route.abort() : route.continue());
  });
  await page.keyboard.press('c');
  await page.keyboard.type('Half a thought');
  await post('/api/v1/tasks', { title: 'Added while it broke' });
  await row(page, 'Added while it broke').waitFor();
  expect(asked).toBeGreaterThan(1);
  expect(await page.getByRole('combobox', { name: 'Add a task' }).inputValue()).toBe('Half a thought');
});

test('WEB7 notes that somebody else changed meanwhile are not overwritten unasked', async ({ openTwo }) => {
  const [{ page: here }, { page: there, post }] = await openTwo('/inbox');
  for (const page of [here, there]) {
    await page.getByRole('row').nth(1).press('Enter');
    await page.getByRole('complementary', { name: 'Task' }).waitFor();
  }
  const edit = (page: Page) => page.getByRole('button', { name: /^(?:Edit notes|Notes)$/ }).click();
  await edit(here);
  await here.keyboard.type('Mine');
  await edit(there);
  await there.keyboard.type('Theirs');
  await there.keyboard.press('Control+Enter');
  await there.getByText('Theirs').waitFor();
  // Deltas come in the order of the changes.
  await post('/api/v1/tasks', { title: 'Added after the notes' });
  await row(here, 'Added after the notes').waitFor({ state: 'attached' });
  await here.keyboard.press('Control+Enter');
  await here.getByText('changed elsewhere while you were writing').waitFor();
  await here.getByRole('button', { name: 'Keep mine' }).click();
  await there.getByText('Mine', { exact: true }).waitFor();
});
