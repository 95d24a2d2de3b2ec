import { expect } from 'vitest';
import { axeTour } from './axe-tour.ts';
import { box, say, turns } from './chat-page.ts';
import { test } from './e2e-test.ts';

test('CW1 with keys alone one asks, has it done, takes it back, and goes on after a reload', async ({
  openDevice,
  newSession,
}) => {
  const { page, visit } = await openDevice({ session: await newSession() });
  await visit('/chat');
  await page.getByRole('button', { name: 'what is overdue?' }).click();
  expect(await box(page).inputValue()).toBe('what is overdue?');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/chat\/cnv_/);
  await turns(page).last().getByRole('checkbox').first().waitFor();
  await page.getByText('Built in, no model').waitFor();

  await say(page, 'add polish the great bell tomorrow at 9 #tower');
  await turns(page)
    .last()
    .getByText(/^Done: add 1 task/)
    .waitFor();
  await turns(page).last().getByRole('button', { name: 'Undo' }).click();
  await turns(page).last().getByText('Taken back.').waitFor();

  await page.keyboard.press('Escape');
  await box(page).focus();
  await page.keyboard.press('ArrowUp');
  expect(await box(page).inputValue()).toBe('add polish the great bell tomorrow at 9 #tower');
  await box(page).fill('');

  await page.reload();
  await turns(page).nth(1).waitFor();
  await page.getByRole('button', { name: 'Conversations' }).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^what is overdue/ })
    .waitFor();
});

test('CW1 while the conversation gets its place in the address, what was said and the box stay', async ({
  openDevice,
  newSession,
}) => {
  const { page, visit } = await openDevice({ session: await newSession() });
  await page.clock.install();
  await visit('/chat');
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route(/\/chat\/cnv_.*\.data/, async (route) => {
    await held;
    await route.continue();
  });
  const asked = page.waitForRequest(/\/chat\/cnv_.*\.data/);
  await say(page, 'what is overdue?');
  await asked;
  // Longer than a page waits before it shows what stands in for the next one.
  await page.clock.fastForward(1000);
  expect(await box(page).evaluate((input) => input === document.activeElement)).toBe(true);
  expect(await turns(page).count()).toBe(1);
  release();
  await page.waitForURL(/\/chat\/cnv_/);
});

test('CW5 deleting several waits for a click on exactly what goes, and can be taken back', async ({
  openDevice,
  newSession,
}) => {
  const { page, visit } = await openDevice({ session: await newSession() });
  await visit('/chat');
  await say(page, 'delete everything tagged family');
  const turn = turns(page).last();
  await turn.getByText(/^Waits for you: delete \d+ tasks/).waitFor();
  const button = turn.getByRole('button', { name: /^Delete \d+ tasks/ });
  await button.waitFor();
  expect(await turn.getByRole('listitem').count()).toBeGreaterThan(1);
  await button.click();
  await turn
    .getByText(/^Done: delete \d+ tasks/)
    .last()
    .waitFor();
  await turn.getByRole('button', { name: 'Undo' }).first().click();
  await turn.getByText('Taken back.').waitFor();
});

test('CW5 a typed yes presses the button of the card that was shown last, and of no other', async ({
  openDevice,
  newSession,
}) => {
  const { page, visit } = await openDevice({ session: await newSession() });
  await visit('/chat');
  await say(page, 'delete everything tagged family');
  const turn = turns(page).last();
  await turn.getByRole('button', { name: /^Delete \d+ tasks/ }).waitFor();
  await box(page).fill('yes');
  await page.keyboard.press('Enter');
  await turn
    .getByText(/^Done: delete \d+ tasks/)
    .last()
    .waitFor();
  expect(await turns(page).count()).toBe(1);
  await say(page, 'yes');
  await turns(page).last().getByText('There is nothing to confirm.', { exact: false }).waitFor();
  await say(page, 'undo that');
  await turns(page).last().getByText('Taken back.').waitFor();
  await turns(page)
    .last()
    .getByText(/^Done: restore \d+ tasks/)
    .waitFor();
});

