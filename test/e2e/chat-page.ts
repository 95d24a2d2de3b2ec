import type { Page } from 'playwright-core';
import { expect } from 'vitest';

/** Where one writes. */
export const box = (page: Page) => page.getByRole('textbox', { name: 'Say something' });
/** What was said, with its answers. */
export const turns = (page: Page) => page.getByRole('list', { name: 'Conversation' }).locator('> li');

/** Says something, and waits until it is answered to the end. */
export async function say(page: Page, text: string): Promise<void> {
  const before = await turns(page).count();
  await box(page).focus();
  await page.keyboard.type(text);
  await page.keyboard.press('Enter');
  await expect.poll(() => turns(page).count()).toBe(before + 1);
  await page.getByRole('button', { name: 'Stop' }).waitFor({ state: 'detached' });
}
