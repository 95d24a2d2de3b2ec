import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type CertificateAuthority, makeAuthority } from '../../../../../scripts/cluster/certificates.ts';
import { startHalfOpenProxy } from '../../../../../scripts/cluster/half-open-proxy.ts';
import { type SmtpCatcher, startSmtpCatcher } from '../../../../../scripts/cluster/smtp-catcher.ts';
import type { SmtpFault } from '../../../../../scripts/cluster/smtp-fault.ts';
import { emailGrant } from '../../../../test/notifier-stage.ts';
import { systemClock } from '../../../clock.ts';
import { readConfig } from '../../../config/read-config.ts';
import type { EmailGrant } from '../ledger.ts';
import { notifierVariables } from '../notifier-variables.ts';
import { type MailSender, mailSender } from './mail-sender.ts';
import { smtpSettings } from './smtp-settings.ts';

const FROM = 'Carillon <reminders@carillon.example>';
const LOGIN = { user: 'bridge', password: 'right' };
const IMPATIENT = { stepMs: 400, handOverMs: 1_000, answerMs: 400 };
const QUARTER_MS = 15 * 60_000;
// Long enough never to matter where a test is about something else.
const PATIENT = { stepMs: 10_000, handOverMs: 20_000, answerMs: 20_000 };

const stops: (() => Promise<void> | void)[] = [];
let authority: CertificateAuthority;
let home: string;
beforeAll(async () => {
  authority = await makeAuthority();
});
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

async function start(options: Parameters<typeof startSmtpCatcher>[0] = {}): Promise<SmtpCatcher> {
  const catcher = await startSmtpCatcher(options);
  stops.push(() => catcher.stop());
  return catcher;
}

function sender(port: number, env: Record<string, string> = {}, timeouts = PATIENT): MailSender {
  const config = readConfig(notifierVariables, {
    SMTP_HOST: '127.0.0.1',
    SMTP_PORT: String(port),
    SMTP_SECURITY: 'none',
    SMTP_FROM: FROM,
    ...env,
  });
  const settings = smtpSettings(config);
  if (!settings) throw new Error('no settings');
  const made = mailSender({ settings, clock: systemClock, timeouts });
  stops.push(() => made.close());
  return made;
}

/** The variables of an encrypted connection with a login, to a server whose authority is given. */
async function secure(trusted: string, more: Record<string, string> = {}): Promise<Record<string, string>> {
  home = await mkdtemp(path.join(tmpdir(), 'carillon-mail-'));
  stops.push(() => rm(home, { recursive: true }));
  const ca = path.join(home, 'ca.pem');
  await writeFile(ca, trusted);
  return {
    SMTP_SECURITY: 'starttls',
    SMTP_CA_FILE: ca,
    SMTP_USERNAME: LOGIN.user,
    SMTP_PASSWORD: LOGIN.password,
    ...more,
  };
}

const titled = (title: string): EmailGrant => {
  const grant = emailGrant(1);
  if (grant.letter.kind !== 'reminder') throw new Error('no reminder');
  return { ...grant, letter: { ...grant.letter, items: grant.letter.items.map((item) => ({ ...item, title })) } };
};

