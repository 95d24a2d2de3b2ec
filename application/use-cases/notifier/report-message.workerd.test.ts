import { env } from 'cloudflare:workers';
import { sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { CLAIM_TTL_MS, type Granted } from '#core/delivery/notifier-protocol.ts';
import { toInstant } from '#core/instant.ts';
import { type BatchInfo, hookedD1 } from '#test/hooked-d1.ts';
import { MOMENT, newNotifiedPerson, reportOf, taskId } from '#test/notified-person.ts';
import { timersOf } from '#test/timers.ts';
import { reportMessage } from './report-message.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

type Person = Awaited<ReturnType<typeof newNotifiedPerson>>;

const dues = async ({ notices }: Person) =>
  (await notices()).filter(({ type }) => type === 'notification.due').map(({ after }) => after.updatedAt);

/** When one came last for mail, and for calls; null when none ever did. */
async function notifierSeenAt({ user: { db } }: Person, atMs: number | null): Promise<void> {
  await db.run(sql`DELETE FROM notifiers`);
  if (atMs === null) return;
  await db.run(sql`INSERT INTO notifiers (channel, consumer, seen_at)
    VALUES ('email', 'notifier', ${atMs}), ('webhook', 'notifier', ${atMs})`);
}

/** Fails every try of a message until it is given up; the moments of the tries, in ms after the first. */
async function failThroughout(person: Person, first: Granted, outcome: object = {}): Promise<number[]> {
  const tries = [0];
  let granted = first;
  const startMs = person.nowMs();
  for (;;) {
    const { nextAttemptAt } = await person.report(granted, { kind: 'failed', code: 503, ...outcome });
    if (nextAttemptAt === null) return tries;
    await person.until(Date.parse(nextAttemptAt));
    tries.push(person.nowMs() - startMs);
    granted = await person.grantedAgain(first);
  }
}

describe('a report', () => {
  it('NT10 of what was sent stands in the ledger and in the log, with how late', async () => {
    const person = await newNotifiedPerson();
    await person.until(MOMENT);
    person.sleepUntil(MOMENT + 2500);
    const granted = await person.granted();
    expect(await person.report(granted, { kind: 'sent', durationMs: 40 })).toEqual({
      status: 'sent',
      nextAttemptAt: null,
    });
    const { messageId } = granted;
    expect(await person.ledger()).toMatchObject([
      {
        status: 'sent',
        reason: null,
        messageId,
        nextAttemptAt: null,
        attempts: [{ code: 250, error: null, lateMs: 2500 }],
      },
    ]);
    expect(await person.notices()).toMatchObject([
      {
        type: 'notification.sent',
        after: { kind: 'reminder', taskId, title: 'Call Ada', channel: 'email', messageId, attempts: 1, lateMs: 2500 },
      },
    ]);
    expect(await timersOf(person.user)).toEqual([]);
    expect(await person.claim()).toMatchObject([{ outcome: 'done', messageId }]);
    expect(person.nudged).toEqual(['events']);
  });

  it('NT10 says nothing of addresses, to the log or the ledger', async () => {
    const person = await newNotifiedPerson({ channels: ['email', 'webhook'], hooks: 1 });
    await person.until(MOMENT);
    const error = `550 5.1.1 <${person.email}>: user unknown (mx1.example.com[93.184.216.34]:25, https://x.example/y)`;
    for (const each of await person.claim()) {
      if (each.outcome === 'granted') await person.report(each, { kind: 'refused', code: 550, error });
    }
    const [hook] = person.webhookIds;
    const log = JSON.stringify(await person.user.db.all(sql`SELECT * FROM events WHERE user_id = ${person.user.id}`));
    const ledger = JSON.stringify(await person.ledger());
    expect(log).toContain('user unknown');
    expect(ledger).toContain('user unknown');
    for (const secret of [person.email, 'mx1', '93.184', 'https:', 'whsec_', `example.com/${hook}`, 'unsubscribe']) {
      expect(log, secret).not.toContain(secret);
      expect(ledger, secret).not.toContain(secret);
    }
    expect((await person.ledger()).map(({ status, reason }) => [status, reason])).toEqual([
      ['failed', 'refused'],
      ['failed', 'refused'],
    ]);
  });

  it('NT11 the same twice changes nothing and is answered the same', async () => {
    for (const outcome of [{ kind: 'sent' }, { kind: 'failed', code: 451 }, { kind: 'refused', code: 550 }] as const) {
      const person = await newNotifiedPerson();
      await person.until(MOMENT);
      const granted = await person.granted();
      const answer = await person.report(granted, outcome);
      const before = [await person.ledger(), await person.notices(), await timersOf(person.user)];
      person.sleepUntil(MOMENT + 30_000);
      expect(await person.report(granted, outcome)).toEqual(answer);
      expect(await person.report(granted, { kind: 'sent' })).toEqual(answer);
      expect([await person.ledger(), await person.notices(), await timersOf(person.user)]).toEqual(before);
    }
  });

  it('NT11 at once from two, or with its answer lost in D1, is one', async () => {
    const person = await newNotifiedPerson();
    await person.until(MOMENT);
    const granted = await person.granted();
    let isLost = false;
    const losing = hookedD1(env.DB, {
      after: ({ isCommit }: BatchInfo) => {
        if (!isCommit || isLost) return;
        isLost = true;
        throw new Error('D1_ERROR: Network connection lost.');
      },
    });
    const request = reportOf(person.user.id, granted, { kind: 'sent' });
    await reportMessage({ ...person.deps, db: person.dbOf(losing) }, request);
    expect(isLost).toBe(true);
    const other = await newNotifiedPerson();
    await other.until(MOMENT);
    const twice = reportOf(other.user.id, await other.granted(), { kind: 'sent' });
    await Promise.all(Array.from({ length: 4 }, () => reportMessage(other.deps, twice)));
    for (const each of [person, other]) {
      expect(await each.notices()).toHaveLength(1);
      expect((await each.ledger())[0]?.attempts).toHaveLength(1);
    }
  });

  it('NT12 a notifier that dies after the claim costs two minutes; what it says later is refused', async () => {
    const person = await newNotifiedPerson();
    await person.until(MOMENT);
    const dead = await person.granted();
    await person.until(MOMENT + CLAIM_TTL_MS - 1);
    expect(await person.notices()).toEqual([]);
    await person.until(MOMENT + CLAIM_TTL_MS);
    expect(await person.notices()).toMatchObject([
      { type: 'notification.due', after: { messageId: dead.messageId, attempts: 1, channel: 'email' } },
    ]);
    const again = await person.grantedAgain(dead);
    expect(again).toMatchObject({ messageId: dead.messageId, attempt: 2 });
    await expect(person.report(dead, { kind: 'sent' })).rejects.toMatchObject({ code: 'claim_lost' });
    await person.report(again, { kind: 'sent' });
    expect((await person.ledger())[0]).toMatchObject({ status: 'sent', attempts: { length: 1 } });
  });

  it('NT12 one that reports after its time, and nobody has claimed it since, is believed', async () => {
    const person = await newNotifiedPerson();
    await person.until(MOMENT);
    const slow = await person.granted();
    await person.until(MOMENT + 10 * MINUTE);
    expect(await person.report(slow, { kind: 'sent' })).toMatchObject({ status: 'sent' });
    expect(await timersOf(person.user)).toEqual([]);
  });

  it('NT12 what was taken notice of while it was on its way is told as sent; it is not tried again', async () => {
    const person = await newNotifiedPerson();
    await person.until(MOMENT);
    const granted = await person.granted();
    await person.say({ type: 'reminder.acknowledge', firingIds: [await person.firingId()] });
    await person.report(granted, { kind: 'sent' });
    expect((await person.ledger())[0]).toMatchObject({ status: 'sent', reason: null });
    const other = await newNotifiedPerson();
    await other.until(MOMENT);
    const failing = await other.granted();
    await other.say({ type: 'reminder.acknowledge', firingIds: [await other.firingId()] });
    expect(await other.report(failing, { kind: 'failed' })).toEqual({ status: 'cancelled', nextAttemptAt: null });
    expect((await other.ledger())[0]).toMatchObject({ status: 'cancelled', attempts: { length: 1 } });
    expect(await timersOf(other.user)).toEqual([]);
  });

  it('NT12 what was called off after the claim had run out, and was sent all the same, is told as sent', async () => {
    const person = await newNotifiedPerson();
    await person.until(MOMENT);
    const slow = await person.granted();
    await person.say({ type: 'task.complete', taskId });
    await person.until(MOMENT + CLAIM_TTL_MS);
    expect((await person.ledger())[0]).toMatchObject({ status: 'cancelled', reason: 'completed' });
    for (let time = 1; time <= 2; time += 1) {
      expect(await person.report(slow, { kind: 'sent' })).toEqual({ status: 'sent', nextAttemptAt: null });
    }
    expect((await person.ledger())[0]).toMatchObject({ status: 'sent', reason: null, attempts: { length: 1 } });
    expect((await person.notices()).map(({ type }) => type)).toEqual(['reminder.suppressed', 'notification.sent']);
  });

  it('NT13 a mail is tried again after 1, 5 and 15 minutes, then given up', async () => {
    const person = await newNotifiedPerson();
    await person.until(MOMENT);
    const tries = await failThroughout(person, await person.granted());
    expect(tries).toEqual([0, MINUTE, 6 * MINUTE, 21 * MINUTE]);
    expect((await person.notices()).map(({ type }) => type)).toEqual([
      ...Array.from({ length: 3 }, () => ['notification.failed', 'notification.due']).flat(),
      'notification.dead_lettered',
    ]);
    expect((await person.ledger())[0]).toMatchObject({
      status: 'failed',
      reason: 'gave_up',
      attempts: { length: 4, 3: { code: 503, error: 'It did not work.' } },
    });
    expect(await timersOf(person.user)).toEqual([]);
    expect(person.nudged).toEqual(['schedule', 'schedule', 'schedule', 'events']);
  });

  it('NT13 a webhook then hourly for a day', async () => {
    const person = await newNotifiedPerson({ channels: ['webhook'], hooks: 1 });
    await person.until(MOMENT);
    const first = await person.granted();
    const tries = await failThroughout(person, first);
    const hourly = Array.from({ length: 23 }, (_, n) => 21 * MINUTE + (n + 1) * HOUR);
    expect(tries).toEqual([0, MINUTE, 6 * MINUTE, 21 * MINUTE, ...hourly]);
    const bodies = await person.user.db.all<{ body: string }>(
      sql`SELECT body FROM messages WHERE user_id = ${person.user.id}`,
    );
    expect(bodies).toEqual([{ body: first.channel === 'webhook' ? first.body : '' }]);
  });

  it('NT13 never before the other side said', async () => {
    const person = await newNotifiedPerson({ channels: ['webhook'], hooks: 1 });
    await person.until(MOMENT);
    const granted = await person.granted();
    const { nextAttemptAt } = await person.report(granted, { kind: 'failed', code: 429, retryAfterMs: 2 * HOUR });
    expect(nextAttemptAt).toBe(toInstant(MOMENT + 2 * HOUR));
    expect(await person.claimOf({ messageId: granted.messageId })).toMatchObject([
      { outcome: 'held', until: nextAttemptAt },
    ]);
    await person.until(MOMENT + 2 * HOUR);
    const again = await person.grantedAgain(granted);
    expect(await person.report(again, { kind: 'failed', code: 429, retryAfterMs: 23 * HOUR })).toEqual({
      status: 'failed',
      nextAttemptAt: null,
    });
  });

  it('NT13 410 gives up at once and switches the webhook off', async () => {
    const person = await newNotifiedPerson({ channels: ['webhook'], hooks: 2 });
    await person.until(MOMENT);
    const [gone, other] = await person.claim();
    if (gone?.outcome !== 'granted' || other?.outcome !== 'granted') throw new Error('not granted');
    expect(await person.report(gone, { kind: 'gone', code: 410 })).toMatchObject({ status: 'failed' });
    const rows = await person.user.db.all<{ reason: string | null }>(
      sql`SELECT disabled_reason AS reason FROM webhooks WHERE user_id = ${person.user.id} ORDER BY reason`,
    );
    expect(rows).toEqual([{ reason: null }, { reason: 'gone' }]);
    expect(await person.report(other, { kind: 'sent', code: 204 })).toMatchObject({ status: 'sent' });
  });

  it('NT14 what nobody claims is asked for after 5 minutes, ever less often, and given up after a week', async () => {
    const person = await newNotifiedPerson({ channels: ['email', 'webhook'], hooks: 2 });
    await notifierSeenAt(person, MOMENT + 9 * DAY);
    await person.until(MOMENT + 5 * MINUTE - 1);
    expect(await dues(person)).toEqual([]);
    await person.until(MOMENT + 45 * MINUTE);
    // One for each channel, whatever number of webhooks there is.
    expect(await dues(person)).toEqual(
      [5, 5, 10, 10, 20, 20, 40, 40].map((minutes) => toInstant(MOMENT + minutes * MINUTE)),
    );
    const [due] = await person.notices();
    expect(due?.after).toMatchObject({ firingId: await person.firingId(), messageId: null, status: 'waiting' });
    await person.until(MOMENT + 9 * DAY);
    expect(await timersOf(person.user)).toEqual([]);
    expect(await dues(person)).toHaveLength(2 * 34);
    expect((await person.ledger()).map(({ status, reason }) => [status, reason])).toEqual(
      Array.from({ length: 3 }, () => ['failed', 'unclaimed']),
    );
    expect((await person.claim()).map(({ outcome }) => outcome)).toEqual(['done', 'done', 'done']);
  });

  it('NT24 where no notifier ever came, or none for a day, it is asked for hardly more than once a day', async () => {
    for (const seenAtMs of [null, MOMENT - DAY]) {
      const person = await newNotifiedPerson();
      await notifierSeenAt(person, seenAtMs);
      await person.until(MOMENT + 22 * 60 * MINUTE);
      expect(await dues(person)).toEqual([5, 20, 80, 320, 1280].map((minutes) => toInstant(MOMENT + minutes * MINUTE)));
      await person.until(MOMENT + 9 * DAY);
      expect((await dues(person)).length).toBeLessThan(12);
      expect(await person.ledger()).toMatchObject([{ status: 'failed', reason: 'unclaimed' }]);
    }
  });

  it('NT24 the first claim of one that arrives has everything asked for at once, of everybody', async () => {
    const person = await newNotifiedPerson();
    const other = await newNotifiedPerson();
    await notifierSeenAt(person, null);
    for (const each of [person, other]) await each.until(MOMENT + 2 * DAY);
    const before = (await dues(other)).length;
    const nowMs = MOMENT + 2 * DAY;
    expect((await timersOf(other.user))[0]?.fire_at).toBeGreaterThan(nowMs + 60 * MINUTE);
    expect(await person.claim()).toMatchObject([{ outcome: 'granted' }]);
    expect(await timersOf(other.user)).toMatchObject([{ kind: 'claim', fire_at: nowMs }]);
    await other.ring();
    expect(await dues(other)).toHaveLength(before + 1);
    // From then on it is expected.
    expect((await timersOf(other.user))[0]?.fire_at).toBeLessThanOrEqual(nowMs + 6 * 60 * MINUTE);
    // One that is there all along moves nobody's timers.
    const later = await timersOf(other.user);
    await person.claim();
    expect(await timersOf(other.user)).toEqual(later);
  });

  it('NT14 what was called off meanwhile is closed instead', async () => {
    const person = await newNotifiedPerson();
    await person.until(MOMENT);
    await person.say({ type: 'task.complete', taskId });
    await person.until(MOMENT + 5 * MINUTE);
    expect(await person.notices()).toMatchObject([{ type: 'reminder.suppressed', after: { reason: 'completed' } }]);
    expect(await timersOf(person.user)).toEqual([]);
  });

  it('NT14 an alarm that runs twice, or dies after its commit, asks once', async () => {
    const person = await newNotifiedPerson();
    await person.until(MOMENT);
    person.sleepUntil(MOMENT + 5 * MINUTE);
    await Promise.all([person.ring(), person.ring()]);
    expect(await dues(person)).toHaveLength(1);
    expect((await timersOf(person.user)).map(({ kind }) => kind)).toEqual(['claim']);
  });

  it('NT15 one that is claimed again and again and never reported is given up', async () => {
    const person = await newNotifiedPerson();
    await person.until(MOMENT);
    let granted = await person.granted();
    for (let n = 2; n <= 10; n += 1) {
      await person.until(Date.parse(granted.leaseUntil));
      granted = await person.grantedAgain(granted);
    }
    await person.until(Date.parse(granted.leaseUntil));
    expect(await person.claimOf({ messageId: granted.messageId })).toMatchObject([
      { outcome: 'cancelled', reason: 'gave_up' },
    ]);
    expect((await person.ledger())[0]).toMatchObject({ status: 'failed', reason: 'gave_up' });
    expect(await timersOf(person.user)).toEqual([]);
  });
});
