import { expect } from 'vitest';
import { axeTour } from './axe-tour.ts';
import { say, turns } from './chat-page.ts';
import { test } from './e2e-test.ts';

test.for([1440, 360])(
  'WEB11 at %i px axe finds nothing wrong with the chat',
  async (width, { openDevice, newSession }) => {
    const { page, visit } = await openDevice({ session: await newSession(), width });
    const tour = axeTour(page);
    await visit('/chat');
    await tour.look('empty');
    await say(page, 'what is overdue?');
    await turns(page).last().getByRole('checkbox').first().waitFor();
    await tour.look('tasks');
    await say(page, 'delete everything tagged family');
    await turns(page)
      .last()
      .getByRole('button', { name: /^Delete \d+ tasks/ })
      .waitFor();
    await tour.look('a change to confirm');
    await tour.open('conversations', page.getByRole('button', { name: 'Conversations' }));
    await visit('/all');
    await page.keyboard.press('Control+j');
    await page
      .getByRole('complementary', { name: 'Chat' })
      .or(page.getByRole('dialog', { name: 'Chat' }))
      .waitFor();
    await tour.look('panel');
    expect(tour.found).toEqual({});
  },
);

test.for([1440, 360])(
  'WEB11 at %i px axe finds nothing wrong with the page of a plan',
  async (width, { openDevice, newSession }) => {
    const { page, visit } = await openDevice({ session: await newSession(), width });
    const tour = axeTour(page);
    await visit('/chat');
    const asked = page.waitForResponse((answer) => /\/api\/v1\/plans\/pln_\w+$/.test(answer.url()));
    await say(page, 'delete everything tagged family');
    await visit(new URL((await asked).url()).pathname.replace('/api/v1', ''));
    await page.getByRole('button', { name: /^Delete \d+ tasks/ }).waitFor();
    await tour.look('a plan');
    expect(tour.found).toEqual({});
  },
);
