import { localTimeAt } from '#core/time/local.ts';
import { untilLive } from '../../test/e2e/device.ts';
import type { Stage } from './stage.ts';

/** One thing that Carillon does, played in its window. */
export interface Scene {
  readonly title: string;
  readonly play: (stage: Stage) => Promise<void>;
}

const MINUTE = 60_000;
export const WIDE = { width: 1280, height: 800 };
const PHONE = { width: 390, height: 844 };
const REMINDED = 'Wind the tower clock';
const SAVED = 'Late or for the family';

const row = ({ page }: Stage, title: string) => page.getByRole('row', { name: title });
const quickAdd = ({ page }: Stage) => page.getByRole('combobox', { name: 'Add a task' });

/** Opens a task, and takes the pointer away, under which another row may come to lie. */
async function open(stage: Stage, title: string): Promise<void> {
  const { page } = stage;
  await row(stage, title).click();
  await page.getByRole('textbox', { name: 'Title' }).waitFor();
  await page.mouse.move(0, 0);
}

/** Makes the window one that is touched, or one with a pointer again. */
async function setTouched({ page }: Stage, isTouched: boolean): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setTouchEmulationEnabled', { enabled: isTouched });
  await page.setViewportSize(isTouched ? PHONE : WIDE);
}

export const SCENES: readonly Scene[] = [
  {
    title: 'An account takes a minute',
    async play({ page, type, look }) {
      await page.goto('/');
      await look();
      await page.goto('/sign-up');
      for (const [label, text] of [
        ['Name (optional)', 'Ada'],
        ['Email', 'ada@example.com'],
        ['Password', 'nine bells at noon'],
      ] as const) {
        await page.getByLabel(label, { exact: true }).focus();
        await type(text);
      }
      await page.getByRole('button', { name: 'Make an account' }).click();
      await page.waitForURL('**/inbox');
      await untilLive(page);
      await look();
    },
  },
  {
    title: 'One line makes a task',
    async play(stage) {
      const { page, type, look, picture } = stage;
      await page.context().clearCookies();
      await page.goto('/');
      await page.getByRole('button', { name: 'Try the demo' }).first().click();
      await page.waitForURL('**/inbox');
      await untilLive(page);
      await page.keyboard.press('c');
      await quickAdd(stage).waitFor();
      await type('pay rent every month on the 1st at 9 #home p1 !1d');
      await page
        .getByRole('list', { name: 'Understood' })
        .getByText(/Every month on the 1st/)
        .waitFor();
      await look();
      await picture('capture', { x: 356, y: 16, width: 800, height: 440 });
      await page.keyboard.press('Enter');
      await row(stage, 'pay rent').waitFor();
      await page.keyboard.press('Escape');
      await look();
    },
  },
  {
    title: 'Today',
    async play(stage) {
      const { page, visit, look, picture } = stage;
      await visit('/today');
      await open(stage, 'Interview');
      await look();
      await picture('today');
      await page.keyboard.press('Escape');
      await page.keyboard.press('Escape');
    },
  },
  {
    title: 'It rings, once, in every window',
    async play(stage) {
      const { page, type, look, zone } = stage;
      // Nearer than its reminder, so that it rings at once.
      const due = localTimeAt(Date.now() + 20 * MINUTE, zone);
      await page.keyboard.press('c');
      await type(`${REMINDED} every day at ${due} !30m`);
      await page.keyboard.press('Enter');
      await page.keyboard.press('Escape');
      const toast = page
        .getByRole('region', { name: 'Reminders', exact: true })
        .getByRole('article')
        .filter({ hasText: REMINDED });
      await toast.waitFor();
      await look();
      await toast.getByRole('button', { name: 'Snooze' }).click();
      await look();
      await page.getByRole('menuitem', { name: /^10 minutes, until/ }).click();
      await page.getByText(/^Snoozed until/).waitFor();
      await look();
    },
  },
  {
    title: 'Done, and the next one stands there',
    async play(stage) {
      const { page, look } = stage;
      await row(stage, REMINDED).focus();
      await page.keyboard.press('t');
      await page.getByText(`Completed “${REMINDED}”`).waitFor();
      await look();
      await page.keyboard.press('Control+z');
      await page.getByText(`Undone: Completed “${REMINDED}”`).waitFor();
      await look();
    },
  },
  {
    title: 'A question becomes a view',
    async play({ page, visit, type, look }) {
      await visit('/all');
      await page.keyboard.press('/');
      await page.locator('input:focus').waitFor();
      await type('overdue | #family');
      await page.waitForURL(/search=/);
      await page.getByText(/^Open tasks that/).waitFor();
      await look();
      await page.getByRole('button', { name: 'Save as view' }).click();
      await page.getByRole('textbox', { name: 'Name' }).fill(SAVED);
      await look();
      await page.keyboard.press('Enter');
      await page.waitForURL(/\/views\/view_/);
      await page.getByRole('heading', { name: SAVED }).waitFor();
      await look();
    },
  },
  {
    title: 'Or say it in words, with no model behind it',
    async play({ page, visit, type, look, picture }) {
      await visit('/chat');
      const turns = page.getByRole('list', { name: 'Conversation' }).locator('> li');
      const say = async (text: string, answer: RegExp) => {
        await page.getByRole('textbox', { name: 'Say something' }).focus();
        await type(text);
        await page.keyboard.press('Enter');
        await turns.last().getByText(answer).first().waitFor();
        await page.getByRole('button', { name: 'Stop' }).waitFor({ state: 'detached' });
        await look();
      };
      await say('what is overdue?', /overdue/);
      await say('move the dentist to next friday at 3', /^Done: /);
      await picture('chat', { x: 356, y: 16, width: 800, height: 704 });
      await turns.last().getByRole('button', { name: 'Undo' }).click();
      await turns.last().getByText('Taken back.').waitFor();
      await look();
    },
  },
  {
    title: 'Everything is a key away',
    async play({ page, type, look }) {
      await page.keyboard.press('Control+k');
      const palette = page.getByRole('dialog', { name: 'Search and commands' });
      await palette.getByRole('combobox').waitFor();
      await look();
      await type('upcom');
      await palette.getByRole('option', { name: /^Upcoming/, selected: true }).waitFor();
      await look();
      await page.keyboard.press('Enter');
      await page.waitForURL(/\/upcoming$/);
      await look();
    },
  },
  {
    title: 'At night, and on a phone',
    async play(stage) {
      const { page, visit, look, picture } = stage;
      await page.emulateMedia({ colorScheme: 'dark' });
      await visit('/today');
      await open(stage, 'Interview');
      await look();
      await picture('today-dark');
      await page.keyboard.press('Escape');
      await setTouched(stage, true);
      await visit('/today');
      await look();
      await picture('phone-dark');
      await page.emulateMedia({ colorScheme: 'light' });
      await look();
      await picture('phone');
      await setTouched(stage, false);
    },
  },
];
