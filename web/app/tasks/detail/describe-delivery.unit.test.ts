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
    [{ channel: 'email', nextAttemptAt: NINE }, 'Email', 'waits to be sent'],
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