describe('a mail', () => {
  test('NF30 goes to its one address, as text and HTML, with the Message-ID of its message and a way to unsubscribe in one click', async () => {
    const catcher = await start();
    const grant = titled('Größe <b>prüfen</b>');
    expect(await sender(catcher.port).send(grant)).toMatchObject({ kind: 'sent', code: 250 });
    const [mail] = catcher.mails();
    expect(mail).toMatchObject({
      envelope: { from: 'reminders@carillon.example', to: ['user1@example.org'] },
      subject: 'Reminder: Größe <b>prüfen</b>',
      messageId: `<${grant.messageId}@carillon.example>`,
      text: expect.stringContaining('Größe <b>prüfen</b>'),
      html: expect.stringContaining('&lt;b&gt;'),
    });
    expect(mail?.headers).toEqual(
      expect.arrayContaining([
        { name: 'list-unsubscribe', value: '<https://carillon.example/unsubscribe/token>' },
        { name: 'list-unsubscribe-post', value: 'List-Unsubscribe=One-Click' },
        { name: 'auto-submitted', value: 'auto-generated' },
      ]),
    );
  });

  test('NF30 account mail has no way to unsubscribe', async () => {
    const catcher = await start();
    const letter = {
      kind: 'reset_password' as const,
      name: 'Ada\r\nBcc: eve@example.org',
      link: 'https://carillon.example/reset/x',
      expiresAt: '2027-01-01T00:00:00.000Z',
    };
    expect(await sender(catcher.port).send(emailGrant(1, { letter }))).toMatchObject({ kind: 'sent' });
    const names = catcher.mails()[0]?.headers.map(({ name }) => name);
    expect(names).toContain('auto-submitted');
    expect(names).not.toContain('list-unsubscribe');
    expect(names).not.toContain('bcc');
  });

  test('NF31 B20 a title cannot add headers or recipients', async () => {
    const catcher = await start();
    const send = sender(catcher.port).send;
    const titles = [
      'a\r\nBcc: eve@example.org',
      'b\nX-Evil: 1\n\n<script>',
      'c\r\n.\r\nMAIL FROM:<eve@example.org>',
      'd\u2028e\0f',
      '=?utf-8?q?=0D=0ABcc:_eve@example.org?=',
    ];
    for (const title of titles) expect(await send(titled(title))).toMatchObject({ kind: 'sent' });
    expect(catcher.mails()).toHaveLength(titles.length);
    for (const { headers, envelope, subject } of catcher.mails()) {
      expect(envelope.to).toEqual(['user1@example.org']);
      expect(headers.map(({ name }) => name)).not.toEqual(
        expect.arrayContaining([expect.stringMatching(/^(bcc|x-evil|cc)$/)]),
      );
      expect(subject).not.toMatch(/[\r\n]/);
    }
  });

  test.each([
    'a@example.org, eve@example.org',
    'a@example.org\r\nRCPT TO:<eve@example.org>',
    '<a@example.org>',
    'nobody',
    'a@b@c',
  ])('NF31 an address that is none (%j) gets nothing, for good', async (to) => {
    const catcher = await start();
    expect(await sender(catcher.port).send(emailGrant(1, { to }))).toMatchObject({ kind: 'refused', code: null });
    expect(catcher.connectionCount()).toBe(0);
  });

  test('NF32 connections are kept and shared', async () => {
    const catcher = await start();
    const { send } = sender(catcher.port);
    for (let n = 0; n < 5; n += 1) expect(await send(emailGrant(n))).toMatchObject({ kind: 'sent' });
    expect(catcher.connectionCount()).toBe(1);
  });
});