test('CW6 the query of a list is shown, and opens the same list as a page', async ({ openDevice, newSession }) => {
  const { page, visit } = await openDevice({ session: await newSession() });
  await visit('/chat');
  await say(page, 'show everything tagged hiring or family');
  await turns(page).last().getByRole('link', { name: '#hiring | #family' }).waitFor();
  const shown = await turns(page).last().getByRole('checkbox').count();
  expect(shown).toBeGreaterThan(1);
  await turns(page).last().getByRole('link', { name: '#hiring | #family' }).press('Enter');
  await page.waitForURL(/\/all\?search=/);
  await expect.poll(() => page.getByRole('row').count()).toBe(shown);
});

test('CW6 beside any page a key opens and closes it, and a task in it is ticked off and opened in place', async ({
  openDevice,
  newSession,
}) => {
  const { page, visit } = await openDevice({ session: await newSession() });
  await visit('/all');
  await page.keyboard.press('Control+j');
  await expect.poll(() => box(page).evaluate((input) => input === document.activeElement)).toBe(true);
  await page.keyboard.type('show #hiring');
  await page.keyboard.press('Enter');
  const panel = page.getByRole('complementary', { name: 'Chat' });
  await panel.getByRole('checkbox', { name: /^Complete: Interview/ }).press('Space');
  await page.getByText(/^Completed “Interview/).waitFor();
  await panel.getByRole('button', { name: /^Interview/ }).click();
  await page.waitForURL(/task=task_/);
  await page.getByRole('complementary', { name: 'Task' }).waitFor();
  await page.getByRole('complementary', { name: 'Task' }).getByRole('button', { name: 'Close' }).click();
  await panel.waitFor();
  await box(page).focus();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await panel.waitFor({ state: 'detached' });
  await page.keyboard.press('Control+j');
  await panel.waitFor();
  await page.keyboard.press('Control+j');
  await panel.waitFor({ state: 'detached' });
});

test('CW7 what a model writes stays text, fetches nothing, and says where its links lead', async ({
  openDevice,
  newSession,
}) => {
  const { page, visit } = await openDevice({ session: await newSession() });
  await visit('/chat');
  const addresses: string[] = [];
  page.on('request', (request) => addresses.push(request.url()));
  const events = [
    { type: 'engine', engine: 'openai', model: 'some-model', why: 'asked', detail: null },
    {
      type: 'text',
      text: 'See **[your bank](https://evil.example/x)** ![p](https://evil.example/p.png) <img src="https://evil.example/q.png"> [run](javascript:alert(1))',
      isMarkdown: true,
    },
    { type: 'done', end: 'answered', correlationIds: [] },
  ];
  await page.route('**/api/v1/chat/conversations/*/turns', (route) =>
    route.fulfill({
      contentType: 'text/event-stream',
      body: events.map((event) => `data: ${JSON.stringify(event)}\n\n`).join(''),
    }),
  );
  await say(page, 'write me something');
  const turn = turns(page).last();
  await turn.getByText('(evil.example)').first().waitFor();
  await turn.getByText('<img src=', { exact: false }).waitFor();
  await turn.getByText('Model some-model').waitFor();
  expect(await turn.locator('img, iframe, script, [href^="javascript"]').count()).toBe(0);
  expect(addresses.filter((address) => address.includes('evil.example'))).toEqual([]);
});

test('CW8 how long conversations are kept is chosen, and whether there is a model is said', async ({
  openDevice,
  newSession,
}) => {
  const { page, visit } = await openDevice({ session: await newSession() });
  const tour = axeTour(page);
  await visit('/settings/chat');
  await page.getByText('This site has no model.', { exact: false }).waitFor();
  await page.getByRole('button', { name: /Kept for/ }).click();
  const saved = page.waitForResponse((answer) => answer.request().method() === 'PATCH' && answer.ok());
  await page.getByRole('option', { name: '30 days' }).click();
  await saved;
  await tour.look('chat settings');
  await page.reload();
  await page.getByRole('button', { name: /30 days/ }).waitFor();
  expect(tour.found).toEqual({});
});
