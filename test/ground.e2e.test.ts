import { expect } from 'vitest';
import { test } from './e2e/e2e-test.ts';

test('the built Worker answers /health and renders a document without a script error', async ({
  carillon,
  openDevice,
}) => {
  const { page } = await openDevice();
  const answer = await page.goto('/', { waitUntil: 'load' });
  expect(answer?.status()).toBe(200);
  expect((await fetch(`${carillon.origin}/health`)).status).toBe(200);
});

test('hashed files are kept by browsers for a year', async ({ carillon }) => {
  const html = await (await fetch(carillon.origin, { headers: { accept: 'text/html' } })).text();
  const file = html.match(/\/assets\/[\w.-]+\.js/)?.[0];
  const answer = await fetch(`${carillon.origin}${file}`);
  expect(answer.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
});

test('crons can be fired, and a killed instance comes back on the same address', async ({ ownCarillon }) => {
  expect(await ownCarillon.tickCron('* * * * *')).toBe(true);
  await ownCarillon.killHard();
  await expect(fetch(`${ownCarillon.origin}/health`)).rejects.toThrow();
  await ownCarillon.restart();
  expect((await fetch(`${ownCarillon.origin}/health`)).status).toBe(200);
});
