import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { expect } from 'vitest';

const axePath = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

export interface Device {
  context: BrowserContext;
  page: Page;
  /** What the page complained about. Every test ends by expecting nothing here. */
  complaints: string[];
}

export interface DeviceOptions {
  width?: number;
  theme?: 'light' | 'dark';
  /** The cookies of an account. */
  session: Awaited<ReturnType<BrowserContext['storageState']>>;
}

/** A fresh account with a believable week in it, and its session for as many devices as a test wants. */
export async function demoSession(
  browser: Browser,
  origin: string,
  defaults = { zone: 'Europe/Berlin', locale: 'en-GB' },
): Promise<DeviceOptions['session']> {
  const context = await browser.newContext();
  const answer = await context.request.post(`${origin}/api/v1/demo`, {
    headers: { origin },
    data: defaults,
  });
  expect(answer.status()).toBe(201);
  const session = await context.storageState();
  await context.close();
  return session;
}

/** One browser of a person, with its own window. */
export async function openDevice(
  browser: Browser,
  { session, width = 1440, theme = 'light' }: DeviceOptions,
): Promise<Device> {
  const isPhone = width < 640;
  const context = await browser.newContext({
    storageState: session,
    colorScheme: theme,
    reducedMotion: 'reduce',
    viewport: { width, height: isPhone ? 780 : 900 },
    hasTouch: isPhone,
  });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    const isLost = /net::ERR_(?:INTERNET_DISCONNECTED|FAILED)/.test(message.text());
    if (['error', 'warning'].includes(message.type()) && !isLost) complaints.push(message.text());
  });
  return { context, page, complaints };
}

/** Goes to a page and waits until it answers to keys and holds its live connection. */
export async function visit({ page }: Device, url: string): Promise<void> {
  await page.goto(url, { waitUntil: 'load' });
  await page.waitForSelector('html[data-live="live"]', { timeout: 20_000 });
}

/** What axe finds wrong, in one line each. */
export async function axeViolations(page: Page): Promise<string[]> {
  // By the debugger: the page's own policy lets no script in, which is right.
  await page.evaluate(await readFile(axePath, 'utf8'));
  return await page.evaluate(async () => {
    const { axe } = window as unknown as {
      axe: {
        run: (
          root: Document,
          options: unknown,
        ) => Promise<{ violations: { id: string; nodes: { html: string; failureSummary: string }[] }[] }>;
      };
    };
    const { violations } = await axe.run(document, { resultTypes: ['violations'] });
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(
        ({ html, failureSummary }) =>
          `${id}: ${html.slice(0, 160)} · ${failureSummary.replaceAll(/\s+/g, ' ').slice(0, 200)}`,
      ),
    );
  });
}
