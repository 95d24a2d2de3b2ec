import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from '../e2e-browser.ts';
import { type Carillon, startCarillon } from '../e2e-harness.ts';
import { demoSession, openDevice, visit } from './device.ts';

let carillon: Carillon;
let browser: Browser;

beforeAll(async () => {
  [carillon, browser] = await Promise.all([startCarillon(), launchBrowser()]);
});

afterAll(async () => {
  await Promise.all([carillon?.stop(), browser?.close()]);
});

const at = (path: string) => carillon.origin + path;

interface FoundTask {
  id: string;
  title: string;
}

async function findTask(page: Page, words: string): Promise<FoundTask> {
  const answer = await page.request.get(at(`/api/v1/tasks?search=${encodeURIComponent(words)}`));
  const [task] = JSON.parse(await answer.text()).tasks;
  return task;
}

async function run(page: Page, ...commands: object[]): Promise<void> {
  const keyed = commands.map((command) => ({ id: crypto.randomUUID(), ...command }));
  const answer = await page.request.post(at('/api/v1/commands'), {
    headers: { origin: carillon.origin },
    data: { commands: keyed, correlationId: 'cor_01m7y6n2crf23s12ypt8743g53', atomic: true },
  });
  expect(answer.status()).toBe(200);
}

test('WEB12 a change shows from what to what as it happens, and one press takes it back', async () => {
  const device = await openDevice(browser, { session: await demoSession(browser, carillon.origin) });
  const { page } = device;
  await visit(device, at('/activity'));
  const task = await findTask(page, 'dentist');
  const patch = { title: 'Dentist, and buy floss', priority: 'urgent' };
  await run(page, { type: 'task.update', taskId: task.id, patch });

  const entry = page.getByRole('listitem').filter({ hasText: 'You changed Dentist, and buy floss' });
  await entry.waitFor();
  expect(await entry.locator('ins').allTextContents()).toEqual([', and buy floss', 'Urgent']);
  expect(await entry.locator('del').allTextContents()).toEqual(['No priority']);

  await entry.hover();
  await entry.getByRole('button', { name: /^Undo/ }).click();
  await page.getByRole('listitem').filter({ hasText: 'You changed Dentist' }).nth(1).waitFor();
  expect((await findTask(page, 'dentist')).title).toBe('Dentist');
  expect(device.complaints).toEqual([]);
  await device.context.close();
});

test('what one request did to several tasks is one action, and its title leads to the task', async () => {
  const device = await openDevice(browser, { session: await demoSession(browser, carillon.origin) });
  const { page } = device;
  const [plants, library] = await Promise.all(['plants', 'library'].map((words) => findTask(page, words)));
  await run(page, { type: 'task.complete', taskId: plants?.id }, { type: 'task.complete', taskId: library?.id });
  await visit(device, at('/activity'));
  const entry = page.getByRole('listitem').filter({ hasText: 'You completed 2 tasks' });
  await entry.getByRole('link', { name: 'Water the plants' }).click();
  await page.waitForURL(`**/all?task=${plants?.id}`);
  expect(device.complaints).toEqual([]);
  await device.context.close();
});

test('WEB8 filters stand in the address, and a slip in it is explained', async () => {
  const device = await openDevice(browser, { session: await demoSession(browser, carillon.origin) });
  const { page } = device;
  await visit(device, at('/activity'));
  await page.getByRole('button', { name: 'Everything' }).click();
  await page.getByRole('menuitemcheckbox', { name: 'Completed' }).click();
  await page.waitForURL('**/activity?type=task.completed');
  await page.keyboard.press('Escape');
  await page.getByText('5 changes').waitFor();
  await page.getByRole('button', { name: 'Anybody' }).click();
  await page.getByRole('menuitemradio', { name: 'The assistant' }).click();
  await page.getByText('Nothing fits').waitFor();
  await page.getByRole('link', { name: 'Show everything' }).click();
  await page.waitForURL('**/activity');
  for (const older of ['2', '3']) {
    await page.getByRole('link', { name: 'Older' }).click();
    await page.waitForURL(`**/activity?page=${older}`);
  }
  await page.getByText('You made this account').waitFor();

  expect(device.complaints).toEqual([]);
  const answer = await page.goto(at('/activity?from=2026-02-30'));
  expect(answer?.status()).toBe(400);
  await page.getByRole('heading', { name: 'This request cannot be read' }).waitFor();
  await page.getByText('validation_failed').waitFor();
  await device.context.close();
});
