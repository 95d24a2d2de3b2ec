import { mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createTransport } from 'nodemailer';
import { afterAll, describe, expect, test } from 'vitest';
import { makeAuthority } from './certificates.ts';
import { startHalfOpenProxy } from './half-open-proxy.ts';
import { type SmtpCatcher, startSmtpCatcher } from './smtp-catcher.ts';

describe('mail', () => {
  let catcher: SmtpCatcher | undefined;
  const login = { user: 'bridge', password: 'right' };
  const mail = {
    from: 'Carillon <no-reply@example.com>',
    to: 'ada@example.org',
    subject: 'Größe?',
    text: 'Now: https://example.com/t?a=1.',
    html: '<b>Now</b>',
  };

  afterAll(async () => {
    await catcher?.stop();
  });

  async function start(options: Parameters<typeof startSmtpCatcher>[0] = {}): Promise<SmtpCatcher> {
    await catcher?.stop();
    catcher = await startSmtpCatcher(options);
    return catcher;
  }

  function send(port: number, options: object = {}) {
    const transport = createTransport({ host: '127.0.0.1', port, ignoreTLS: true, ...options });
    return transport.sendMail(mail).finally(() => transport.close());
  }

  test('CL5 the page lists a mail and shows its text with links to press, its HTML without the right to run, and its source', async () => {
    const { port, pageUrl, waitFor } = await start();
    const [{ messageId }, caught] = await Promise.all([send(port), waitFor(({ subject }) => subject === 'Größe?')]);
    expect(caught).toMatchObject({
      messageId,
      text: 'Now: https://example.com/t?a=1.\n',
      envelope: { from: 'no-reply@example.com', to: ['ada@example.org'] },
    });
    const read = async (address: string) => (await fetch(new URL(address, pageUrl))).text();
    expect(await read('/')).toContain('Größe?');
    const page = await read(`/mails/${caught.id}`);
    expect(page).toContain('<a href="https://example.com/t?a=1" target="_blank">');
    expect(page).toMatch(/<iframe sandbox="(?!.*allow-(scripts|same-origin)).*" src="\/mails\/1\/html"/);
    expect(await read(`/mails/${caught.id}/raw`)).toContain(`Message-ID: ${messageId}`);
    const html = await fetch(new URL(`/mails/${caught.id}/html`, pageUrl));
    expect(html.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(JSON.parse(await read('/mails.json'))).toMatchObject([{ messageId }]);
  });

  test('CL5 a login counts only over TLS and with the right password', async () => {
    const authority = await makeAuthority();
    const { port, mails } = await start({
      login,
      certificate: await authority.issueServer(['localhost', '127.0.0.1']),
    });
    const secured = { ignoreTLS: false, requireTLS: true, tls: { ca: authority.certificate } };
    const auth = { user: login.user, pass: login.password };
    await send(port, { ...secured, auth });
    expect(mails()).toMatchObject([{ isTls: true, user: login.user }]);
    await expect(send(port, { ...secured, auth: { ...auth, pass: 'wrong' } })).rejects.toMatchObject({
      responseCode: 535,
    });
    await expect(send(port, { auth })).rejects.toThrow();
    await expect(send(port, { ...secured, tls: {}, auth })).rejects.toThrow(/certificate/);
    expect(mails()).toHaveLength(1);
  });

  test('CL5 it goes wrong as told, so many times', async () => {
    const { port, mails, fail } = await start();
    fail({ kind: 'answer', code: 451, at: 'data' }, 1);
    await expect(send(port)).rejects.toMatchObject({ responseCode: 451 });
    fail({ kind: 'answer', code: 550, at: 'recipient' }, 1);
    await expect(send(port)).rejects.toMatchObject({ responseCode: 550 });
    fail({ kind: 'lose-after-data' }, 1);
    await expect(send(port)).rejects.toThrow();
    expect(mails()).toEqual([]);
    fail({ kind: 'drop-after-data' }, 1);
    await expect(send(port)).rejects.toThrow();
    expect(mails()).toHaveLength(1);
    for (const at of ['connect', 'recipient', 'data'] as const) {
      fail({ kind: 'hang', at }, 1);
      await expect(send(port, { socketTimeout: 300, greetingTimeout: 300 })).rejects.toMatchObject({
        code: 'ETIMEDOUT',
      });
    }
    await send(port);
    expect(mails()).toHaveLength(2);
  });

  test('CL5 mails that are kept in a folder are there after the next start', async ({ onTestFinished }) => {
    const folder = await mkdtemp(path.join(tmpdir(), 'carillon-mailbox-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    await send((await start({ folder })).port);
    await send((await start({ folder })).port);
    expect((await start({ folder })).mails().map(({ id, subject }) => [id, subject])).toEqual([
      [1, mail.subject],
      [2, mail.subject],
    ]);
  });
});

test('CL4 the proxy delays, cuts and refuses', async () => {
  const catcher = await startSmtpCatcher();
  const proxy = await startHalfOpenProxy({ port: catcher.port });
  const greeting = () =>
    new Promise<string>((resolve, reject) => {
      const socket = connect(proxy.port, '127.0.0.1');
      socket.on('data', (chunk) => resolve(chunk.toString()));
      socket.on('error', reject);
      socket.on('close', () => reject(new Error('closed')));
    });
  try {
    expect(await greeting()).toContain('220');
    proxy.delay(300);
    const startMs = performance.now();
    expect(await greeting()).toContain('220');
    expect(performance.now() - startMs).toBeGreaterThanOrEqual(299);
    proxy.refuse();
    await expect(greeting()).rejects.toThrow();
    expect(proxy.connections()).toBe(0);
    proxy.heal();
    expect(await greeting()).toContain('220');
  } finally {
    await proxy.stop();
    await catcher.stop();
  }
});
