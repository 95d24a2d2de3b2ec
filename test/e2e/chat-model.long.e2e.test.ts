// biome-ignore-all lint/correctness/noEmptyPattern: vitest reads from the braces what a fixture needs; these need nothing.
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { type SlowModel, startSlowModel } from '#test/chat/slow-model.ts';
import { startCarillon } from '../e2e-harness.ts';
import { type Device, openDevice } from './device.ts';
import { test as base } from './e2e-test.ts';
import { newDemoSession } from './session.ts';

/** What the rules do not understand, so that it goes to a model. */
const VAGUE = 'make my cousins’ picnic happen somehow';
const RUG = { tasks: [{ title: 'Borrow the big rug' }] };

/** A site of its own that offers a model which answers when a test wants it to, and somebody who switched it on. */
const test = base
  .extend('model', { scope: 'file' }, async ({}, { onCleanup }) => {
    const model = await startSlowModel();
    onCleanup(() => model.close());
    return model;
  })
  .extend('site', { scope: 'file' }, async ({ model }, { onCleanup }) => {
    const site = await startCarillon({ vars: model.vars });
    onCleanup(() => site.stop());
    return site;
  })
  .extend('device', async ({ browser, site }, { onCleanup }) => {
    const session = await newDemoSession(site.origin, { zone: 'Europe/Berlin', locale: 'en-GB' });
    const device = await openDevice(browser, site.origin, { session });
    onCleanup(async () => {
      await device.context.close();
      expect(device.complaints).toEqual([]);
    });
    return device;
  });

const turns = (page: Page) => page.getByRole('list', { name: 'Conversation' }).locator('> li');

async function say(page: Page, text: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Say something' }).fill(text);
  await page.keyboard.press('Enter');
}

async function switchOn({ page, visit }: Device): Promise<void> {
  await visit('/settings/chat');
  const saved = page.waitForResponse((answer) => answer.request().method() === 'PATCH' && answer.ok());
  await page.getByRole('switch', { name: /^Let slow-model help/ }).press('Space');
  await saved;
}

/** A turn in which the model has added a task and is in the middle of saying so. */
async function halfAnswered({ page, visit }: Device, model: SlowModel) {
  await visit('/chat');
  await say(page, VAGUE);
  const first = await model.next();
  first.call('add', RUG);
  first.end();
  const second = await model.next();
  second.say('I added the rug, and now I ');
  await turns(page).last().getByText('I added the rug, and now I').waitFor();
  return second;
}

async function takenBack({ page, visit }: Device): Promise<void> {
  const turn = turns(page).last();
  await turn.getByRole('button', { name: 'Undo' }).click();
  await turn.getByText('Taken back.').waitFor();
  await visit('/inbox');
  await page.getByRole('row').first().waitFor();
  expect(await page.getByRole('row', { name: /Borrow the big rug/ }).count()).toBe(0);
}

test('CW8 nothing goes to the model before its user switched it on, and then every word of it is shown', async ({
  device,
  model,
}) => {
  const { page, visit } = device;
  const before = model.asked();
  await visit('/chat');
  await say(page, VAGUE);
  await turns(page).last().getByText('Built in, no model', { exact: false }).waitFor();
  expect(model.asked()).toBe(before);

  await switchOn(device);
  await visit('/chat');
  await say(page, VAGUE);
  const asked = await model.next();
  expect(asked.body).toContain('picnic');
  asked.say('Who is coming?');
  asked.end();
  const turn = turns(page).last();
  await turn.getByText('Who is coming?').waitFor();
  await turn.getByRole('button', { name: 'What was sent' }).click();
  await turn.getByText(/^To slow-model at 127\.0\.0\.1:\d+, in 1 request, 10 tokens\./).waitFor();
  expect(await turn.getByRole('region', { name: 'What was sent' }).textContent()).toContain(VAGUE);
});

test.for(['click', 'Escape'] as const)(
  'CW9 stopped by %s, it hangs up on the model and says so; what was done by then can be taken back',
  async (by, { device, model }) => {
    await switchOn(device);
    const half = await halfAnswered(device, model);
    const { page } = device;
    const asked = model.asked();
    if (by === 'click') await page.getByRole('button', { name: 'Stop' }).click();
    else await page.getByRole('textbox', { name: 'Say something' }).press('Escape');
    await half.hungUp;
    const turn = turns(page).last();
    await turn.getByText('Stopped', { exact: true }).waitFor();
    await turn.getByText('I added the rug, and now I').waitFor();
    await turn.getByText(/^Done: add 1 task/).waitFor();
    await takenBack(device);
    expect(model.asked()).toBe(asked);
  },
);

test('CW10 a connection to the model that dies in the middle is told, and what was done can be taken back', async ({
  device,
  model,
}) => {
  await switchOn(device);
  const half = await halfAnswered(device, model);
  const asked = model.asked();
  half.cut();
  await turns(device.page)
    .last()
    .getByText(/What was done before that stays done; undo takes it back\./)
    .waitFor();
  await takenBack(device);
  expect(model.asked()).toBe(asked);
});

test('CW11 after a reload in the middle of an answer it is shown as it goes on, and can still be stopped', async ({
  device,
  model,
}) => {
  await switchOn(device);
  const half = await halfAnswered(device, model);
  const { page } = device;
  await page.waitForURL(/\/chat\/cnv_/);
  await page.reload();
  await page.getByRole('button', { name: 'Stop' }).click();
  await half.hungUp;
  await turns(page).last().getByText('Stopped', { exact: true }).waitFor();
  await turns(page).last().getByText('I added the rug, and now I').waitFor();
  await takenBack(device);
});

test('CW11 what is said in one tab is known in the other', async ({ device }) => {
  const { page, visit, context } = device;
  await visit('/chat');
  await say(page, 'add polish the small bell #tower');
  await turns(page)
    .last()
    .getByText(/^Done: add 1 task/)
    .waitFor();
  await page.waitForURL(/\/chat\/cnv_/);
  const other = await context.newPage();
  await other.goto(page.url());
  await turns(other).first().getByText('Added “polish the small bell”', { exact: false }).waitFor();
  await say(other, 'finish it');
  await turns(other).nth(1).getByText('Completed “polish the small bell”', { exact: false }).waitFor();
  await say(page, 'undo that');
  await turns(page).last().getByText('Taken back.', { exact: false }).first().waitFor();
  await page.reload();
  await turns(page).nth(2).waitFor();
  expect(await turns(page).locator('p').first().textContent()).toContain('polish the small bell');
  await other.close();
});
