import { describe, expect, it } from 'vitest';
import type { Delivery } from '#core/delivery/delivery.ts';
import type { RungReminder } from '#core/query/deliveries-query.ts';
import { nthId } from '#test/ids.ts';
import { describeDeliveries, lateWords } from './describe-delivery.ts';

const NINE = '2026-11-21T08:00:00.000Z';
const AFTER = '2026-11-21T08:00:10.000Z';
const clock = (instant: string) => instant.slice(11, 19);

function line(more: Partial<Delivery>): Delivery {
  return {
    id: nthId('delivery', 1),
    channel: 'in_app',
    device: null,
    webhook: null,
    reason: null,
    status: 'waiting',
    messageId: null,
    nextAttemptAt: null,
    updatedAt: NINE,
    attempts: [],
    ...more,
  };
}

function rung(deliveries: Delivery[], more: Partial<RungReminder> = {}): RungReminder {
  return {
    firingId: nthId('firing', 1),
    channels: [...new Set(deliveries.map(({ channel }) => channel))],
    plannedAt: NINE,
    scheduledAt: NINE,
    firedAt: NINE,
    acknowledgedAt: null,
    isMissed: false,
    deliveries,
    ...more,
  };
}

const phone = { id: nthId('subscription', 1), name: 'Phone' };
const lamp = { id: nthId('webhook', 1), name: 'Lamp' };
const failure = { at: AFTER, code: 503, error: 'The push service answered 503.', lateMs: 0 };

describe('what became of a reminder', () => {
  it.each<[Partial<Delivery>, string, string]>([
    [{}, 'In Carillon', 'no window has shown it yet'],
    [
      { status: 'sent', attempts: [{ at: NINE, code: null, error: null, lateMs: 400 }] },
      'In Carillon',
      'shown 08:00:00, in time',
    ],
    [{ status: 'cancelled' }, 'In Carillon', 'not needed any more'],
    [
      { channel: 'push', device: phone, nextAttemptAt: AFTER },
      'Push to Phone',
      'goes out 08:00:10 unless a window shows it',
    ],
    [
      { channel: 'push', device: phone, nextAttemptAt: AFTER, attempts: [failure, failure] },
      'Push to Phone',
      '2 tries failed, again 08:00:10',
    ],
    [
      {
        channel: 'push',
        device: phone,
        status: 'sent',
        attempts: [failure, { at: AFTER, code: 201, error: null, lateMs: 61_000 }],
      },
      'Push to Phone',
      'sent 08:00:10, 1 min late',
    ],
    [
      { channel: 'push', device: { ...phone, name: null }, status: 'failed', attempts: [failure] },
      'Push to a device that was removed',
      'failed 08:00:00. The push service answered 503.',
    ],
    [{ channel: 'push', status: 'failed' }, 'Push', 'no device was turned on'],
    [{ channel: 'email', nextAttemptAt: NINE }, 'Email', 'waits for a notifier to come for it'],
    [
      { channel: 'email', nextAttemptAt: AFTER, attempts: [{ ...failure, error: 'No answer within 10 s.' }] },
      'Email',
      'one try failed, again 08:00:10. No answer within 10 s.',
    ],
    [
      {
        channel: 'webhook',
        webhook: lamp,
        status: 'sent',
        attempts: [{ at: AFTER, code: 204, error: null, lateMs: 10_000 }],
      },
      'Webhook “Lamp”',
      'sent 08:00:10, 10 s late',
    ],
    [
      { channel: 'webhook', webhook: lamp, status: 'failed', reason: 'gave_up', attempts: [failure, failure] },
      'Webhook “Lamp”',
      'given up 08:00:00 after 2 tries. The push service answered 503.',
    ],
    [
      { channel: 'email', status: 'failed', reason: 'refused', attempts: [{ ...failure, error: 'It answered 550.' }] },
      'Email',
      'given up 08:00:00: it was refused. It answered 550.',
    ],
    [{ channel: 'email', status: 'failed', reason: 'no_address' }, 'Email', 'not sent: no verified address'],
    [{ channel: 'email', status: 'cancelled', reason: 'completed' }, 'Email', 'not sent: the task was completed'],
    [
      { channel: 'webhook', webhook: { ...lamp, name: null }, status: 'cancelled', reason: 'webhook_off' },
      'Webhook that was deleted',
      'not sent: the webhook is off',
    ],
  ])('DL8 %o is told in words', (delivery, where, what) => {
    expect(describeDeliveries(rung([line(delivery)]), clock)).toMatchObject([{ where, what }]);
  });

  it('DL8 a push without a device says so, and what was missed has no channels', () => {
    expect(describeDeliveries(rung([line({})], { channels: ['in_app', 'push'] }), clock)).toMatchObject([
      { where: 'In Carillon' },
      { where: 'Push', what: 'no device was turned on' },
    ]);
    expect(describeDeliveries(rung([], { channels: ['in_app'], isMissed: true }), clock)).toEqual([]);
  });

  it.each<[Partial<Delivery>, boolean, string | undefined]>([
    [{ channel: 'email', status: 'failed', reason: 'gave_up', attempts: [failure] }, true, undefined],
    [{ channel: 'email', status: 'failed', reason: 'unsubscribed' }, true, '/settings/reminders#email'],
    [{ channel: 'webhook', webhook: lamp, status: 'failed', reason: 'webhook_off' }, true, '/settings/webhooks'],
    [{ channel: 'webhook', webhook: lamp, status: 'failed', reason: 'unclaimed' }, true, undefined],
    // There is nowhere it could go.
    [{ channel: 'webhook', status: 'failed', reason: 'no_webhook' }, false, '/settings/webhooks'],
    [{ channel: 'webhook', webhook: { ...lamp, name: null }, status: 'failed', reason: 'gave_up' }, false, undefined],
    // Only what was given up is sent again, and only what a notifier sends.
    [{ channel: 'email', nextAttemptAt: NINE, attempts: [failure] }, false, undefined],
    [{ channel: 'email', status: 'cancelled', reason: 'completed' }, false, undefined],
    [{ channel: 'push', device: phone, status: 'failed', attempts: [failure] }, false, undefined],
  ])('WEB53 %o can be sent again: %s, and leads to %s', (delivery, canSendAgain, href) => {
    const [told] = describeDeliveries(rung([line(delivery)]), clock);
    expect({ canSendAgain: told?.canSendAgain, href: told?.remedy?.href }).toEqual({ canSendAgain, href });
  });

  it.each([
    [999, 'in time'],
    [1000, '1 s late'],
    [59_999, '59 s late'],
    [60_000, '1 min late'],
    [3_600_000, '1 h late'],
    [86_400_000, '1 day late'],
    [3 * 86_400_000, '3 days late'],
  ])('DL8 %i ms is %s', (lateMs, words) => {
    expect(lateWords(lateMs)).toBe(words);
  });
});
