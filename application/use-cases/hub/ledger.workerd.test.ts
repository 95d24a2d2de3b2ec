import { env } from 'cloudflare:workers';
import { sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { toInstant } from '#core/instant.ts';
import { hookedD1 } from '#test/hooked-d1.ts';
import { nthId } from '#test/ids.ts';
import { createTask, MOMENT, newPushedPerson, reminderId, taskId } from '#test/pushed-person.ts';
import { timerContext, timersOf } from '#test/timers.ts';
import type { TestUser } from '#test/users.ts';
import { fixedAt, NOON } from '#test/watcher.ts';
import { openDatabase } from '../../db/database.ts';
import { reportShown } from '../../db/queries/report-shown.ts';
import { newMeter } from '../../db/strict-d1.ts';
import { readLedger } from '../push/read-ledger.ts';
import { runDueTimers } from './run-due-timers.ts';
import { TIMER_HANDLERS } from './timer-handlers.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

describe('the ledger', () => {
  it('DL1 has a line for each channel and device from the moment it rings', async () => {
    const { until, ledger, devices } = await newPushedPerson({
      browsers: 2,
      channels: ['in_app', 'push', 'email', 'webhook'],
    });
    await until(MOMENT);
    const lines = await ledger();
    expect(lines.map(({ channel, status, device }) => [channel, status, device?.name ?? null])).toEqual([
      ['email', 'waiting', null],
      ['in_app', 'waiting', null],
      ['push', 'waiting', 'Browser 1'],
      ['push', 'waiting', 'Browser 2'],
      ['webhook', 'waiting', null],
    ]);
    expect(lines.flatMap(({ device }) => device?.id ?? [])).toEqual(devices);
    expect(new Set(lines.map(({ id }) => id)).size).toBe(5);
  });

  it('DL1 a ringing that is not there has no lines either, whatever D1 did', async () => {
    const { user, sleepUntil, nowMs, service, ledger } = await newPushedPerson();
    sleepUntil(MOMENT);
    const failing = hookedD1(env.DB, {
      before: ({ isCommit }) => {
        if (isCommit) throw new Error('D1_ERROR: broken for good');
      },
    });
    const ctx = { ...timerContext(user, nowMs), push: service.push };
    await runDueTimers({ ...ctx, db: openDatabase(failing, newMeter()) }, TIMER_HANDLERS, { write: () => undefined });
    expect(await ledger()).toEqual([]);
    expect((await timersOf(user)).map(({ kind }) => kind)).toEqual(['ring']);
  });

  it('DL2 without a device a push costs nothing: no line, no timer', async () => {
    const { until, ledger, user } = await newPushedPerson({ browsers: 0 });
    await until(MOMENT);
    expect((await ledger()).map(({ channel }) => channel)).toEqual(['in_app']);
    expect(await timersOf(user)).toEqual([]);
  });

  it('DL1 a reminder that only pushes says that there was no device', async () => {
    const { until, ledger, user } = await newPushedPerson({ browsers: 0, channels: ['push'] });
    await until(MOMENT);
    expect(await ledger()).toMatchObject([{ channel: 'push', status: 'failed', device: null, attempts: [] }]);
    expect(await timersOf(user)).toEqual([]);
  });

  it('DL2 two hundred that ring together are written with as few statements as one', async () => {
    const { say, until, user, service } = await newPushedPerson({ browsers: 3 });
    const count = async (tasks: number, from: number, dueMs: number) => {
      for (let n = from; n < from + tasks; n += 1)
        await say(createTask({ taskId: nthId('task', n), due: fixedAt(dueMs) }));
      let statements = 0;
      const counting = hookedD1(env.DB, {
        after: ({ isCommit, queries }) => {
          if (isCommit) statements += queries.length;
        },
      });
      const ringAt = dueMs - 30 * MINUTE;
      await until(ringAt - 1);
      const ctx = { ...timerContext(user, () => ringAt), push: service.push };
      await runDueTimers({ ...ctx, db: openDatabase(counting, newMeter()) }, TIMER_HANDLERS, {
        write: () => undefined,
      });
      return statements;
    };
    const one = await count(1, 10, NOON + 3 * HOUR);
    expect(await count(200, 20, NOON + 5 * HOUR)).toBe(one);
    const rows = await user.db.all(
      sql`SELECT 1 FROM deliveries WHERE user_id = ${user.id} AND created_at = ${NOON + 270 * MINUTE}`,
    );
    expect(rows).toHaveLength(200 * 4);
  });

  it('DL3 a window that shows the toast settles it in app, with how late, and no push follows', async () => {
    const { user, until, sleepUntil, ring, ledger, service, firingId } = await newPushedPerson();
    await until(MOMENT);
    expect(await reportShown(user.db, user.id, [await firingId()], MOMENT + 2500)).toBe(1);
    const [inApp, push] = await ledger();
    expect(inApp).toMatchObject({
      channel: 'in_app',
      status: 'sent',
      attempts: [{ lateMs: 2500, code: null, error: null }],
    });
    expect(push).toMatchObject({ channel: 'push', status: 'cancelled', attempts: [] });
    expect(await reportShown(user.db, user.id, [await firingId()], MOMENT + 3000)).toBe(0);
    expect((await ledger())[0]?.attempts).toHaveLength(1);
    sleepUntil(MOMENT + HOUR);
    await ring();
    expect(service.received).toEqual([]);
    expect(await timersOf(user)).toEqual([]);
  });

  it('DL3 a window that comes later tells how late it was; the push had gone', async () => {
    const { user, until, ledger, pushes, firingId } = await newPushedPerson();
    await until(MOMENT + MINUTE);
    await reportShown(user.db, user.id, [await firingId()], MOMENT + 5 * MINUTE);
    expect((await ledger())[0]).toMatchObject({ status: 'sent', attempts: [{ lateMs: 5 * MINUTE }] });
    expect(await pushes()).toEqual(['sent']);
  });

  it('DL4 taking notice and snoozing end every channel that waits, in the same commit', async () => {
    for (const act of ['acknowledge', 'snooze'] as const) {
      const { say, until, ledger, firingId, user, service } = await newPushedPerson({
        channels: ['in_app', 'push', 'email'],
      });
      await until(MOMENT + 5 * SECOND);
      const snooze = { kind: 'minutes', minutes: 60 } as const;
      if (act === 'snooze') await say({ type: 'reminder.snooze', taskId, reminderId, snooze });
      else await say({ type: 'reminder.acknowledge', firingIds: [await firingId()] });
      expect((await ledger()).map(({ status }) => status)).toEqual(['cancelled', 'cancelled', 'cancelled']);
      expect((await timersOf(user)).map(({ kind }) => kind)).toEqual(act === 'snooze' ? ['ring'] : []);
      await until(MOMENT + MINUTE);
      expect(service.received).toEqual([]);
    }
  });

  it('DL4 what was sent or shown before somebody took notice stays told as that', async () => {
    const { say, until, ledger, firingId, user } = await newPushedPerson({ channels: ['in_app', 'push', 'email'] });
    await until(MOMENT + MINUTE);
    await reportShown(user.db, user.id, [await firingId()], MOMENT + MINUTE);
    await say({ type: 'reminder.acknowledge', firingIds: [await firingId()] });
    expect((await ledger()).map(({ channel, status }) => [channel, status])).toEqual([
      ['email', 'cancelled'],
      ['in_app', 'sent'],
      ['push', 'sent'],
    ]);
  });

  it('DL1 what is told as missed rings on no channel', async () => {
    const { sleepUntil, ring, rang, ledger, user, service } = await newPushedPerson();
    sleepUntil(MOMENT + 8 * 24 * HOUR);
    await ring();
    expect(await rang()).toHaveLength(1);
    expect((await ledger()).map(({ channel, status }) => [channel, status])).toEqual([
      ['in_app', 'cancelled'],
      ['push', 'cancelled'],
    ]);
    expect(await timersOf(user)).toEqual([]);
    expect(service.received).toEqual([]);
  });

  it('DL5 no line, address or endpoint is in any event', async () => {
    const { until, user, service, devices } = await newPushedPerson();
    await until(MOMENT + MINUTE);
    const log = JSON.stringify(await user.db.all(sql`SELECT * FROM events WHERE user_id = ${user.id}`));
    expect(log).toContain('reminder.fired');
    const [received] = service.received;
    for (const secret of [received?.endpoint, devices[0], 'https://', 'dlv_']) expect(log).not.toContain(secret);
  });
});

describe('what it costs', () => {
  it('DL2 does not grow with what rang before', async () => {
    const costs = async (past: number) => {
      const { user, until, firingId, nowMs, service } = await newPushedPerson();
      await fillPast(user, past);
      const meter = newMeter();
      const db = openDatabase(env.DB, meter);
      const spent: number[] = [];
      const note = () => spent.push(meter.rowsRead + meter.rowsWritten);
      await until(MOMENT);
      await readLedger(db, user.id, { taskId, reminderId }, 20);
      note();
      const ctx = { ...timerContext(user, () => nowMs() + 10_000), push: service.push, db };
      await runDueTimers(ctx, TIMER_HANDLERS, { write: () => undefined });
      note();
      await reportShown(db, user.id, [await firingId()], MOMENT + MINUTE);
      note();
      const snooze = { kind: 'minutes', minutes: 60 } as const;
      const device = user.at({ effects: { now: () => toInstant(nowMs()) } });
      await device.done({ type: 'reminder.snooze', taskId, reminderId, snooze });
      return [...spent, device.cost().rowsRead];
    };
    expect(await costs(2000)).toEqual(await costs(20));
  });
});

/** Reminders that rang before, each with its lines, as months of use leave them. */
async function fillPast({ db, id }: TestUser, count: number): Promise<void> {
  const numbers = sql`WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < ${count})`;
  await db.run(sql`INSERT INTO firings (user_id, id, reminder_id, task_id, title, channels, planned_at, scheduled_at, fired_at, version, updated_at)
    ${numbers} SELECT ${id}, 'fir_' || n, 'rem_' || n, 'task', 'Past', '["in_app"]', n, n, n, 1, n FROM n`);
  await db.run(sql`INSERT INTO deliveries (user_id, reminder_id, firing_id, channel, destination, status, created_at, updated_at)
    ${numbers} SELECT ${id}, 'rem_' || n, 'fir_' || n, 'push', 'sub', 'sent', n, n FROM n`);
}
