import { readFile } from 'node:fs/promises';
import tls from 'node:tls';
import { z } from 'zod';
import type { OutsideChannel } from '#core/delivery/delivery-notice.ts';
import { ConfigError, FeedError } from '../../errors.ts';
import { type AskEdge, askEdge } from '../../feed/feed-client.ts';
import { defineRole } from '../role.ts';
import { newDeadLetters } from './dead-letters.ts';
import { mailSender } from './email/mail-sender.ts';
import { smtpSettings } from './email/smtp-settings.ts';
import { edgeLedger } from './ledger.ts';
import type { NotifierState } from './notifier-deps.ts';
import { newNotifierMetrics } from './notifier-metrics.ts';
import { notifierVariables } from './notifier-variables.ts';
import { runNotifier } from './run-notifier.ts';
import { systemResolve } from './webhook/resolve-public.ts';
import { webhookSender } from './webhook/webhook-sender.ts';

const CONSUMER = 'notifier';
const FORBIDDEN = 403;

/** Sends mail and calls webhooks when something rings. */
export const notifier = defineRole({
  name: 'notifier',
  title: 'sends reminders and account mail, and calls webhooks',
  variables: notifierVariables,
  create({ transport, edge, clock, random, log, metrics }, config) {
    const options = edge();
    const ask = askEdge(options);
    const settings = smtpSettings(config);
    const mail = settings && mailSender({ settings, clock });
    const webhook = config.WEBHOOKS
      ? webhookSender({
          allowances: config.WEBHOOK_ALLOW,
          ownHost: new URL(options.origin).host,
          resolve: systemResolve,
          clock,
          ca: () => authorities(config.WEBHOOK_CA_FILE),
        })
      : null;
    const channels: OutsideChannel[] = [...(mail ? ['email' as const] : []), ...(webhook ? ['webhook' as const] : [])];
    if (channels.length === 0)
      throw new ConfigError('The notifier has nothing to send by: set SMTP_HOST or WEBHOOKS=on.');
    const source = transport.newSource();
    const state: NotifierState = { refusal: null };
    return {
      checks: [
        { part: 'deliveries', check: () => checkEdge(ask, state) },
        { part: 'broker', check: transport.check },
        ...(mail ? [{ part: 'mail', check: mail.check }] : []),
      ],
      async run(signal) {
        await runNotifier(
          {
            source,
            deadLetters: newDeadLetters({ sink: transport.newOpenSink(), log, metrics }),
            ledger: edgeLedger(ask),
            senders: { email: mail?.send ?? null, webhook },
            channels,
            clock,
            random,
            log,
            metrics,
            numbers: newNotifierMetrics(metrics.registry),
            consumer: CONSUMER,
            maxInFlight: config.NOTIFIER_CONCURRENCY,
            state,
          },
          signal,
        );
        mail?.close();
      },
    };
  },
});

/** A token for deliveries alone may not ask how the feed stands; that it is told so is an answer. */
async function checkEdge(ask: AskEdge, { refusal }: NotifierState): Promise<void> {
  if (refusal !== null) throw new Error(refusal);
  try {
    await ask('/feed/status', z.unknown());
  } catch (error) {
    if (!(error instanceof FeedError) || error.status !== FORBIDDEN) throw error;
  }
}

async function authorities(file: string | undefined): Promise<string[] | undefined> {
  return file === undefined ? undefined : [...tls.rootCertificates, await readFile(file, 'utf8')];
}
