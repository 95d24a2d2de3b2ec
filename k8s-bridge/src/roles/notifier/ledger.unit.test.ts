import { expect, test } from 'vitest';
import type { z } from 'zod';
import { nthId } from '#test/ids.ts';
import { emailGrant, webhookGrant } from '../../../test/notifier-stage.ts';
import type { AskEdge } from '../../feed/feed-client.ts';
import { edgeLedger } from './ledger.ts';

/** An edge that says this to everything. */
const saying =
  (answer: unknown): AskEdge =>
  async <Schema extends z.ZodType>(_path: string, schema: Schema) =>
    schema.parse(answer);

const request = {
  consumer: 'notifier',
  userId: nthId('user', 1),
  deliveryOf: { firingId: nthId('firing', 1) },
  channels: ['email' as const],
};

test('NF11 what a newer edge adds to its answers is left out, at every depth', async () => {
  const grant = emailGrant(1);
  if (grant.letter.kind !== 'reminder') throw new Error('no reminder');
  const items = grant.letter.items.map((item) => ({ ...item, colour: 'red' }));
  const newer = { ...grant, priority: 1, letter: { ...grant.letter, items, tone: 'kind' } };
  const claims = await edgeLedger(saying({ messages: [newer], next: null })).claim(request);
  expect(claims).toEqual({ messages: [grant], unreadable: 0 });
  await edgeLedger(saying({ status: 'resting', nextAttemptAt: null, more: 1 })).report({
    userId: request.userId,
    messageId: grant.messageId,
    claim: grant.claim,
    outcome: { kind: 'sent', code: 250, durationMs: 1, answer: null },
  });
});

test('NF11 a message that is not understood hides no other, and a reason that is not known is one', async () => {
  const messageId = nthId('message', 3);
  const messages = [
    { ...webhookGrant(1), secrets: [] },
    { outcome: 'postponed', messageId, channel: 'email' },
    { outcome: 'cancelled', messageId, channel: 'email', reason: 'full_moon' },
    webhookGrant(2),
  ];
  const claims = await edgeLedger(saying({ messages })).claim(request);
  expect(claims).toEqual({ messages: messages.slice(2), unreadable: 2 });
});
