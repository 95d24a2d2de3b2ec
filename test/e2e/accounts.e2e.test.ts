import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { type Device, type DeviceOptions, untilLive } from './device.ts';
import { test as e2eTest } from './e2e-test.ts';

const PASSWORD = 'nine bells at noon';

/** Refusals are answers: a browser notes them as errors of its own, and they are what these tests ask for. */
const test = e2eTest.extend('openDevice', ({ openDevice }) => {
  return (options: DeviceOptions = {}) => openDevice({ expected: /status of 4\d\d/, ...options });
});

let accounts = 0;

async function untilInbox(page: Page): Promise<void> {
  await page.waitForURL('**/inbox');
  await untilLive(page);
}

/** Makes an account by the form, and answers its address. */
async function signUp(device: Device): Promise<string> {
  const { page } = device;
  accounts += 1;
  const email = `ada${accounts}@example.com`;
  await page.goto('/sign-up');
  await page.getByLabel('Name (optional)').fill('Ada');
  await page.getByLabel('Email').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Make an account' }).click();
  await untilInbox(page);
  return email;
}

test('a visitor tries the demo from the front page and finds a week of tasks', async ({ openDevice }) => {
  const device = await openDevice();
  await device.page.goto('/');
  await device.page.getByRole('button', { name: 'Try the demo' }).click();
  await untilInbox(device.page);
  await device.page.getByText('Idea: a reading corner by the window').waitFor();
  await device.visit('/settings');
  await device.page.getByText(/It ends on/).waitFor();
});

test('somebody signs up, signs out, is asked to sign in for the page they want, and lands on it', async ({
  openDevice,
}) => {
  const device = await openDevice();
  const { page } = device;
  const email = await signUp(device);
  await device.post('/api/auth/sign-out');

  await page.goto('/settings/time');
  await page.waitForURL('**/sign-in?next=%2Fsettings%2Ftime');
  await page.getByLabel('Email').fill(email);
  await page.getByLabel('Password', { exact: true }).fill('not the password');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByText('The email address or the password is not right.').waitFor();
  expect(await page.evaluate(() => document.activeElement?.getAttribute('name'))).toBe('password');

  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.keyboard.press('Enter');
  await page.waitForURL('**/settings/time');
});

test('a form says what is missing beside the field, and puts the focus there', async ({ openDevice }) => {
  const device = await openDevice();
  const { page } = device;
  await page.goto('/sign-up');
  await page.getByLabel('Email').fill('ada');
  await page.getByLabel('Password', { exact: true }).fill('short');
  await page.getByRole('button', { name: 'Make an account' }).click();
  await page.getByText('The email address is not valid.').waitFor();
  await page.getByText('The password must have at least 10 characters.').waitFor();
  expect(await page.evaluate(() => document.activeElement?.getAttribute('name'))).toBe('email');
});

test('ACC20 a person changes how they are called, and is told when a name is none', async ({ openDevice }) => {
  const device = await openDevice();
  const { page } = device;
  await signUp(device);
  await device.visit('/settings');
  const name = page.getByRole('textbox', { name: 'Name', exact: true });
  await name.fill('  ');
  await page.getByRole('button', { name: 'Change the name' }).click();
  await page.getByText('Your name is missing.').waitFor();
  await name.fill('Grace Hopper');
  await name.press('Enter');
  await page.getByText('Your name is changed.').waitFor();
  await page.reload();
  expect(await name.inputValue()).toBe('Grace Hopper');
});

test('a link from the operator sets a new password, once', async ({ carillon, openDevice }) => {
  const device = await openDevice();
  const { page } = device;
  const email = await signUp(device);
  await page.context().clearCookies();

  await page.goto('/forgot-password');
  await page.getByLabel('Email').fill('nobody@example.com');
  await page.getByRole('button', { name: 'Mail me a link' }).click();
  await page.getByText(/^If nobody@example\.com has an account here/).waitFor();

  const made = await fetch(`${carillon.origin}/api/operator/reset-links`, {
    method: 'POST',
    headers: { authorization: `Bearer ${carillon.operatorToken}`, 'content-type': 'application/json' },
    body: JSON.stringify({ email }),
  });
  const { url }: { url: string } = JSON.parse(await made.text());
  for (const expected of ['The new password holds', 'This link does not work']) {
    await page.goto(url);
    await page.getByLabel('New password', { exact: true }).fill('eleven bells at night');
    await page.getByRole('button', { name: 'Set the password' }).click();
    await page.getByText(expected).waitFor();
  }
});

