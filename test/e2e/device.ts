import type { Browser, BrowserContext, Page } from 'playwright-core';
import { answerAssets } from './answer-assets.ts';
import type { Session } from './session.ts';

/** The console of Chromium notes each request that got no answer; being without a network is no fault of the page. */
const LOST = /net::ERR_(?:INTERNET_DISCONNECTED|FAILED)/;
/** A matter of seconds, which a busy machine takes: the style sheet of a page is used a moment after it was preloaded. */
const LATE = /was preloaded using link preload but not used within a few seconds/;
/** The router leaves the rejection of a navigation unhandled that another has taken the place of while its data was read. */
const SUPERSEDED = 'AbortError';
/** Below it a device is a phone. */
const PHONE_WIDTH = 640;
const LIVE_TIMEOUT_MS = 30_000;

/** One browser of a person, with its own cookies and one window. */
export interface Device {
  readonly context: BrowserContext;
  readonly page: Page;
  /** Goes to a page and waits until it answers to keys and holds its live connection. */
  readonly visit: (path: string) => Promise<void>;
  /** Writes through the API, past the window, as the same person elsewhere. Fails unless it was done. */
  readonly post: (path: string, data?: object) => Promise<void>;
  /** What the page complained about until now, without what was expected. */
  readonly complaints: readonly string[];
}

export interface DeviceOptions {
  /** Who is signed in; left out, nobody is. */
  readonly session?: Session;
  /** In CSS pixels. */
  readonly width?: number;
  readonly height?: number;
  /** Pixels of the screen in one of CSS. */
  readonly scale?: number;
  readonly theme?: 'light' | 'dark';
  /** Where the device is; at home in Berlin, as the accounts of tests are. */
  readonly zone?: string;
  readonly locale?: string;
  /** Whether something may be drawn over the page, which its policy forbids. */
  readonly isDrawnOver?: boolean;
  /** Its scripts come from the server, as they must where the network is taken away. */
  readonly isServedWhole?: boolean;
  /** Complaints that the test asks for, as a page that is refused has one. */
  readonly expected?: RegExp;
}

/** Opens one. Tests take `openDevice` of `e2e-test.ts`, which also closes it. */
export async function openDevice(
  browser: Browser,
  origin: string,
  { width = 1440, theme = 'light', zone = 'Europe/Berlin', ...options }: DeviceOptions,
): Promise<Device> {
  const isPhone = width < PHONE_WIDTH;
  const {
    session,
    expected,
    locale,
    isServedWhole = false,
    isDrawnOver = false,
    scale = 1,
    height = isPhone ? 780 : 900,
  } = options;
  const context = await browser.newContext({
    baseURL: origin,
    storageState: session,
    colorScheme: theme,
    timezoneId: zone,
    locale,
    reducedMotion: 'reduce',
    viewport: { width, height },
    deviceScaleFactor: scale,
    bypassCSP: isDrawnOver,
    hasTouch: isPhone,
  });
  if (!isServedWhole) await answerAssets(context);
  const page = await context.newPage();
  const complaints: string[] = [];
  const complain = (text: string) => {
    if (!expected?.test(text)) complaints.push(text);
  };
  page.on('pageerror', (error) => {
    if (error.name !== SUPERSEDED) complain(error.message);
  });
  page.on('console', (message) => {
    if (!['error', 'warning'].includes(message.type())) return;
    if (!LOST.test(message.text()) && !LATE.test(message.text())) complain(message.text());
  });
  const visit = async (path: string) => {
    await page.goto(path, { waitUntil: 'load' });
    await untilLive(page);
  };
  const post = async (path: string, data: object = {}) => {
    const answer = await context.request.post(path, { headers: { origin }, data });
    if (!answer.ok()) throw new Error(`${path} answered ${answer.status()}: ${await answer.text()}`);
  };
  return { context, page, visit, post, complaints };
}

/** Waits until the page holds its live connection, and so answers to keys. */
export async function untilLive(page: Page): Promise<void> {
  await page.waitForSelector('html[data-live="live"]', { timeout: LIVE_TIMEOUT_MS });
}
