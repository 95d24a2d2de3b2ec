import { expect, test } from 'vitest';
import type { EmailStatus } from '#core/account/email.ts';
import type { Webhook } from '#core/delivery/webhook.ts';
import { nthId } from '#test/ids.ts';
import { emailTroubles, webhookTroubles } from './channel-troubles.ts';

const NOW = '2026-11-21T08:00:00.000Z';
const email: EmailStatus = {
  address: 'ada@example.com',
  isVerified: true,
  isSubscribed: true,
  verification: null,
  notifierSeenAt: NOW,
};
const lamp: Webhook = {
  id: nthId('webhook', 1),
  name: 'Lamp',
  url: 'https://example.com/lamp',
  disabledAt: null,
  disabledReason: null,
  previousSecretUntil: null,
  createdAt: NOW,
  updatedAt: NOW,
};
const off: Webhook = { ...lamp, disabledAt: NOW, disabledReason: 'user' };

test.each<[Partial<EmailStatus>, string[]]>([
  [{}, []],
  [{ notifierSeenAt: null }, ['No notifier has come for mail yet, so it waits.']],
  [{ isVerified: false }, ['Your address is not verified, so nothing is mailed to it.']],
  [{ isSubscribed: false }, ['You stopped mail about reminders.']],
])('WEB49 mail with %o says %o', (more, sentences) => {
  expect(emailTroubles({ ...email, ...more })).toEqual(sentences);
});

test.each<[Webhook[], string | null, string[]]>([
  [[lamp, off], NOW, []],
  [[lamp], null, ['No notifier has come for webhooks yet, so calls wait.']],
  [[], NOW, ['You have no webhook yet.']],
  [[off], NOW, ['All your webhooks are switched off.']],
])('WEB49 webhooks %o with a notifier seen at %s say %o', (webhooks, seenAt, sentences) => {
  expect(webhookTroubles(webhooks, seenAt)).toEqual(sentences);
});
