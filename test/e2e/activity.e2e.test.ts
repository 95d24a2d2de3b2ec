import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import type { Device } from './device.ts';
import { test } from './e2e-test.ts';

interface FoundTask {
  id: string;
  title: string;
}

async function findTask(page: Page, words: string): Promise<FoundTask> {
  const answer = await page.request.get(`/api/v1/tasks?search=${encodeURIComponent(words)}`);
  const [task] = JSON.parse(await answer.text()).tasks;
  return task;
}

async function run(device: Device, ...commands: object[]): Promise<void> {
  const keyed = commands.map((command) => ({ id: crypto.randomUUID(), ...command }));
  const correlationId = 'cor_01m7y6n2crf23s12ypt8743g53';
  await device.post('/api/v1/commands', { commands: keyed, correlationId, atomic: true });
}

test('WEB12 a change shows from what to what as it happens, and one press takes it back', async ({
  openDevice,
  newSession,
}) => {
  const device = await openDevice({ session: await newSession() });
  const { page } = device;
  await device.visit('/activity');
  const task = await findTask(page, 'dentist');
  const patch = { title: 'Dentist, and buy floss', priority: 'urgent' };
  await run(device, { type: 'task.update', taskId: task.id, patch });

  const entry = page.getByRole('listitem').filter({ hasText: 'You changed Dentist, and buy floss' });
  await entry.waitFor();
  expect(await entry.locator('ins').allTextContents()).toEqual([', and buy floss', 'Urgent']);
  expect(await entry.locator('del').allTextContents()).toEqual(['No priority']);

  await entry.hover();
  await entry.getByRole('button', { name: /^Undo/ }).click();
  await page.getByRole('listitem').filter({ hasText: 'You changed Dentist' }).nth(1).waitFor();
  expect((await findTask(page, 'dentist')).title).toBe('Dentist');
});

test('what one request did to several tasks is one action, and its title leads to the task', async ({
  openDevice,
  newSession,
}) => {
  const device = await openDevice({ session: await newSession() });
  const { page } = device;
  const [dentist, library] = await Promise.all(['dentist', 'library'].map((words) => findTask(page, words)));
  await run(device, { type: 'task.complete', taskId: dentist?.id }, { type: 'task.complete', taskId: library?.id });
  await device.visit('/activity');
  const entry = page.getByRole('listitem').filter({ hasText: 'You completed 2 tasks' });
  await entry.getByRole('link', { name: 'Dentist' }).click();
  await page.waitForURL(`**/all?task=${dentist?.id}`);
});

test('WEB8 filters stand in the address, and a slip in it is explained', async ({ openDevice, newSession }) => {
  const device = await openDevice({ session: await newSession(), expected: /status of 400/ });
  const { page } = device;
  await device.visit('/activity');
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
    // By where it leads: the address changes a moment before the page, whose own "Older" would lead to itself.
    await page.locator(`a[href$="page=${older}"]`, { hasText: 'Older' }).click();
    await page.waitForURL(`**/activity?page=${older}`);
  }
  await page.getByText('You made this account').waitFor();
  const answer = await page.goto('/activity?from=2026-02-30');
  expect(answer?.status()).toBe(400);
  await page.getByRole('heading', { name: 'This request cannot be read' }).waitFor();
  await page.getByText('validation_failed').waitFor();
});
