import type { Browser, Page } from 'playwright-core';
import { build } from 'vite';
import { z } from 'zod';
import type { CaptureContext } from '#core/language/capture.ts';
import { project } from '../../scripts/local/project.ts';
import { launchBrowser } from '../../test/e2e-browser.ts';
import { startCarillon } from '../../test/e2e-harness.ts';
import { newBenchAccount } from '../account.ts';
import { percentile } from '../http-load.ts';
import { comparePairs } from '../pairs.ts';
import { pairLine } from '../report.ts';
import { LONG_LINE } from './capture.ts';

/** How much slower than this machine the one is that somebody types on. */
const SLOW_DOWN = 4;
const ROUNDS = 7;
/** The last keystrokes of the line count: the shorter it is, the sooner it is read. */
const KEYSTROKES = 20;
const LINES_A_ROUND = 5;
const CONTEXT: CaptureContext = { now: '2026-11-21T12:00:00.000Z', zone: 'Europe/Berlin', locale: 'en' };

/**
 * What a keystroke at the end of a line of 200 characters costs in the browser: to read it alone (what is left of the key
 * before is read once, chrono reads all), and in the page itself, from the event to the marks in their places. What was
 * understood is written out under the line after that, where it is another than before; no key waits for it.
 */
export async function benchTyping(): Promise<string[]> {
  const carillon = await startCarillon();
  const browser = await launchBrowser();
  try {
    const page = await openInbox(browser, carillon.origin);
    const cdp = await page.context().newCDPSession(page);
    const lines: string[] = [];
    for (const rate of [1, SLOW_DOWN]) {
      await cdp.send('Emulation.setCPUThrottlingRate', { rate });
      const speed = rate === 1 ? 'at full speed' : `${rate} times slower`;
      const aim = rate === 1 ? '' : '; aim p95 ≤ 4 ms';
      const reading = await comparePairs(
        () => readingP95(page),
        () => chronoP95(page),
      );
      lines.push(
        pairLine(
          `a line of ${LONG_LINE.length} characters is read after a key, ${speed}, p95 (peer: chrono)`,
          reading,
          '≤ 0.5',
          'ms',
        ),
      );
      const typed: number[][] = [];
      for (let round = 0; round < ROUNDS; round += 1) typed.push(await typeLines(browser, page));
      const p95s = typed.map((times) => percentile(times, 0.95));
      const all = typed.flat().sort((a, b) => a - b);
      const ms = (value: number) => value.toPrecision(3);
      lines.push(
        `a keystroke in it, ${speed}, read, marked and the marks laid out: p50 ${ms(percentile(all, 0.5))}, p95 ${ms(percentile(all, 0.95))} ms (rounds ${ms(Math.min(...p95s))} – ${ms(Math.max(...p95s))})${aim}`,
      );
    }
    return lines;
  } finally {
    await browser.close();
    await carillon.stop();
  }
}

/** The Inbox of a new account, when it reads what is typed. */
async function openInbox(browser: Browser, origin: string): Promise<Page> {
  const { cookie } = await newBenchAccount(origin);
  // The peer is no script of the page.
  const context = await browser.newContext({ baseURL: origin, timezoneId: 'Europe/Berlin', bypassCSP: true });
  const cookies = cookie.split('; ').map((pair) => pair.split(/=(.*)/s));
  await context.addCookies(cookies.map(([name = '', value = '']) => ({ name, value, url: origin })));
  const page = await context.newPage();
  await page.goto('/inbox');
  await page.addScriptTag({ content: await chronoScript() });
  await box(page).fill('Call Ada tomorrow');
  await page.locator('form mark').first().waitFor();
  await box(page).fill('');
  // So that marking is not put off until after the event.
  await page.evaluate(() => {
    addEventListener('input', ({ target }) => {
      if (target instanceof Element) target.closest('form')?.getBoundingClientRect();
    });
  });
  return page;
}

const box = (page: Page) => page.getByRole('combobox', { name: 'Add a task' });

/** What each keystroke took of the processor, in ms: what else runs on the machine is not what is measured. */
async function typeLines(browser: Browser, page: Page): Promise<number[]> {
  const times: number[] = [];
  for (let line = 0; line < LINES_A_ROUND; line += 1) {
    await box(page).fill('');
    await box(page).focus();
    await page.keyboard.insertText(LONG_LINE.slice(0, -KEYSTROKES));
    await browser.startTracing(page, { categories: ['devtools.timeline'] });
    await page.keyboard.type(LONG_LINE.slice(-KEYSTROKES));
    const { traceEvents } = TraceSchema.parse(JSON.parse((await browser.stopTracing()).toString()));
    const own = traceEvents.filter(({ name, args }) => name === 'EventDispatch' && args?.data?.type === 'input');
    if (own.length !== KEYSTROKES) throw new Error(`${own.length} of ${KEYSTROKES} keys arrived`);
    if ((await page.locator('form mark').count()) === 0) throw new Error('nothing was marked');
    times.push(...own.map(({ tdur = Number.NaN }) => tdur / 1000));
  }
  return times.sort((a, b) => a - b);
}

const TraceSchema = z.object({
  traceEvents: z.array(
    z.object({
      name: z.string(),
      /** Time of the thread, in µs. */
      tdur: z.number().optional(),
      args: z.object({ data: z.object({ type: z.string().optional().catch(undefined) }).optional() }).optional(),
    }),
  ),
});

/** With the script that the page itself has loaded. */
async function readingP95(page: Page): Promise<number> {
  const times = await page.evaluate(
    async ({ line, context, last, lines }) => {
      const scripts = performance.getEntriesByType('resource').map(({ name }) => name);
      const { captureLines } = await import(scripts.find((name) => name.includes('/text-reader-')) ?? '');
      return Array.from({ length: lines * last }, (_, at) => {
        const text = line.slice(0, line.length - (at % last));
        const begunMs = performance.now();
        captureLines(text, context);
        return performance.now() - begunMs;
      });
    },
    { line: LONG_LINE, context: CONTEXT, last: KEYSTROKES, lines: LINES_A_ROUND },
  );
  return percentile(
    times.sort((a, b) => a - b),
    0.95,
  );
}

async function chronoP95(page: Page): Promise<number> {
  const times = await page.evaluate(
    ({ line, last, lines }) => {
      const { casual } = Reflect.get(globalThis, 'chronoPeer');
      const now = new Date('2026-11-21T12:00:00.000Z');
      return Array.from({ length: lines * last }, (_, at) => {
        const text = line.slice(0, line.length - (at % last));
        const begunMs = performance.now();
        casual.parse(text, now, { forwardDate: true });
        return performance.now() - begunMs;
      });
    },
    { line: LONG_LINE, last: KEYSTROKES, lines: LINES_A_ROUND },
  );
  return percentile(
    times.sort((a, b) => a - b),
    0.95,
  );
}

async function chronoScript(): Promise<string> {
  const entry = `${project.root}/bench/bare/chrono-peer.ts`;
  const built = await build({
    root: project.root,
    configFile: false,
    logLevel: 'error',
    build: { write: false, lib: { entry, formats: ['iife'], name: 'chronoPeer' } },
  });
  const [result] = Array.isArray(built) ? built : [built];
  const chunk = result && 'output' in result ? result.output[0] : undefined;
  if (chunk?.type !== 'chunk') throw new Error('chrono does not become one script');
  return chunk.code;
}