test('a token made in the settings works, and is refused as soon as it is revoked', async ({
  carillon,
  openDevice,
  newSession,
}) => {
  const device = await openDevice({ session: await newSession() });
  const { page } = device;
  await device.visit('/settings/tokens');
  await page.getByRole('button', { name: 'New token' }).click();
  await page.getByLabel('Name').fill('laptop');
  // Writing is off until one allows it.
  expect(await page.getByRole('radio', { name: /^Read See/ }).isChecked()).toBe(true);
  await page.getByRole('radio', { name: /^Read See/ }).press('ArrowDown');
  await page.getByRole('button', { name: 'Make the token' }).click();
  const secret = (await page.getByText(/^car_\w+$/).textContent()) ?? '';
  const ask = () => fetch(`${carillon.origin}/api/v1/tasks`, { headers: { authorization: `Bearer ${secret}` } });
  expect((await ask()).status).toBe(200);

  await page.getByRole('button', { name: 'I have copied it' }).click();
  await page.getByText('Read and write').waitFor();
  expect(await page.content()).not.toContain(secret);
  await page.getByRole('button', { name: 'Revoke laptop' }).click();
  await page.getByRole('alertdialog', { name: 'Revoke “laptop”?' }).getByRole('button', { name: 'Revoke' }).click();
  await page.getByText('No tokens yet').waitFor();
  expect((await ask()).status).toBe(401);
});

test('a device is signed out from another one, and is asked to sign in', async ({ openDevice }) => {
  const email = await signUp(await openDevice());
  const [desk, phone] = await Promise.all([1440, 360].map((width) => openDevice({ width })));
  if (!desk || !phone) throw new Error('there are two');
  for (const { page } of [desk, phone]) {
    await page.goto('/sign-in');
    await page.getByLabel('Email').fill(email);
    await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await untilInbox(page);
  }
  await desk.visit('/settings/sessions');
  await desk.page.getByText('This device').waitFor();
  expect(await desk.page.getByRole('listitem').filter({ hasText: 'Signed in' }).count()).toBe(3);
  await desk.page.getByRole('button', { name: 'Sign out all others' }).click();
  await desk.page.getByRole('alertdialog').getByRole('button', { name: 'Sign out' }).click();
  await desk.page.getByText('Signed out every other device.').first().waitFor();
  await phone.page.goto('/today');
  await phone.page.waitForURL('**/sign-in?next=%2Ftoday');
  await desk.visit('/inbox');
});

test('another time zone is chosen by typing, and can be taken back', async ({ openDevice, newSession }) => {
  const device = await openDevice({ session: await newSession() });
  const { page } = device;
  await device.visit('/settings/time');
  const field = page.getByRole('button', { name: /Time zone/ });
  await field.click();
  await page.getByRole('searchbox', { name: 'Search: Time zone' }).fill('lisb');
  await page.getByRole('option', { name: /Europe\/Lisbon/ }).click();
  await page.getByText('The time zone is now Europe/Lisbon').first().waitFor();
  const zone = async () => JSON.parse(await (await page.request.get('/api/v1/me')).text()).settings.zone;
  await expect.poll(zone).toBe('Europe/Lisbon');
  await page.getByRole('button', { name: /^Undo/ }).first().click();
  await expect.poll(zone).toBe('Europe/Berlin');
  await expect.poll(() => field.textContent()).toMatch(/^Europe\/Berlin/);
});

test('the export is one JSON document with everything in it', async ({ openDevice, newSession }) => {
  const device = await openDevice({ session: await newSession() });
  await device.visit('/settings/data');
  const [download] = await Promise.all([
    device.page.waitForEvent('download'),
    device.page.getByRole('link', { name: 'Download everything' }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^carillon-\d{4}-\d{2}-\d{2}\.json$/);
  const document = JSON.parse(await readFile(await download.path(), 'utf8'));
  expect(document.format).toBe('carillon-export-1');
  expect(document.tasks.length).toBeGreaterThan(20);
  expect(document.events.length).toBeGreaterThan(document.tasks.length);
});

test('an account is deleted with its password, and nobody can come back to it', async ({ openDevice }) => {
  const device = await openDevice();
  const { page } = device;
  const email = await signUp(device);
  await device.visit('/settings/data');
  await page.getByRole('button', { name: 'Delete the account' }).click();
  const dialog = page.getByRole('alertdialog', { name: `Delete the account of ${email}?` });
  await dialog.getByLabel('Password', { exact: true }).fill('not the password');
  await dialog.getByRole('button', { name: 'Delete everything' }).click();
  await dialog.getByText('The password is not right.').waitFor();
  await dialog.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await dialog.getByRole('button', { name: 'Delete everything' }).click();
  await page.getByRole('heading', { name: 'Your account is deleted' }).waitFor();
  await page.goto('/inbox');
  await page.waitForURL('**/sign-in?next=%2Finbox');
});

test('a demo account is deleted without a password', async ({ openDevice, newSession }) => {
  const device = await openDevice({ session: await newSession() });
  await device.visit('/settings/data');
  await device.page.getByRole('button', { name: 'Delete the account' }).click();
  await device.page.getByRole('button', { name: 'Delete everything' }).click();
  await device.page.getByRole('heading', { name: 'Your account is deleted' }).waitFor();
});
