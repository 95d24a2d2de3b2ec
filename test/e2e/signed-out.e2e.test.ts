import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect } from 'vitest';
import { project } from '../../scripts/local/project.ts';
import { test } from './e2e-test.ts';

const CANARY = 'Canary 7f3a91';

test('B32 after signing out the browser has nothing of the person: no cache, no storage, no page to go back to', async ({
  openDevice,
  newSession,
}) => {
  const { page, visit } = await openDevice({ session: await newSession() });
  await visit('/all');
  await page.evaluate(async (title) => {
    const headers = { 'content-type': 'application/json' };
    const made = await fetch('/api/v1/tasks', { method: 'POST', headers, body: JSON.stringify({ title }) });
    if (!made.ok) throw new Error(await made.text());
    await navigator.serviceWorker.register('/sw.js');
    await navigator.serviceWorker.ready;
  }, CANARY);
  await page.getByText(CANARY).first().waitFor();
  // So that what was looked for would be kept, where anything is.
  await visit(`/all?search=${encodeURIComponent(CANARY)}`);
  await page.getByText(CANARY).first().waitFor();

  await page.getByRole('button', { name: /^More: .*sign out/ }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await page.waitForURL((url) => !url.pathname.startsWith('/all'));
  const kept = await page.evaluate(async () => ({
    caches: await caches.keys(),
    databases: (await indexedDB.databases()).map(({ name }) => name),
    local: JSON.stringify({ ...localStorage }),
    session: JSON.stringify({ ...sessionStorage }),
  }));
  expect(kept).toMatchObject({ caches: [], databases: [] });
  expect(`${kept.local}${kept.session}`).not.toContain(CANARY);
  expect((await page.context().cookies()).filter(({ name }) => /session/i.test(name))).toEqual([]);

  await page.goBack();
  await page.waitForURL('**/sign-in**');
  expect(await page.getByText(CANARY).count()).toBe(0);
});

test('B32 what browsers are given has no source map', async () => {
  const folder = path.join(project.build, 'client');
  const files = await readdir(folder, { recursive: true });
  expect(files.filter((file) => file.endsWith('.map'))).toEqual([]);
  const scripts = files.filter((file) => /\.(?:js|css)$/.test(file));
  expect(scripts.length).toBeGreaterThan(20);
  // Scalar's own file is as its maker publishes it, and names a map that is not there.
  for (const file of scripts.filter((each) => !path.basename(each).startsWith('scalar-')))
    expect(await readFile(path.join(folder, file), 'utf8'), file).not.toMatch(/^\/[/*][#@] sourceMappingURL=/m);
});
