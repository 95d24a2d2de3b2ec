import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from './e2e-browser.ts';
import { type Carillon, startCarillon } from './e2e-harness.ts';

let carillon: Carillon;
let browser: Browser;

beforeAll(async () => {
  [carillon, browser] = await Promise.all([startCarillon(), launchBrowser()]);
});

afterAll(async () => {
  await Promise.all([carillon?.stop(), browser?.close()]);
});

test('the built Worker answers /health and renders a document without a script error', async () => {
  const page = await browser.newPage();
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  const answer = await page.goto(carillon.origin, { waitUntil: 'load' });
  expect(answer?.status()).toBe(200);
  expect(errors).toEqual([]);
  expect((await fetch(`${carillon.origin}/health`)).status).toBe(200);
  await page.close();
});

test('hashed files are kept by browsers for a year', async () => {
  const html = await (await fetch(carillon.origin, { headers: { accept: 'text/html' } })).text();
  const file = html.match(/\/assets\/[\w.-]+\.js/)?.[0];
  const answer = await fetch(`${carillon.origin}${file}`);
  expect(answer.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
});

test('crons can be fired, and a killed instance comes back on the same address', async () => {
  expect(await carillon.tickCron('* * * * *')).toBe(true);
  await carillon.killHard();
  await expect(fetch(`${carillon.origin}/health`)).rejects.toThrow();
  await carillon.restart();
  expect((await fetch(`${carillon.origin}/health`)).status).toBe(200);
});