describe('a mail server that goes wrong', () => {
  test.each<[SmtpFault, object]>([
    [
      { kind: 'answer', code: 450, at: 'recipient' },
      { kind: 'failed', code: 450 },
    ],
    [
      { kind: 'answer', code: 550, at: 'recipient' },
      { kind: 'refused', code: 550 },
    ],
    [
      { kind: 'answer', code: 452, at: 'data' },
      { kind: 'failed', code: 452 },
    ],
    [
      { kind: 'answer', code: 554, at: 'data' },
      { kind: 'refused', code: 554 },
    ],
    [{ kind: 'answer', code: 421, at: 'connect' }, { kind: 'failed' }],
    [{ kind: 'answer', code: 554, at: 'connect' }, { kind: 'failed' }],
    [
      { kind: 'answer', code: 550, at: 'sender' },
      { kind: 'failed', code: 550 },
    ],
  ])('NF33 %j is what it says of this mail, and of no other', async (fault, outcome) => {
    const catcher = await start();
    const { send } = sender(catcher.port);
    catcher.fail(fault, 1);
    const said = await send(emailGrant(1));
    expect(said).toMatchObject(outcome);
    expect(JSON.stringify(said)).not.toMatch(/example|127\.0\.0\.1/);
    expect(catcher.mails()).toEqual([]);
    expect(await send(emailGrant(1))).toMatchObject({ kind: 'sent' });
  });

  test.each<SmtpFault>([
    { kind: 'hang', at: 'connect' },
    { kind: 'hang', at: 'recipient' },
    { kind: 'hang', at: 'data' },
  ])('NF34 F24 %j is given up in time, and the next mail goes', async (fault) => {
    const catcher = await start();
    const { send } = sender(catcher.port, {}, IMPATIENT);
    catcher.fail(fault, 1);
    expect(await send(emailGrant(1))).toMatchObject({ kind: 'failed', code: null });
    catcher.heal();
    expect(await send(emailGrant(1))).toMatchObject({ kind: 'sent' });
  });

  test('NF34 F24 a connection that went dead while it was kept is given up in time, and the next mail goes', async () => {
    const catcher = await start();
    const proxy = await startHalfOpenProxy();
    stops.push(() => proxy.stop());
    proxy.forwardTo(catcher.port);
    const { send } = sender(proxy.port, {}, IMPATIENT);
    expect(await send(emailGrant(1))).toMatchObject({ kind: 'sent' });
    proxy.blackHole();
    expect(await send(emailGrant(2))).toMatchObject({ kind: 'failed' });
    proxy.heal();
    expect(await send(emailGrant(2))).toMatchObject({ kind: 'sent' });
  });

  test('NF35 F27 one that goes away before it says whether it took the mail may get it twice, as one and the same', async () => {
    const catcher = await start();
    const { send } = sender(catcher.port);
    catcher.fail({ kind: 'drop-after-data' }, 1);
    expect(await send(emailGrant(1))).toMatchObject({ kind: 'failed', retryAfterMs: QUARTER_MS });
    expect(catcher.mails()).toHaveLength(1);
    expect(await send(emailGrant(1))).toMatchObject({ kind: 'sent' });
    const ids = catcher.mails().map(({ messageId }) => messageId);
    expect(ids).toHaveLength(2);
    expect(new Set(ids).size).toBe(1);
  });

  test('NF35 F27 one that takes its time to say that it took the mail is waited for, and gets it once', async () => {
    const catcher = await start();
    // Far longer than any step before may take.
    const { send } = sender(catcher.port, {}, { stepMs: 400, handOverMs: 800, answerMs: 30_000 });
    catcher.fail({ kind: 'answer-late', afterMs: 2_000 }, 1);
    expect(await send(emailGrant(1))).toMatchObject({ kind: 'sent', code: 250 });
    expect(catcher.mails()).toHaveLength(1);
  });

  test('NF35 F27 of one that never says whether it took the mail it is asked again no sooner than after 15 minutes', async () => {
    const catcher = await start();
    const { send } = sender(catcher.port, {}, { ...PATIENT, answerMs: 300 });
    catcher.fail({ kind: 'hang', at: 'data' }, 1);
    expect(await send(emailGrant(1))).toMatchObject({ kind: 'failed', code: null, retryAfterMs: QUARTER_MS });
    // What it said no to, and what it was never given, is tried again as ever.
    catcher.fail({ kind: 'answer', code: 452, at: 'data' }, 1);
    expect(await send(emailGrant(1))).toMatchObject({ kind: 'failed', code: 452, retryAfterMs: null });
    catcher.fail({ kind: 'answer', code: 450, at: 'recipient' }, 1);
    expect(await send(emailGrant(1))).toMatchObject({ kind: 'failed', code: 450, retryAfterMs: null });
    expect(catcher.mails()).toEqual([]);
  });

  test('NF34 nobody there is a failure, and the check says so', async () => {
    const catcher = await startSmtpCatcher();
    await catcher.stop();
    const { send, check } = sender(catcher.port);
    expect(await send(emailGrant(1))).toMatchObject({ kind: 'failed', error: expect.stringContaining('ECONNREFUSED') });
    await expect(check()).rejects.toThrow('ECONNREFUSED');
  });
});

