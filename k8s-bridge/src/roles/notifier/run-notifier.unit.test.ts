import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { toInstant } from '#core/instant.ts';
import { nthId } from '#test/ids.ts';
import {
  due,
  emailGrant,
  FAILED,
  fired,
  newNotifierStage,
  refusal,
  SENT,
  webhookGrant,
} from '../../../test/notifier-stage.ts';

const UNTIL = toInstant(1_800_000_100_000);

describe('waking', () => {
  test('NF1 a ringing is claimed for those of its channels that are configured, a message that is due by its id', async () => {
    const stage = newNotifierStage({ answer: () => [] });
    stage.put(fired(1), fired(2, ['in_app', 'webhook']), due(3), due(4, { channel: 'webhook', isNamed: false }));
    await stage.run();
    expect(stage.ledger.claims).toEqual([
      {
        consumer: 'notifier',
        userId: nthId('user', 1),
        deliveryOf: { firingId: nthId('firing', 1) },
        channels: ['email', 'webhook'],
      },
      {
        consumer: 'notifier',
        userId: nthId('user', 2),
        deliveryOf: { firingId: nthId('firing', 2) },
        channels: ['webhook'],
      },
      {
        consumer: 'notifier',
        userId: nthId('user', 3),
        deliveryOf: { messageId: nthId('message', 3) },
        channels: ['email'],
      },
      {
        consumer: 'notifier',
        userId: nthId('user', 4),
        deliveryOf: { firingId: nthId('firing', 4) },
        channels: ['webhook'],
      },
    ]);
  });

  test('NF1 what rings elsewhere, what another notifier sends, and every other event wakes nobody', async () => {
    const stage = newNotifierStage({ answer: () => [], channels: ['webhook'] });
    const scheduled = { ...fired(3), type: 'carillon.reminder.scheduled.v1' };
    stage.put(fired(1, ['in_app', 'push']), due(2), scheduled);
    await stage.run();
    expect(stage.ledger.claims).toEqual([]);
    expect(stage.deadLetters()).toEqual([]);
  });

  test.each([
    ['no JSON', '{'],
    ['no event', '{"specversion":"1.0"}'],
    ['a newer version', { ...fired(1), type: 'carillon.reminder.fired.v99' }],
    ['data of another shape', { ...fired(1), data: { after: {} } }],
    ['a due that names nothing', { ...due(1), data: { after: { channel: 'email', messageId: null, firingId: null } } }],
  ])(
    'NF2 what cannot be read (%s) goes to the dead letters as it was, with its place, and the next one is handled',
    async (_name, body) => {
      const stage = newNotifierStage({ answer: () => [] });
      stage.put(body, fired(2));
      await stage.run();
      expect(stage.ledger.claims).toHaveLength(1);
      expect(stage.deadLetters()).toMatchObject([
        {
          key: 'usr_a',
          body: typeof body === 'string' ? body : JSON.stringify(body),
          headers: { position: 'memory/0', consumer: 'notifier', error: expect.stringMatching(/./) },
        },
      ]);
    },
  );

  test('NF2 many that cannot be read at once are put aside one after the other, each once', async () => {
    const stage = newNotifierStage({ answer: () => [] });
    stage.put(...Array.from({ length: 30 }, (_, n) => `broken ${n}`));
    await stage.run();
    expect(new Set(stage.deadLetters().map(({ body }) => body)).size).toBe(30);
    expect(stage.deadLetters()).toHaveLength(30);
    expect(stage.logged.filter(({ event }) => event === 'source.retrying')).toEqual([]);
  });

  test('NF2 a wake-up that the edge calls invalid is put aside, not asked for ever', async () => {
    const stage = newNotifierStage({ answer: () => [] });
    stage.ledger.failClaims.push(refusal(400));
    stage.put(fired(1));
    await stage.run();
    expect(stage.ledger.claims).toHaveLength(1);
    expect(stage.deadLetters()).toHaveLength(1);
  });
});

