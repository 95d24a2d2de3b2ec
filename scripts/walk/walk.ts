import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';

export interface WalkOptions {
  readonly browser: Browser;
  readonly origin: string;
  /** Where the trace of a walk that failed is left, to be opened with `npx playwright show-trace`. */
  readonly traces: string;
  readonly say: (line: string) => void;
}

const row = (page: Page, title: string) => page.getByRole('row', { name: title });

/**
 * What a browser has to get right on a deployment: the demo, two windows of it, a line that becomes a task with a date, the
 * other window that shows it at once, completing, undoing, searching. A throw-away account; it goes by itself.
 *
 * @throws with the step in its message, and the trace left behind
 */
export async function walk({ browser, origin, traces, say }: WalkOptions): Promise<void> {
  const context = await browser.newContext({ baseURL: origin, locale: 'en-GB', timezoneId: 'Europe/London' });
  context.setDefaultTimeout(30_000);
  await context.tracing.start({ screenshots: true, snapshots: true });
  let step = '';
  const does = (next: string) => {
    if (step !== '') say(`✓ ${step}`);
    step = next;
  };
  try {
    does('the demo opens');
    const here = await context.newPage();
    await here.goto('/');
    await here.getByRole('button', { name: /demo/i }).first().click();
    await here.waitForURL((url) => url.pathname !== '/');
    does('a second window');
    const there = await context.newPage();
    await Promise.all([here, there].map((page) => page.goto('/inbox')));
    // From here on they take keys, and hear of one another.
    await Promise.all([here, there].map((page) => page.waitForSelector('html[data-live="live"]')));
    does('a typed line becomes a task');
    const title = `Walk ${crypto.randomUUID().slice(0, 8)}`;
    await here.keyboard.press('c');
    await here.keyboard.type(title);
    await here.keyboard.press('Enter');
    await row(here, title).waitFor();
    does('the other window shows it');
    await row(there, title).waitFor();
    does('it is completed, and reopened in the other window');
    await here.keyboard.press('Escape');
    await row(here, title).focus();
    await here.keyboard.press('t');
    await there.getByRole('checkbox', { name: `Completed: ${title}` }).waitFor();
    await row(there, title).focus();
    await there.keyboard.press('t');
    await here.getByRole('checkbox', { name: `Complete: ${title}` }).waitFor();
    does('it is deleted, and undone');
    await row(here, title).focus();
    await here.keyboard.press('#');
    await row(there, title).waitFor({ state: 'detached' });
    await here.keyboard.press('Control+z');
    await row(there, title).waitFor();
    does('');
  } catch (error) {
    await mkdir(traces, { recursive: true });
    await context.tracing.stop({ path: path.join(traces, 'walk.zip') });
    throw new Error(`✗ ${step}: ${error instanceof Error ? error.message : String(error)}`);
  } finally {
    await context.close();
  }
}
