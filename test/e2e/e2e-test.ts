// biome-ignore-all lint/correctness/noEmptyPattern: vitest reads from the braces what a fixture needs; these need nothing.
import { test as base, expect } from 'vitest';
import { launchBrowser } from '../e2e-browser.ts';
import { startCarillon } from '../e2e-harness.ts';
import { deployedCarillon, deployedOrigin } from './deployment.ts';
import { type Device, type DeviceOptions, openDevice } from './device.ts';
import { photograph } from './photograph.ts';
import { newDemoSession } from './session.ts';
import { keepTraces } from './traces.ts';

const BERLIN = { zone: 'Europe/Berlin', locale: 'en-GB' };

/**
 * How to write an end-to-end test: take this `test` instead of vitest's and name in its braces what the test needs.
 * Whatever was opened is closed afterwards.
 *
 * ```ts
 * import { expect } from 'vitest';
 * import { test } from '#test/e2e/e2e-test.ts';
 *
 * test('WEB8 a search stands in the address', async ({ openDevice, newSession }) => {
 *   const { page, visit } = await openDevice({ session: await newSession() });
 *   await visit('/all');
 *   await page.keyboard.press('/');
 *   await page.keyboard.type('dentist');
 *   await page.waitForURL(/search=dentist/);
 *   await expect.poll(() => page.getByRole('row').count()).toBe(1);
 * });
 * ```
 *
 * - Addresses are relative to the server of the test, also in `page.request`; `carillon.origin` is for `fetch`.
 * - Three files run at a time. Files of one worker share a server and a browser, one after the other: each test makes users
 *   of its own (`newSession()`, or a sign-up under an address that no other file uses) and looks at nobody else's. A test
 *   that kills, restarts or floods its server takes `ownCarillon`.
 * - A page that complains in its console fails the test. What it complains about rightly (the 404 that the test asks
 *   for) is named as `expected`.
 * - Never wait for time to pass, wait for what it should bring: `waitFor`, `waitForURL`, `untilLive`, `expect.poll`. All
 *   of them are patient enough for a slow machine. That something does not happen is shown by waiting for what comes
 *   after it.
 * - Tables are `test.for(rows)(title, async (row, { openDevice }) => …)`; `test.each` has no braces.
 * - Whether axe has something to say is asked by `axe-tour.ts`.
 * - What the windows of a failed test showed is in `.cache/e2e/`.
 * - Some files also run against a deployment (`npm run browsers`, E2E_ORIGIN): they may use its address, and no
 *   more of it.
 */
export const test = base
  .extend('carillon', { scope: 'worker' }, async ({}, { onCleanup }) => {
    const origin = deployedOrigin();
    const carillon = origin === null ? await startCarillon() : deployedCarillon(origin);
    onCleanup(() => carillon.stop());
    return carillon;
  })
  .extend('ownCarillon', { scope: 'file' }, async ({}, { onCleanup }) => {
    const carillon = await startCarillon();
    onCleanup(() => carillon.stop());
    return carillon;
  })
  .extend('browser', { scope: 'worker' }, async ({}, { onCleanup }) => {
    const browser = await launchBrowser();
    onCleanup(() => browser.close());
    return browser;
  })
  /** Signs in to a fresh demo account: a believable week of somebody in Berlin, unless told otherwise. */
  .extend('newSession', { scope: 'worker' }, ({ carillon }) => {
    return (home = BERLIN) => newDemoSession(carillon.origin, home);
  })
  /** The one demo account of a file, for tests that only look. */
  .extend('fileSession', { scope: 'file' }, ({ newSession }) => newSession())
  /** A browser of a person, with its own window. */
  .extend('openDevice', ({ browser, carillon, task }, { onCleanup }) => {
    const devices: Device[] = [];
    const origin = deployedOrigin();
    onCleanup(async () => {
      if (task.result?.state === 'fail') {
        await photograph(task.name, devices);
        if (origin !== null) await keepTraces(task.name, devices);
      }
      await Promise.all(devices.map(({ context }) => context.close()));
      expect(devices.flatMap(({ complaints }) => complaints)).toEqual([]);
    });
    return async (options: DeviceOptions = {}): Promise<Device> => {
      // What is deployed has files of its own, whatever is built here.
      const device = await openDevice(
        browser,
        carillon.origin,
        origin === null ? options : { ...options, isServedWhole: true },
      );
      devices.push(device);
      if (origin !== null) await device.context.tracing.start({ screenshots: true, snapshots: true });
      return device;
    };
  });