describe('sending', () => {
  test('NF3 what is granted is tried once and reported with its claim, its outcome and how long it took', async () => {
    const stage = newNotifierStage({
      answer: () => [emailGrant(1), webhookGrant(2)],
      outcomeOf: ({ channel }) => (channel === 'email' ? SENT : FAILED),
    });
    stage.put(fired(1));
    await stage.run();
    expect(stage.tried.map(({ messageId }) => messageId)).toEqual([nthId('message', 1), nthId('message', 2)]);
    const userId = nthId('user', 1);
    expect(stage.ledger.reports).toEqual([
      { userId, messageId: nthId('message', 1), claim: 'claim-1', outcome: { ...SENT, durationMs: 0 } },
      { userId, messageId: nthId('message', 2), claim: 'claim-2', outcome: { ...FAILED, durationMs: 0 } },
    ]);
  });

  test('NF3 nothing is sent of what the edge says is done, cancelled or held', async () => {
    const messageId = nthId('message', 1);
    const stage = newNotifierStage({
      answer: () => [
        { outcome: 'done', messageId, channel: 'email' },
        { outcome: 'cancelled', messageId: null, channel: 'email', reason: 'completed' },
        { outcome: 'held', messageId, channel: 'webhook', until: UNTIL },
      ],
    });
    stage.put(fired(1));
    await stage.run();
    expect(stage.tried).toEqual([]);
    expect(stage.ledger.reports).toEqual([]);
    expect(await stage.metrics.registry.metrics()).toContain(
      'carillon_notifier_claims_total{channel="email",outcome="cancelled",reason="completed"} 1',
    );
  });

  test('NF4 while the edge answers no claims the record is kept, and the readiness says when it is the token', async () => {
    const refusals: (string | null)[] = [];
    const stage = newNotifierStage({
      answer: () => {
        refusals.push(stage.deps.state.refusal);
        return [emailGrant(1)];
      },
    });
    stage.ledger.failClaims.push(refusal(null), refusal(503), refusal(403));
    stage.put(fired(1));
    await stage.run();
    expect(stage.tried).toHaveLength(1);
    expect(refusals).toEqual(['refused with 403']);
    expect(stage.ledger.claims).toHaveLength(4);
    expect(stage.deps.state.refusal).toBeNull();
  });

  test('NF12 a claim at which the edge fails each time is given up after five tries, said, and keeps nobody behind it', async () => {
    const stage = newNotifierStage({
      answer: ({ userId }) => {
        if (userId === nthId('user', 1)) throw refusal(500, { code: 'internal' });
        return [emailGrant(2)];
      },
    });
    stage.put(fired(1), fired(2), due(3));
    await stage.run();
    const asked = stage.ledger.claims.map(({ userId }) => userId);
    expect(asked.filter((userId) => userId === nthId('user', 1))).toHaveLength(5);
    expect(stage.tried).toHaveLength(2);
    expect(stage.deadLetters()).toEqual([]);
    expect(stage.logged).toContainEqual({
      event: 'notifier.claim_given_up',
      of: nthId('firing', 1),
      tries: 5,
      error: 'refused with 500',
    });
    expect(await stage.metrics.registry.metrics()).toContain('carillon_notifier_claims_given_up_total 1');
  });

  test.each([
    ['nothing', refusal(null)],
    ['503', refusal(503, { code: 'unavailable' })],
    ['429', refusal(429, { code: 'rate_limited' })],
    ['what stands before the edge', refusal(502)],
  ])('NF12 it is asked without end while %s answers', async (_name, error) => {
    const stage = newNotifierStage({ answer: () => [emailGrant(1)] });
    stage.ledger.failClaims.push(...Array.from({ length: 30 }, () => error));
    stage.put(fired(1));
    await stage.run();
    expect(stage.ledger.claims).toHaveLength(31);
    expect(stage.tried).toHaveLength(1);
  });

  test('NF12 the edge is not asked before it said, which may be minutes and no more', async () => {
    const stage = newNotifierStage({ answer: () => [emailGrant(1)] });
    stage.ledger.failClaims.push(
      refusal(429, { code: 'rate_limited', retryAfterMs: 90_000 }),
      refusal(503, { retryAfterMs: 86_400_000 }),
    );
    stage.put(fired(1));
    await stage.run();
    expect(stage.clock.waits).toEqual(expect.arrayContaining([90_000, 300_000]));
    expect(stage.tried).toHaveLength(1);
  });

  test('NF5 a message that takes long holds up nobody behind it, and its record does not wait for it', async () => {
    const slow = Promise.withResolvers<typeof SENT>();
    const stage = newNotifierStage({
      answer: ({ userId }) => [emailGrant(userId === nthId('user', 1) ? 1 : 2)],
      outcomeOf: ({ messageId }) => (messageId === nthId('message', 1) ? slow.promise : SENT),
    });
    stage.put(fired(1), fired(2), fired(3));
    const running = stage.run();
    while (stage.ledger.reports.length < 2) await turn();
    expect(stage.place(), 'it is waited for at first').toBe(0);
    stage.losePatience();
    while (stage.place() < 3) await turn();
    expect(stage.ledger.reports.map(({ messageId }) => messageId)).not.toContain(nthId('message', 1));
    slow.resolve(SENT);
    // Asked to end, it finishes what is under way.
    await running;
    expect(stage.ledger.reports).toHaveLength(3);
  });

  test('NF6 when as many take long as are allowed, further records wait for theirs', async () => {
    const slow = Promise.withResolvers<typeof SENT>();
    const stage = newNotifierStage({ maxInFlight: 2, answer: () => [emailGrant(1)], outcomeOf: () => slow.promise });
    stage.put(...[1, 2, 3, 4, 5, 6, 7, 8].map((n) => fired(n)));
    const running = stage.run();
    // Two that nobody waits for, and two that are waited for.
    for (let pass = 0; pass < 100; pass += 1) {
      stage.losePatience();
      await turn();
    }
    expect(stage.tried).toHaveLength(4);
    slow.resolve(SENT);
    await running;
    expect(stage.ledger.reports).toHaveLength(8);
  });

  test('NF6 no more wake-ups are under way than configured', async () => {
    let underWay = 0;
    let most = 0;
    const stage = newNotifierStage({
      maxInFlight: 3,
      answer: () => [emailGrant(1)],
      outcomeOf: async () => {
        underWay += 1;
        most = Math.max(most, underWay);
        await turn();
        underWay -= 1;
        return SENT;
      },
    });
    stage.put(...Array.from({ length: 20 }, (_, n) => fired(n)));
    await stage.run();
    expect(most).toBe(3);
    expect(stage.ledger.reports).toHaveLength(20);
  });

  test('NF7 a claim that ran out before the sending could begin is not used', async () => {
    const stage = newNotifierStage({
      answer: () => {
        // The process was asleep.
        stage.clock.advance(60_000);
        return [emailGrant(1)];
      },
    });
    stage.put(fired(1));
    await stage.run();
    expect(stage.tried).toEqual([]);
    expect(stage.logged).toContainEqual({
      event: 'notifier.claim_expired',
      messageId: nthId('message', 1),
      channel: 'email',
    });
  });
});

