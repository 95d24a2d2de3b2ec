import { env } from 'cloudflare:workers';
import { sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { CommandSchema } from '#core/command/command.ts';
import { CLAIM_TTL_MS } from '#core/delivery/notifier-protocol.ts';
import { toInstant } from '#core/instant.ts';
import { type BatchInfo, hookedD1 } from '#test/hooked-d1.ts';
import { nthId } from '#test/ids.ts';
import { createTask, MOMENT, newNotifiedPerson, ORIGIN, reminderId, taskId } from '#test/notified-person.ts';
import { timersOf } from '#test/timers.ts';
import { fixedAt, NOON } from '#test/watcher.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const isGrant = ({ queries }: BatchInfo) => queries.some((query) => query.includes('INTO messages'));

type Person = Awaited<ReturnType<typeof newNotifiedPerson>>;

/** Everything that calls a reminder off, and what the claim says then. */
const CALLED_OFF: [string, (person: Person) => Promise<unknown>][] = [
  ['completed', ({ say }) => say({ type: 'task.complete', taskId })],
  ['deleted', ({ say }) => say({ type: 'task.delete', taskId })],
  ['deleted', ({ user }) => user.db.run(sql`DELETE FROM tasks WHERE user_id = ${user.id}`)],
  ['removed', ({ say }) => say({ type: 'reminder.cancel', taskId, reminderId })],
  ['removed', ({ say }) => say({ type: 'reminder.change', taskId, reminderId, patch: { channels: ['in_app'] } })],
  ['moved', ({ say }) => say({ type: 'task.update', taskId, patch: { due: fixedAt(NOON + 9 * HOUR) } })],
  ['moved', ({ say }) => say({ type: 'task.update', taskId, patch: { due: null } })],
  [
    'moved',
    ({ say }) =>
      say({
        type: 'reminder.change',
        taskId,
        reminderId,
        patch: { when: { kind: 'fixed', local: '2026-11-22T09:00', zone: 'UTC' } },
      }),
  ],
  [
    'snoozed',
    ({ say }) => say({ type: 'reminder.snooze', taskId, reminderId, snooze: { kind: 'minutes', minutes: 60 } }),
  ],
  ['acknowledged', async ({ say, firingId }) => say({ type: 'reminder.acknowledge', firingIds: [await firingId()] })],
];

describe('a claim', () => {
  it('NT1 gets everything that a mail needs, and holds the message for two minutes', async () => {
    const person = await newNotifiedPerson();
    await person.until(MOMENT);
    const granted = await person.granted();
    expect(granted).toMatchObject({
      channel: 'email',
      to: person.email,
      attempt: 1,
      leaseUntil: toInstant(MOMENT + CLAIM_TTL_MS),
      letter: {
        kind: 'reminder',
        more: 0,
        items: [
          {
            taskId,
            title: 'Call Ada',
            list: 'Inbox',
            scheduledAt: toInstant(MOMENT),
            planned: expect.stringMatching(/21 Nov 2026.*13:30|Nov 21, 2026.*(?:13:30|01:30 PM)/),
            due: expect.stringMatching(/\(UTC\)$/),
            link: `${ORIGIN}/all?task=${taskId}`,
          },
        ],
        unsubscribeLink: `${ORIGIN}/unsubscribe/${person.user.id}.signed`,
        settingsLink: `${ORIGIN}/settings/reminders`,
      },
    });
    const { messageId } = granted;
    expect(await person.claim()).toEqual([
      { outcome: 'held', messageId, channel: 'email', until: toInstant(MOMENT + CLAIM_TTL_MS) },
    ]);
    expect(await person.claimOf({ messageId })).toMatchObject([{ outcome: 'held' }]);
    expect(await person.ledger()).toMatchObject([{ channel: 'email', status: 'waiting', messageId }]);
    // Nothing is told of what only was claimed.
    expect(await person.notices()).toEqual([]);
  });

  it('NT1 gets the call of each webhook, with what it is signed with', async () => {
    const person = await newNotifiedPerson({ channels: ['email', 'webhook'], hooks: 2 });
    const [first = '', second = ''] = person.webhookIds;
    await person.user.db.run(sql`UPDATE webhooks SET previous_secret = 'whsec_b2xk', previous_until = ${MOMENT + HOUR}
      WHERE user_id = ${person.user.id} AND id = ${second}`);
    await person.until(MOMENT);
    const claimed = await person.claim(['webhook']);
    expect(claimed).toHaveLength(2);
    expect(claimed.find((each) => 'url' in each && each.url.endsWith(first))).toMatchObject({
      outcome: 'granted',
      channel: 'webhook',
      secrets: [expect.stringMatching(/^whsec_/)],
    });
    const rotated = claimed.find((each) => 'url' in each && each.url.endsWith(second));
    expect(rotated).toMatchObject({ secrets: [expect.stringMatching(/^whsec_/), 'whsec_b2xk'] });
    const body = JSON.parse(rotated && 'body' in rotated ? rotated.body : '');
    expect(body).toMatchObject({
      type: 'reminder.fired',
      timestamp: toInstant(MOMENT),
      data: { taskId, title: 'Call Ada', scheduledAt: toInstant(MOMENT), lateMs: 0, list: 'Inbox' },
    });
    expect(await person.claim(['email'])).toMatchObject([{ outcome: 'granted', channel: 'email' }]);
  });

  it.each(CALLED_OFF)('NT2 is refused for what was %s since it rang', async (reason, act) => {
    const person = await newNotifiedPerson();
    await person.until(MOMENT);
    const firingId = await person.firingId();
    await act(person);
    const asked = { firingId };
    expect(await person.claimOf(asked)).toMatchObject([{ outcome: 'cancelled', channel: 'email', reason }]);
    const [line] = await person.user.db.all(
      sql`SELECT status, reason FROM deliveries WHERE user_id = ${person.user.id} AND firing_id = ${firingId}`,
    );
    expect(line).toEqual({ status: 'cancelled', reason });
    expect(await person.notices()).toMatchObject([
      { type: 'reminder.suppressed', after: { reason, status: 'cancelled', firingId, taskId, channel: 'email' } },
    ]);
    // Asked again it says the same, and tells nothing more.
    expect(await person.claimOf(asked)).toMatchObject([{ outcome: 'cancelled', reason }]);
    expect(await person.notices()).toHaveLength(1);
    expect((await timersOf(person.user)).filter(({ kind }) => kind === 'claim')).toEqual([]);
  });

  it.each(CALLED_OFF)('NT2 is refused for what was %s between two tries', async (reason, act) => {
    const person = await newNotifiedPerson();
    await person.until(MOMENT);
    const granted = await person.granted();
    await person.report(granted, { kind: 'failed', code: 451 });
    const firingId = await person.firingId();
    await act(person);
    person.sleepUntil(MOMENT + MINUTE);
    const { messageId } = granted;
    expect(await person.claimOf({ messageId })).toMatchObject([{ outcome: 'cancelled', messageId, reason }]);
    expect((await person.notices()).map(({ type }) => type)).toEqual(['notification.failed', 'reminder.suppressed']);
    expect(await person.claimOf({ messageId })).toMatchObject([{ outcome: 'cancelled' }]);
    expect(await person.claimOf({ firingId })).toMatchObject([{ outcome: 'cancelled' }]);
    expect(await person.notices()).toHaveLength(2);
    expect((await timersOf(person.user)).filter(({ kind }) => kind === 'notify')).toEqual([]);
  });

  it('NT2 what is completed while the claim is decided is not granted', async () => {
    const person = await newNotifiedPerson();
    await person.until(MOMENT);
    let isDone = false;
    const racing = hookedD1(env.DB, {
      before: async (batch) => {
        if (!isGrant(batch) || isDone) return;
        isDone = true;
        await person.say({ type: 'task.complete', taskId });
      },
    });
    const asked = { firingId: await person.firingId() };
    expect(await person.claimOf(asked, ['email'], person.dbOf(racing))).toMatchObject([
      { outcome: 'cancelled', reason: 'completed' },
    ]);
    expect(isDone).toBe(true);
  });

  it('NT5 whoever unsubscribes while the claim is decided gets no mail', async () => {
    const person = await newNotifiedPerson();
    await person.until(MOMENT);
    let isDone = false;
    const racing = hookedD1(env.DB, {
      before: async (batch) => {
        if (!isGrant(batch) || isDone) return;
        isDone = true;
        await person.user.db.run(sql`INSERT INTO mail_opt_outs (user_id, created_at) VALUES (${person.user.id}, 1)`);
      },
    });
    const asked = { firingId: await person.firingId() };
    expect(await person.claimOf(asked, ['email'], person.dbOf(racing))).toMatchObject([
      { outcome: 'cancelled', reason: 'unsubscribed' },
    ]);
    expect(isDone).toBe(true);
  });

  it('NT2 a zone that changes after it rang calls nothing off', async () => {
    const person = await newNotifiedPerson({ hasTask: false });
    await person.say(createTask({ due: { kind: 'floating', local: '2026-11-21T14:00' } }));
    await person.until(MOMENT);
    await person.say({ type: 'settings.update', patch: { zone: 'America/New_York' } });
    expect(await person.claim()).toMatchObject([{ outcome: 'granted' }]);
  });

  it('NT3 many at once are granted once', async () => {
    const person = await newNotifiedPerson();
    await person.until(MOMENT);
    const asked = await Promise.all(Array.from({ length: 8 }, () => person.claim()));
    expect(asked.flat().filter(({ outcome }) => outcome === 'granted')).toHaveLength(1);
    expect(asked.flat().filter(({ outcome }) => outcome === 'held')).toHaveLength(7);
  });

  it('NT3 whose answer got lost in D1 is its own, not held by somebody', async () => {
    const person = await newNotifiedPerson();
    await person.until(MOMENT);
    let isLost = false;
    const losing = hookedD1(env.DB, {
      after: (batch) => {
        if (!isGrant(batch) || isLost) return;
        isLost = true;
        throw new Error('D1_ERROR: Network connection lost.');
      },
    });
    const asked = { firingId: await person.firingId() };
    expect(await person.claimOf(asked, ['email'], person.dbOf(losing))).toMatchObject([{ outcome: 'granted' }]);
    expect(isLost).toBe(true);
  });

  it('NT4 more than three that quiet hours held back are one mail; a webhook is called for each', async () => {
    const person = await newNotifiedPerson({ channels: ['email', 'webhook'], hooks: 1, hasTask: false });
    await person.say({ type: 'settings.update', patch: { quietHours: { from: '13:00', to: '15:00' } } });
    for (let n = 1; n <= 5; n += 1) {
      await person.say(createTask({ taskId: nthId('task', n), title: `Task ${n}` }));
    }
    const end = Date.parse('2026-11-21T14:00:00Z');
    await person.until(end);
    const claimed = await person.claim();
    const [mail] = claimed.filter(({ channel }) => channel === 'email');
    expect(mail).toMatchObject({ outcome: 'granted', letter: { items: { length: 5 } } });
    expect(claimed.filter(({ channel }) => channel === 'webhook')).toHaveLength(1);
    const rang = await person.rang();
    for (const { id } of rang.slice(0, -1)) {
      const others = await person.claimOf({ firingId: id }, ['email']);
      expect(others).toMatchObject([{ outcome: 'held' }]);
    }
    // One that is done since drops out of the next try; the others go.
    if (mail?.outcome !== 'granted') throw new Error('no mail');
    await person.report(mail, { kind: 'failed', code: 421 });
    await person.say({ type: 'task.complete', taskId: nthId('task', 2) });
    person.sleepUntil(end + MINUTE);
    const again = await person.grantedAgain(mail);
    expect(again).toMatchObject({ messageId: mail.messageId, attempt: 2, letter: { items: { length: 4 } } });
    await person.report(again, { kind: 'sent' });
    const told = (await person.notices()).slice(5).map(({ type }) => type);
    expect(told.filter((type) => type === 'notification.sent')).toHaveLength(4);
    expect(told.filter((type) => type === 'reminder.suppressed')).toHaveLength(1);
  });

  it('NT4 hundreds are a few mails, each ringing in one of them, whatever order they are claimed in', async () => {
    const person = await newNotifiedPerson({ hasTask: false });
    await person.say({ type: 'settings.update', patch: { quietHours: { from: '13:00', to: '15:00' } } });
    const commands = Array.from({ length: 410 }, (_, n) => ({
      key: null,
      command: CommandSchema.parse(createTask({ taskId: nthId('task', n + 1), title: `Task ${n + 1}` })),
    }));
    const { user } = person;
    for (let at = 0; at < commands.length; at += 200) {
      await user.at({ effects: { now: () => toInstant(NOON) } }).batch(commands.slice(at, at + 200));
    }
    await person.until(Date.parse('2026-11-21T14:00:00Z'));
    const rang = await person.rang();
    expect(rang).toHaveLength(410);
    const counts: number[] = [];
    for (const { id } of rang.toReversed()) {
      for (const each of await person.claimOf({ firingId: id })) {
        if (each.outcome !== 'granted' || each.channel !== 'email' || each.letter.kind !== 'reminder') continue;
        counts.push(each.letter.items.length + each.letter.more);
        await person.report(each, { kind: 'sent' });
      }
    }
    expect(counts.toSorted((a, b) => a - b)).toEqual([10, 200, 200]);
    const left = await user.db.all(
      sql`SELECT 1 FROM deliveries WHERE user_id = ${user.id} AND channel = 'email' AND status <> 'sent'`,
    );
    expect(left).toEqual([]);
    expect((await timersOf(user)).filter(({ kind }) => kind === 'claim' || kind === 'notify')).toEqual([]);
  }, 60_000);

  it('NT4 three that quiet hours held back are three mails', async () => {
    const person = await newNotifiedPerson({ hasTask: false });
    await person.say({ type: 'settings.update', patch: { quietHours: { from: '13:00', to: '15:00' } } });
    for (let n = 1; n <= 3; n += 1) await person.say(createTask({ taskId: nthId('task', n) }));
    await person.until(Date.parse('2026-11-21T14:00:00Z'));
    for (const { id } of await person.rang()) {
      expect(await person.claimOf({ firingId: id })).toMatchObject([
        { outcome: 'granted', letter: { items: { length: 1 } } },
      ]);
    }
  });

  it.each<[string, Parameters<typeof newNotifiedPerson>[0], (person: Person) => Promise<unknown>]>([
    ['no_address', { isVerified: false }, async () => {}],
    [
      'unsubscribed',
      {},
      ({ user }) => user.db.run(sql`INSERT INTO mail_opt_outs (user_id, created_at) VALUES (${user.id}, 1)`),
    ],
    ['no_webhook', { channels: ['webhook'] }, async () => {}],
    [
      'no_webhook',
      { channels: ['webhook'], hooks: 1 },
      ({ user }) => user.db.run(sql`UPDATE webhooks SET disabled_at = 1 WHERE user_id = ${user.id}`),
    ],
  ])('NT5 with nowhere to go (%s) says so from the start, asks nobody, and is refused', async (reason, how, act) => {
    const person = await newNotifiedPerson(how);
    await act(person);
    await person.until(MOMENT + HOUR);
    expect(await person.ledger()).toMatchObject([{ status: 'failed', reason, attempts: [] }]);
    expect(await timersOf(person.user)).toEqual([]);
    expect(await person.claim()).toMatchObject([{ outcome: 'cancelled', reason }]);
    expect(await person.notices()).toEqual([]);
  });

  it.each<[string, Parameters<typeof newNotifiedPerson>[0], (person: Person) => Promise<unknown>]>([
    ['no_address', {}, ({ user }) => user.db.run(sql`UPDATE users SET email_verified = 0 WHERE id = ${user.id}`)],
    [
      'unsubscribed',
      {},
      ({ user }) => user.db.run(sql`INSERT INTO mail_opt_outs (user_id, created_at) VALUES (${user.id}, 1)`),
    ],
    [
      'webhook_off',
      { channels: ['webhook'], hooks: 1 },
      ({ user }) => user.db.run(sql`DELETE FROM webhooks WHERE user_id = ${user.id}`),
    ],
  ])(
    'NT5 is refused when there is nowhere to go any more (%s), which ends it and can be sent again',
    async (reason, how, act) => {
      const person = await newNotifiedPerson(how);
      await person.until(MOMENT);
      await act(person);
      expect(await person.claim()).toMatchObject([{ outcome: 'cancelled', reason }]);
      expect(await person.ledger()).toMatchObject([{ status: 'failed', reason }]);
      expect((await person.notices()).map(({ type }) => type)).toEqual(['notification.dead_lettered']);
    },
  );

  it('NT6 of what is unknown, of another user, or told as missed is nothing', async () => {
    const person = await newNotifiedPerson();
    const other = await newNotifiedPerson();
    person.sleepUntil(MOMENT + 8 * 24 * HOUR);
    await person.ring();
    expect(await person.claim()).toMatchObject([{ outcome: 'cancelled', reason: 'missed' }]);
    expect(await person.notices()).toEqual([]);
    expect(await other.claimOf({ firingId: await person.firingId() })).toEqual([]);
    expect(await person.claimOf({ messageId: nthId('message', 7) })).toEqual([]);
    await other.until(MOMENT);
    const granted = await other.granted();
    await expect(person.report(granted, { kind: 'sent' })).rejects.toMatchObject({ code: 'not_found' });
  });

  it('NT6 of an account that is being erased is nothing', async () => {
    const person = await newNotifiedPerson();
    await person.until(MOMENT);
    const asked = { firingId: await person.firingId() };
    await person.user.db.run(sql`DELETE FROM users WHERE id = ${person.user.id}`);
    expect(await person.claimOf(asked)).toEqual([]);
    expect(await person.notices()).toEqual([]);
  });
});