describe('encryption and login', () => {
  test('NF36 mail is encrypted with a certificate that is verified, and logged in', async () => {
    const catcher = await start({ certificate: await authority.issueServer(['127.0.0.1']), login: LOGIN });
    const { send, check } = sender(catcher.port, await secure(authority.certificate));
    await check();
    expect(await send(emailGrant(1))).toMatchObject({ kind: 'sent' });
    expect(catcher.mails()).toMatchObject([{ isTls: true, user: LOGIN.user }]);
  });

  test('NF36 TLS from the first byte on, by one URL', async () => {
    const catcher = await start({
      certificate: await authority.issueServer(['127.0.0.1']),
      login: LOGIN,
      isTlsFromStart: true,
    });
    const { SMTP_CA_FILE = '' } = await secure(authority.certificate);
    const url = `smtps://${LOGIN.user}:${LOGIN.password}@127.0.0.1:${catcher.port}`;
    const { send } = sender(0, { SMTP_HOST: '', SMTP_URL: url, SMTP_CA_FILE });
    expect(await send(emailGrant(1))).toMatchObject({ kind: 'sent' });
    expect(catcher.mails()).toMatchObject([{ isTls: true, user: LOGIN.user }]);
  });

  test('NF36 a server that does not offer STARTTLS, or from which it was stripped, gets neither mail nor password', async () => {
    const catcher = await start({ login: LOGIN });
    const { send, check } = sender(catcher.port, await secure(authority.certificate));
    expect(await send(emailGrant(1))).toMatchObject({ kind: 'failed' });
    await expect(check()).rejects.toThrow(/STARTTLS/);
    expect(catcher.mails()).toEqual([]);
  });

  test.each([
    ['for another name', () => authority.issueServer(['mail.example.com'])],
    ['that is over', () => authority.issueServer(['127.0.0.1'], { days: 0 })],
    ['of an unknown authority', async () => (await makeAuthority('Another')).issueServer(['127.0.0.1'])],
  ])('NF36 a server with a certificate %s gets neither mail nor password', async (_name, issue) => {
    const catcher = await start({ certificate: await issue(), login: LOGIN });
    const { send, check } = sender(catcher.port, await secure(authority.certificate));
    expect(await send(emailGrant(1))).toMatchObject({ kind: 'failed' });
    await expect(check()).rejects.toThrow();
    expect(catcher.mails()).toEqual([]);
  });

  test("NF37 a refused login is the operator's: the mail is tried again, and the check fails at once and recovers", async () => {
    const catcher = await start({ certificate: await authority.issueServer(['127.0.0.1']), login: LOGIN });
    const { send, check } = sender(catcher.port, await secure(authority.certificate));
    await check();
    catcher.fail({ kind: 'refuse-login' });
    expect(await send(emailGrant(1))).toMatchObject({
      kind: 'failed',
      code: 535,
      error: 'The mail server did not take the login.',
    });
    await expect(check()).rejects.toThrow('Authentication failed');
  });

  test('NF37 a password that was replaced in its file counts with the next mail', async () => {
    const catcher = await start({ certificate: await authority.issueServer(['127.0.0.1']), login: LOGIN });
    const env = await secure(authority.certificate);
    const file = path.join(home, 'password');
    await writeFile(file, 'wrong\n');
    const { send } = sender(catcher.port, { ...env, SMTP_PASSWORD: '', SMTP_PASSWORD_FILE: file });
    expect(await send(emailGrant(1))).toMatchObject({ kind: 'failed', code: 535 });
    await writeFile(file, `${LOGIN.password}\n`);
    expect(await send(emailGrant(1))).toMatchObject({ kind: 'sent' });
  });
});