describe('reporting', () => {
  test('NF8 a report is repeated until the edge has taken it; the message is not sent again', async () => {
    const stage = newNotifierStage({ answer: () => [emailGrant(1)] });
    stage.ledger.failReports.push(refusal(null), refusal(503), refusal(401));
    stage.put(fired(1));
    await stage.run();
    expect(stage.tried).toHaveLength(1);
    expect(stage.ledger.reports).toHaveLength(1);
  });

  test('NF8 it is repeated no longer than the claim lasts, and not at all when the claim is not ours any more', async () => {
    const stage = newNotifierStage({ answer: () => [emailGrant(1)] });
    stage.ledger.failReports.push(...Array.from({ length: 1_000 }, () => refusal(503)));
    const startMs = stage.clock.monotonicMs();
    stage.put(fired(1));
    await stage.run();
    expect(stage.clock.monotonicMs() - startMs).toBeLessThanOrEqual(120_000);
    expect(stage.clock.monotonicMs() - startMs).toBeGreaterThan(100_000);
    stage.ledger.failReports.splice(0, 1_000, refusal(409));
    stage.put(fired(2));
    await stage.run();
    expect(stage.ledger.reports).toEqual([]);
    expect(stage.logged.filter(({ event }) => event === 'notifier.report_lost')).toHaveLength(2);
  });

  test('NF9 the numbers tell tries by outcome, retries, and how long after its moment a reminder was delivered', async () => {
    const stage = newNotifierStage({ answer: () => [emailGrant(1, { attempt: 2 }), webhookGrant(2)] });
    stage.clock.advance(700);
    stage.put(fired(1));
    await stage.run();
    const numbers = await stage.metrics.registry.metrics();
    expect(numbers).toContain('carillon_notifier_deliveries_total{channel="email",outcome="sent"} 1');
    expect(numbers).toContain('carillon_notifier_reminder_to_delivery_seconds_sum{channel="email"} 0.7');
    expect(numbers).toContain('carillon_notifier_reminder_to_delivery_seconds_sum{channel="webhook"} 0.7');
    expect(numbers).toContain('carillon_bridge_retries_total{of="email"} 1');
  });

  test('NF10 the log tells what was tried by ids, and never an address, a link, a title or a secret', async () => {
    const stage = newNotifierStage({ answer: () => [emailGrant(1), webhookGrant(2)], outcomeOf: () => FAILED });
    stage.ledger.failReports.push(refusal(503));
    stage.put(fired(1), 'broken');
    await stage.run();
    const text = JSON.stringify(stage.logged);
    expect(text).toContain(nthId('message', 1));
    expect(text).not.toMatch(/example\.org|hooks\.example|whsec|Task 1|unsubscribe/);
  });
});
