import { env } from 'cloudflare:workers';
import { sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { realEffects } from '#test/effects.ts';
import { hookedD1 } from '#test/hooked-d1.ts';
import { nthId } from '#test/ids.ts';
import type { ServiceAnswer } from '#test/push-service.ts';
import { createTask, MOMENT, newPushedPerson, reminderId, taskId } from '#test/pushed-person.ts';
import { timerContext, timersOf } from '#test/timers.ts';
import { fixedAt, NOON } from '#test/watcher.ts';
import { openDatabase } from '../../db/database.ts';
import { newMeter } from '../../db/strict-d1.ts';
import { addPushSubscription } from '../push/add-push-subscription.ts';
import { removePushSubscription } from '../push/remove-push-subscription.ts';
import { runDueTimers } from './run-due-timers.ts';
import { TIMER_HANDLERS } from './timer-handlers.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** A push is tried until nothing is left to do, at most for three hours. */
async function tryOut(...answers: ServiceAnswer[]) {
  const person = await newPushedPerson();
  person.service.willAnswer(...answers);
  await person.until(MOMENT + 3 * HOUR);
  const [line] = (await person.ledger()).filter(({ channel }) => channel === 'push');
  return { ...person, line, attempts: line?.attempts ?? [] };
}

describe('a push', () => {
  it('PU3 goes to every device when no window showed the toast for ten seconds', async () => {
    const { until, service, pushes, ledger } = await newPushedPerson({ browsers: 3 });
    await until(MOMENT + 9999);
    expect(service.received).toEqual([]);
    await until(MOMENT + 10_000);
    expect(service.received).toHaveLength(3);
    expect(service.shown()).toMatchObject([{ title: 'A reminder rang' }, {}, {}]);
    expect(await pushes()).toEqual(['sent', 'sent', 'sent']);
    const push = (await ledger()).find(({ channel }) => channel === 'push');
    expect(push?.attempts).toMatchObject([{ code: 201, error: null, lateMs: 0 }]);
    expect(service.received[0]?.headers.get('topic')).toBe(push?.messageId);
  });

  it.each<[string, (person: Awaited<ReturnType<typeof newPushedPerson>>) => Promise<unknown>]>([
    ['completed', ({ say }) => say({ type: 'task.complete', taskId })],
    ['cancelled', ({ say }) => say({ type: 'reminder.cancel', taskId, reminderId })],
    ['deleted', ({ say }) => say({ type: 'task.delete', taskId })],
    ['gone for good', ({ user }) => user.db.run(sql`DELETE FROM tasks WHERE user_id = ${user.id}`)],
    [
      'acknowledged behind the ledger',
      ({ user }) => user.db.run(sql`UPDATE firings SET acknowledged_at = 1 WHERE user_id = ${user.id}`),
    ],
  ])('PU3 is not sent for what is %s in the ten seconds', async (_name, act) => {
    const person = await newPushedPerson();
    await person.until(MOMENT + 5000);
    await act(person);
    await person.until(MOMENT + HOUR);
    expect(person.service.received).toEqual([]);
    const lines = await person.user.db.all<{ status: string }>(
      sql`SELECT status FROM deliveries WHERE user_id = ${person.user.id} AND channel = 'push'`,
    );
    expect(lines).toEqual([{ status: 'cancelled' }]);
    expect((await timersOf(person.user)).filter(({ kind }) => kind === 'push')).toEqual([]);
  });

  it('PU4 is sent once, whatever runs twice', async () => {
    const { until, ring, user, service, pushes } = await newPushedPerson();
    await until(MOMENT + 10_000);
    await user.db.run(sql`INSERT INTO timers (user_id, kind, ref, fire_at)
      SELECT user_id, 'push', id, fired_at FROM firings WHERE user_id = ${user.id}`);
    await ring();
    expect(service.received).toHaveLength(1);
    expect(await pushes()).toEqual(['sent']);
    expect(await timersOf(user)).toEqual([]);
  });

  it('PU4 a run that dies before it wrote down what was sent is repeated under the same topic and tag: one on the screen', async () => {
    const { user, until, sleepUntil, ring, nowMs, service, pushes } = await newPushedPerson();
    await until(MOMENT + 5000);
    sleepUntil(MOMENT + 10_000);
    const dying = hookedD1(env.DB, {
      before: ({ queries }) => {
        if (queries.some((query) => query.includes('INTO delivery_attempts'))) throw new Error('the power is gone');
      },
    });
    const ctx = { ...timerContext(user, nowMs), push: service.push, db: openDatabase(dying, newMeter()) };
    await runDueTimers(ctx, TIMER_HANDLERS, { write: () => undefined });
    expect(service.received).toHaveLength(1);
    expect(await pushes()).toEqual(['waiting']);
    sleepUntil(MOMENT + MINUTE);
    await ring();
    const [first, second] = service.received;
    expect(second?.headers.get('topic')).toBe(first?.headers.get('topic'));
    expect(service.shown()).toHaveLength(1);
    expect(await pushes()).toEqual(['sent']);
  });

  it('PU4 what was on its way while somebody took notice is told as sent', async () => {
    const { until, say, firingId, service, pushes, user } = await newPushedPerson();
    await until(MOMENT);
    const id = await firingId();
    service.meanwhile(async () => void (await say({ type: 'reminder.acknowledge', firingIds: [id] })));
    await until(MOMENT + MINUTE);
    expect(await pushes()).toEqual(['sent']);
    expect(await timersOf(user)).toEqual([]);
    // One that failed meanwhile is not tried again: nobody needs it.
    const other = await newPushedPerson();
    await other.until(MOMENT);
    const otherId = await other.firingId();
    other.service.willAnswer(503);
    other.service.meanwhile(async () => void (await other.say({ type: 'reminder.acknowledge', firingIds: [otherId] })));
    await other.until(MOMENT + HOUR);
    expect(other.service.received).toHaveLength(1);
    expect(await other.pushes()).toEqual(['cancelled']);
  });

  it.each([410, 404])(
    'PU5 a device that the service does not know any more (%i) is removed, the others are not',
    async (code) => {
      const { until, service, pushes, ledger, user, devices } = await newPushedPerson({ browsers: 2 });
      service.willAnswer(code);
      await until(MOMENT + HOUR);
      expect((await pushes()).toSorted()).toEqual(['failed', 'sent']);
      const rows = await user.db.all(sql`SELECT id FROM push_subscriptions WHERE user_id = ${user.id}`);
      const gone = (await ledger()).find(({ status }) => status === 'failed');
      expect(gone).toMatchObject({ device: { name: null }, attempts: [{ code }] });
      expect(rows).toEqual(devices.filter((id) => id !== gone?.device?.id).map((id) => ({ id })));
    },
  );

  it('PU5 a service that asks for patience is asked again when it said, and the lateness is told', async () => {
    const { line, attempts, service, user } = await tryOut({ status: 429, headers: { 'retry-after': '120' } }, 201);
    expect(line).toMatchObject({ status: 'sent', nextAttemptAt: null });
    expect(attempts.map(({ code, lateMs }) => [code, lateMs])).toEqual([
      [429, 0],
      [201, 120_000],
    ]);
    expect(service.shown()).toMatchObject([{ body: expect.stringContaining('2 min late.') }]);
    expect(await timersOf(user)).toEqual([]);
  });

  it('PU5 a service that is broken or silent is asked again, less and less often', async () => {
    const { line, attempts } = await tryOut(500, 'silence', 503, 201);
    expect(line?.status).toBe('sent');
    expect(attempts.map(({ code, lateMs }) => [code, lateMs])).toEqual([
      [500, 0],
      [null, 5000],
      [503, 15_000],
      [201, 35_000],
    ]);
    expect(attempts[1]?.error).toBe('The push service did not answer in time.');
  });

  it('PU5 it fails for good after an hour of tries, and at once when it is refused', async () => {
    const broken = await tryOut(...Array<number>(50).fill(500));
    expect(broken.line).toMatchObject({ status: 'failed', nextAttemptAt: null });
    expect(broken.attempts.at(-1)?.lateMs).toBeLessThanOrEqual(HOUR);
    expect(await timersOf(broken.user)).toEqual([]);
    const refused = await tryOut(403, 201);
    expect(refused.line).toMatchObject({ status: 'failed', attempts: [{ code: 403 }] });
    const never = await tryOut({ status: 503, headers: { 'retry-after': '86400' } });
    expect(never.line).toMatchObject({ status: 'failed' });
  });

  it('PU5 what one device refuses the others get', async () => {
    const { until, service, pushes, user } = await newPushedPerson({ browsers: 3 });
    service.willAnswer(500, 400);
    await until(MOMENT + 10_000);
    expect((await pushes()).toSorted()).toEqual(['failed', 'sent', 'waiting']);
    expect(await timersOf(user)).toMatchObject([{ kind: 'push', fire_at: MOMENT + 15_000 }]);
    await until(MOMENT + MINUTE);
    expect((await pushes()).toSorted()).toEqual(['failed', 'sent', 'sent']);
    expect(service.received).toHaveLength(4);
  });

  it('PU5 a device whose service asked for patience waits, although another is tried again sooner', async () => {
    const { until, service } = await newPushedPerson({ browsers: 2 });
    service.willAnswer({ status: 429, headers: { 'retry-after': '120' } }, 500);
    await until(MOMENT + 2 * MINUTE);
    expect(service.received).toHaveLength(3);
    await until(MOMENT + 3 * MINUTE);
    expect(service.received).toHaveLength(4);
  });

  it('PU3 is cancelled for a device that was removed meanwhile, and not sent to one that came later', async () => {
    const { until, user, devices, service, pushes } = await newPushedPerson({ browsers: 2 });
    await until(MOMENT);
    await removePushSubscription(user.db, user.id, devices[0] ?? '');
    const target = await service.addBrowser();
    const deps = { db: user.db, effects: realEffects(), push: service.push };
    await addPushSubscription(deps, { userId: user.id, sessionId: 'ses_y' }, target);
    await until(MOMENT + MINUTE);
    expect(await pushes()).toEqual(['cancelled', 'sent']);
    expect(service.received).toHaveLength(1);
  });

  it('PU6 shows the title when the user wants it there', async () => {
    const { say, until, service } = await newPushedPerson();
    await say({ type: 'settings.update', patch: { isTitleInPush: true } });
    await until(MOMENT + MINUTE);
    expect(service.shown()).toMatchObject([{ title: 'Call Ada', path: `/all?task=${taskId}` }]);
  });

  it('PU7 after quiet hours more than three are one message', async () => {
    const { say, until, service, user, ledger } = await newPushedPerson();
    await say({ type: 'settings.update', patch: { quietHours: { from: '13:15', to: '15:00' } } });
    for (let n = 2; n <= 5; n += 1) await say(createTask({ taskId: nthId('task', n), title: `Task ${n}` }));
    await until(NOON + 3 * HOUR);
    expect(service.received).toHaveLength(1);
    expect(service.shown()).toMatchObject([{ title: '5 reminders rang', path: '/notifications' }]);
    const messages = await user.db.all<{ id: string }>(
      sql`SELECT DISTINCT message_id AS id FROM deliveries WHERE user_id = ${user.id} AND channel = 'push'`,
    );
    expect(messages).toHaveLength(1);
    expect((await ledger()).find(({ channel }) => channel === 'push')).toMatchObject({ attempts: [{ lateMs: 0 }] });
  });

  it('PU8 many at once all go, and what rings meanwhile rings first', async () => {
    const { say, until, sleepUntil, ring, service, user } = await newPushedPerson({ browsers: 2 });
    for (let n = 2; n <= 40; n += 1) await say(createTask({ taskId: nthId('task', n) }));
    await say(createTask({ taskId: nthId('task', 50), due: fixedAt(NOON + 61 * MINUTE) }));
    await until(MOMENT + 5000);
    const order: string[] = [];
    service.meanwhile(async () => {
      const rows = await user.db.all(sql`SELECT 1 FROM firings WHERE user_id = ${user.id}`);
      order.push(rows.length > 40 ? 'rang' : 'late');
    });
    sleepUntil(MOMENT + 61_000);
    await ring();
    expect(service.received.length).toBeGreaterThanOrEqual(80);
    expect(new Set(order)).toEqual(new Set(['rang']));
    await until(MOMENT + HOUR);
    expect(service.received).toHaveLength(82);
    expect(await timersOf(user)).toEqual([]);
  });

  it('PU9 without keys it fails and says so', async () => {
    const { until, sleepUntil, user, nowMs, pushes, ledger } = await newPushedPerson();
    await until(MOMENT);
    sleepUntil(MOMENT + 10_000);
    await runDueTimers(timerContext(user, nowMs), TIMER_HANDLERS, { write: () => undefined });
    expect(await pushes()).toEqual(['failed']);
    const push = (await ledger()).find(({ channel }) => channel === 'push');
    expect(push?.attempts[0]?.error).toContain('no keys');
  });
});
