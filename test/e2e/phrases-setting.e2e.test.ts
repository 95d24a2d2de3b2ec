import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { untilLive } from './device.ts';
import { test } from './e2e-test.ts';

const field = (page: Page, name: string) => page.getByRole('group', { name, exact: true });
const meaning = (page: Page, line: string) => page.getByRole('listitem').filter({ hasText: `“${line}”` });

async function setTime(page: Page, name: string, hour: string): Promise<void> {
  await field(page, name).getByRole('spinbutton', { name: 'hour' }).focus();
  await page.keyboard.type(hour);
  // Past the minutes, out of the field.
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
}

test('PS4 the parts of the day are set, show what they mean, stay after a reload, and count in every window', async ({
  openDevice,
  newSession,
}) => {
  const session = await newSession();
  const [here, there] = await Promise.all([openDevice({ session }), openDevice({ session })]);
  await Promise.all([here.visit('/settings/time'), there.visit('/inbox')]);
  const { page } = here;
  const evening = meaning(page, 'Call Ada tomorrow evening');
  await evening.getByText(/→ Tomorrow, .* 19:00$/).waitFor();
  await setTime(page, 'Evening', '18');
  await page.getByText('Evening is now 18:00').waitFor();
  await evening.getByText(/→ Tomorrow, .* 18:00$/).waitFor();

  const box = there.page.getByRole('combobox', { name: 'Add a task' });
  await box.fill('Call Ada tomorrow evening');
  await there.page
    .getByRole('list', { name: 'Understood' })
    .getByText(/Tomorrow, .* 18:00/)
    .waitFor();

  await setTime(page, 'Night', '08');
  await page.getByText('From 12:00 on.').waitFor();
  await page.reload();
  await untilLive(page);
  await evening.getByText(/→ Tomorrow, .* 18:00$/).waitFor();
  expect(await field(page, 'Night').textContent()).toMatch(/20.*00/);

  await page.getByText('Day first', { exact: true }).click();
  await page.getByText(/“Call Ada 5\/9” → .*5 September/).waitFor();
  await box.fill('Call Ada 5/9');
  await there.page
    .getByRole('list', { name: 'Understood' })
    .getByText(/5 September/)
    .first()
    .waitFor();

  await evening.getByRole('button', { name: 'Evening as usual, 19:00' }).click();
  await evening.getByText(/→ Tomorrow, .* 19:00$/).waitFor();
});
