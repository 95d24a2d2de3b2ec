import { describe, expect, test } from 'vitest';
import { readConfig } from '../../../config/read-config.ts';
import { notifierVariables } from '../notifier-variables.ts';
import { parseMailbox } from './mailbox.ts';
import { smtpSettings } from './smtp-settings.ts';

const FROM = 'Carillon <reminders@carillon.example>';
const settingsOf = (env: Record<string, string>) => smtpSettings(readConfig(notifierVariables, env));

describe('the configuration of mail', () => {
  test('NF36 without a server there is no mail; with one, somebody it comes from is needed', () => {
    expect(settingsOf({})).toBeNull();
    expect(() => settingsOf({ SMTP_HOST: 'mail.example.com' })).toThrow('SMTP_FROM is missing');
    expect(() => settingsOf({ SMTP_HOST: 'a', SMTP_URL: 'smtp://b', SMTP_FROM: FROM })).toThrow('not both');
    expect(() => settingsOf({ SMTP_HOST: 'a', SMTP_FROM: 'nobody' })).toThrow('must look like');
  });

  test.each([
    [{ SMTP_HOST: 'mail.example.com' }, { host: 'mail.example.com', port: 587, secure: false, requireTLS: true }],
    [
      { SMTP_HOST: 'm', SMTP_SECURITY: 'tls' },
      { port: 465, secure: true, requireTLS: false },
    ],
    [
      { SMTP_HOST: 'm', SMTP_SECURITY: 'none', SMTP_PORT: '2525' },
      { port: 2525, requireTLS: false, ignoreTLS: true },
    ],
    [
      { SMTP_URL: 'smtp://a%40b:p%2Fw@mail.example.com' },
      { host: 'mail.example.com', port: 587, requireTLS: true, auth: { user: 'a@b', pass: 'p/w' }, forceAuth: true },
    ],
    [{ SMTP_URL: 'smtps://[::1]:4650' }, { host: '::1', port: 4650, secure: true }],
  ])('NF36 %j is encrypted as it says, with verified certificates', async (env, options) => {
    expect(await settingsOf({ ...env, SMTP_FROM: FROM })?.read()).toMatchObject({
      ...options,
      tls: { rejectUnauthorized: true },
    });
  });

  test.each([
    'smtp://mail.example.com/?tls.rejectUnauthorized=false',
    'http://mail.example.com',
    'mail.example.com:587',
    'smtp://',
  ])('NF36 %s is no SMTP_URL, and least of all one that switches verification off', async (url) => {
    await expect(settingsOf({ SMTP_URL: url, SMTP_FROM: FROM })?.read()).rejects.toThrow('must look like');
  });
});

test.each([
  ['Carillon <a@b.example>', { name: 'Carillon', address: 'a@b.example' }],
  ['"Carillon, the bell" <a@b.example>', { name: 'Carillon, the bell', address: 'a@b.example' }],
  [' a@localhost ', { name: '', address: 'a@localhost' }],
  ['ü@bücher.example', { name: '', address: 'ü@bücher.example' }],
  ['a@b.example, c@d.example', null],
  ['Evil\r\nBcc: x@y.example <a@b.example>', null],
  ['a b@c.example', null],
  [`${'a'.repeat(320)}@b.example`, null],
])('NF31 %j as somebody mail comes from', (text, mailbox) => {
  expect(parseMailbox(text)).toEqual(mailbox);
});
