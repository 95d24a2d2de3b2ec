import { expect, test } from 'vitest';
import type { EmailStatus } from '#core/account/email.ts';
import { describeEmail } from './describe-email.ts';

const NINE = '2026-11-21T08:00:00.000Z';
const email: EmailStatus = {
  address: 'ada@example.com',
  isVerified: false,
  isSubscribed: true,
  verification: null,
  notifierSeenAt: NINE,
};
const asked = (status: NonNullable<EmailStatus['verification']>['status']) => ({ askedAt: NINE, status });

test.each<[Partial<EmailStatus>, RegExp, string | null]>([
  [{ isVerified: true }, /it is verified/, null],
  [{}, /^Nothing is mailed to ada@example\.com until/, 'Send me the link'],
  [{ verification: asked('waiting') }, /is on its way to ada@example\.com/, 'Send another'],
  [
    { verification: asked('waiting'), notifierSeenAt: null },
    /waits: no notifier has come for mail yet/,
    'Send another',
  ],
  [{ verification: asked('sent') }, /was mailed to ada@example\.com 5 min ago/, 'Send another'],
  [{ verification: asked('failed') }, /could not be mailed/, 'Try again'],
  [{ verification: asked('cancelled') }, /could not be mailed/, 'Try again'],
])('WEB49 an address with %o reads %s and offers %s', (more, words, action) => {
  const told = describeEmail({ ...email, ...more }, () => '5 min ago');
  expect(told.words).toMatch(words);
  expect(told.action).toBe(action);
});
