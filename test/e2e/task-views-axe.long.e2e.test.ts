import { expect } from 'vitest';
import { axeTour } from './axe-tour.ts';
import { test } from './e2e-test.ts';
import { TASK_VIEWS } from './pages-there-are.ts';

const views = [...TASK_VIEWS, '/all?search=xyzzy', '/all?search=the&sort=due&priority=high'];

test.for([1440, 360])(
  'WEB11 at %i px axe finds nothing wrong with any view of tasks or anything open on it',
  async (width, { openDevice, fileSession }) => {
    const { page, visit } = await openDevice({ session: fileSession, width });
    const tour = axeTour(page);
    for (const view of views) {
      await visit(view);
      await tour.look(view);
    }
    await visit('/all');
    await page
      .getByRole('row')
      .nth(1)
      .click({ position: { x: 120, y: 12 } });
    const panel = page.getByRole('complementary', { name: 'Task' });
    // Its history is the last to come.
    await panel.getByText('added it').waitFor();
    await tour.look('open task');
    await visit('/inbox');
    await page.keyboard.press('c');
    await tour.look('writing a task');
    await page.keyboard.press('Escape');
    await page.keyboard.press('?');
    await page.getByRole('dialog').waitFor();
    await tour.look('keyboard shortcuts');
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.getByRole('row').first().focus();
    await page.keyboard.press('x');
    await page.getByText('1 selected').waitFor();
    await tour.look('selection');
    for (const key of ['d', 'p', 'l', 'm']) {
      await page.keyboard.press(key);
      await page.getByRole('dialog').waitFor();
      await tour.look(`asked by ${key}`);
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
    }
    expect(tour.found).toEqual({});
  },
);
