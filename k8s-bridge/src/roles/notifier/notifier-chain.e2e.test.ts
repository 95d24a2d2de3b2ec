import { randomUUID } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import { expect, vi } from 'vitest';
import { EmailStatusSchema } from '#core/account/email.ts';
import { WebhookWithSecretSchema } from '#core/delivery/webhook.ts';
import { toInstant } from '#core/instant.ts';
import { ReminderLedgerSchema } from '#core/query/deliveries-query.ts';
import { test as carillonTest } from '#test/e2e/e2e-test.ts';
import { type Client, signUp } from '#test/e2e-client.ts';
import { nthId } from '#test/ids.ts';
import { newServiceToken } from '#test/service-token.ts';
import { type SmtpCatcher, startSmtpCatcher } from '../../../../scripts/cluster/smtp-catcher.ts';
import { startBridge } from '../../../test/bridge-process.ts';
import { startEndpoint } from '../../../test/endpoint-stage.ts';

// The whole way: the built Worker, a mirror and a notifier in one process, a mail server and an endpoint.

/** The server of the worker, with a bridge, a mailbox and an endpoint of this file. */
const test = carillonTest.extend('chain', { scope: 'file' }, async ({ carillon }, { onCleanup }) => {
  const mailbox = await startSmtpCatcher();
  const endpoint = await startEndpoint((response) => void response.writeHead(204).end());
  const bridge = startBridge({
    ROLES: 'mirror,notifier',
    CONSUMER: 'notifier-chain',
    TRANSPORT: 'memory',
    CARILLON_URL: carillon.origin,
    CARILLON_TOKEN: (await newServiceToken(carillon, ['feed', 'deliveries'])).secret,
    SMTP_URL: `smtp://127.0.0.1:${mailbox.port}`,
    SMTP_SECURITY: 'none',
    SMTP_FROM: 'Carillon <reminders@carillon.example>',
    WEBHOOK_ALLOW: '127.0.0.0/8',
  });
  onCleanup(async () => {
    bridge.signal('SIGTERM');
    await bridge.ended;
    await Promise.all([mailbox.stop(), endpoint.stop()]);
  });
  // From here on it has what is committed.
  await bridge.untilLogged('mirror.snapshot_finished');
  return { origin: carillon.origin, mailbox, endpoint, bridge };
});

async function verifyAddress(
  client: Client,
  { origin, mailbox }: { origin: string; mailbox: SmtpCatcher },
): Promise<string> {
  const { address } = EmailStatusSchema.parse(await client.get('/email'));
  const isOurs = ({ subject, envelope }: { subject: string; envelope: { to: string[] } }) =>
    subject.includes('Verify') && envelope.to.includes(address);
  // Signing up has asked for it.
  const mail = await mailbox.waitFor(isOurs, 60_000);
  const link = /https?:\/\/\S+\/verify-email\?token=\S+/.exec(mail.text ?? '')?.[0] ?? '';
  const verified = await fetch(`${origin}/api/auth/verify-email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin },
    body: JSON.stringify({ token: new URL(link).searchParams.get('token') }),
  });
  expect(verified.status, await verified.text()).toBe(204);
  return address;
}

test('NF42 a reminder reaches the verified address and the webhook, account mail before it, and the ledger says so', async ({
  chain,
}) => {
  const { origin, mailbox, endpoint, bridge } = chain;
  const client = await signUp(origin, 'Europe/Berlin');
  const address = await verifyAddress(client, chain);
  const url = `http://127.0.0.1:${endpoint.port}/carillon`;
  const { secret } = WebhookWithSecretSchema.parse(await client.post('/webhooks', { name: 'Home', url }));
  const ids = { taskId: nthId('task', 1), reminderId: nthId('reminder', 1) };
  const when = { kind: 'fixed', local: '2099-01-01T09:00', zone: 'UTC' };
  const reminder = { reminderId: ids.reminderId, when, channels: ['email', 'webhook'] };
  await client.command([{ type: 'task.create', taskId: ids.taskId, title: 'Water the figs', reminders: [reminder] }]);
  const at = toInstant(Date.now() + 2_000);
  await client.command([{ type: 'reminder.snooze', ...ids, snooze: { kind: 'until', at } }]);

  const mail = await mailbox.waitFor(({ subject }) => subject.includes('Water the figs'), 60_000);
  expect(mail.envelope.to).toEqual([address]);
  await vi.waitUntil(() => endpoint.calls.length === 1, { timeout: 60_000, interval: 20 });
  const [call] = endpoint.calls;
  const headers = Object.fromEntries(Object.entries(call?.headers ?? {}).map(([name, value]) => [name, String(value)]));
  expect(new Webhook(secret).verify(call?.body ?? '', headers)).toMatchObject({
    type: 'reminder.fired',
    data: { title: 'Water the figs', scheduledAt: at },
  });

  await vi.waitFor(
    async () => {
      const ledger = ReminderLedgerSchema.parse(
        await client.get(`/tasks/${ids.taskId}/reminders/${ids.reminderId}/deliveries`),
      );
      const told = ledger.rang[0]?.deliveries.map(({ channel, status, attempts }) => [
        channel,
        status,
        attempts.length,
      ]);
      expect(told).toEqual(
        expect.arrayContaining([
          ['email', 'sent', 1],
          ['webhook', 'sent', 1],
        ]),
      );
    },
    { timeout: 60_000, interval: 100 },
  );
  expect(mailbox.mails().filter(({ subject }) => subject.includes('figs'))).toHaveLength(1);
  expect(bridge.lines.filter(({ level }) => level === 'error')).toEqual([]);
  expect(JSON.stringify(bridge.lines)).not.toMatch(/figs|@example\.com|carillon_svc_|whsec_/);
});

test('NF42 who unsubscribes with the link of a mail gets no further mail; one click of a mail program is enough', async ({
  chain,
}) => {
  const { origin, mailbox } = chain;
  const client = await signUp(origin, 'Europe/Berlin');
  await verifyAddress(client, chain);
  const ring = async (n: number, channels: readonly string[]) => {
    const ids = { taskId: nthId('task', n), reminderId: nthId('reminder', n) };
    const when = { kind: 'fixed', local: '2099-01-01T09:00', zone: 'UTC' };
    const reminders = [{ reminderId: ids.reminderId, when, channels }];
    await client.command([{ type: 'task.create', taskId: ids.taskId, title: `Ring ${n} ${randomUUID()}`, reminders }]);
    const snooze = { kind: 'until', at: toInstant(Date.now() + 1_500) };
    await client.command([{ type: 'reminder.snooze', ...ids, snooze }]);
    return ids;
  };
  await ring(2, ['email']);
  const mail = await mailbox.waitFor(({ subject }) => subject.includes('Ring 2'), 60_000);
  const link = mail.headers.find(({ name }) => name === 'list-unsubscribe')?.value.slice(1, -1) ?? '';
  const done = await fetch(link, { method: 'POST', body: new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }) });
  expect(done.status).toBe(200);
  const { taskId, reminderId } = await ring(3, ['email']);
  await vi.waitFor(
    async () => {
      const ledger = ReminderLedgerSchema.parse(
        await client.get(`/tasks/${taskId}/reminders/${reminderId}/deliveries`),
      );
      expect(ledger.rang[0]?.deliveries).toMatchObject([{ channel: 'email', reason: 'unsubscribed' }]);
    },
    { timeout: 60_000, interval: 100 },
  );
  expect(mailbox.mails().filter(({ subject }) => subject.includes('Ring 3'))).toEqual([]);
});
