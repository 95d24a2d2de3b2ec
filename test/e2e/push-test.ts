// biome-ignore-all lint/correctness/noEmptyPattern: vitest reads from the braces what a fixture needs; these need nothing.
import type { Page } from 'playwright-core';
import { launchWholeBrowser } from '../e2e-browser.ts';
import { type Carillon, startCarillon } from '../e2e-harness.ts';
import { type Device, type DeviceOptions, openDevice } from './device.ts';
import { test as base } from './e2e-test.ts';
import { type PushServer, startPushServer } from './push-server.ts';
import { newDemoSession } from './session.ts';

/** A browser that notifies, and a server of its own, which trusts the certificate of the push service of this file. */
export const test = base
  .extend('browser', { scope: 'worker' }, async ({}, { onCleanup }) => {
    const browser = await launchWholeBrowser();
    onCleanup(() => browser.close());
    return browser;
  })
  .extend('service', { scope: 'file' }, async ({}, { onCleanup }): Promise<PushServer> => {
    const service = await startPushServer();
    onCleanup(() => service.close());
    return service;
  })
  .extend('pushing', { scope: 'file' }, async ({ service }, { onCleanup }): Promise<Carillon> => {
    const carillon = await startCarillon({
      vars: { PUSH_HOSTS: service.host },
      env: { NODE_EXTRA_CA_CERTS: service.certificate },
    });
    onCleanup(() => carillon.stop());
    return carillon;
  });

/** Somebody with a browser that may notify. */
export async function newPerson(
  browser: Parameters<typeof openDevice>[0],
  { origin }: Carillon,
  options: DeviceOptions = {},
): Promise<Device> {
  const session = await newDemoSession(origin, { zone: 'Europe/Berlin', locale: 'en-GB' });
  const device = await openDevice(browser, origin, { session, ...options });
  await device.context.grantPermissions(['notifications'], { origin });
  return device;
}

export const SETTINGS = '/settings/reminders';

/** What the settings say about this browser. */
export async function says(page: Page, words: string): Promise<void> {
  await page.getByRole('region', { name: 'Your devices' }).getByText(words).waitFor();
}
