import { env } from 'cloudflare:workers';
import { type SQL, sql } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { type Database, openDatabase, runBatch } from '#application/db/database.ts';
import {
  closeMessages,
  guardLines,
  insertGivenUp,
  removeSettledTimers,
  removeTimers,
  setTimers,
  writeLines,
} from '#application/db/ledger-statements.ts';
import { readClaim } from '#application/db/queries/read-claim.ts';
import { newMeter } from '#application/db/strict-d1.ts';
import { MOMENT, newNotifiedPerson, reminderId, reportOf, taskId, theOne } from '#test/notified-person.ts';
import { timerContext } from '#test/timers.ts';
import { runDueTimers } from '../hub/run-due-timers.ts';
import { TIMER_HANDLERS } from '../hub/timer-handlers.ts';
import { claimMessages } from './claim-messages.ts';
import { reportMessage } from './report-message.ts';

const MINUTE = 60_000;
const range = (count: number) => Array.from({ length: count }, (_, at) => at + 1);

/** One that is expected, and has not come just now. */
async function notifierCame(db: Database): Promise<void> {
  await db.run(sql`DELETE FROM notifiers`);
  await db.run(
    sql`INSERT INTO notifiers (channel, consumer, seen_at) VALUES ('email', 'notifier', ${MOMENT - MINUTE})`,
  );
}

it('NT18 does not grow with what was sent before', async () => {
  const costs = async (past: number) => {
    const person = await newNotifiedPerson();
    const { user, deps, links } = person;
    const numbers = sql`WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < ${past})`;
    await user.db.run(sql`INSERT INTO firings (user_id, id, reminder_id, task_id, title, channels, planned_at, scheduled_at, fired_at, version, updated_at)
      ${numbers} SELECT ${user.id}, 'fir_' || n, 'rem_' || n, 'task', 'Past', '["email"]', n, n, n, 1, n FROM n`);
    await user.db.run(sql`INSERT INTO deliveries (user_id, reminder_id, firing_id, channel, destination, status, message_id, created_at, updated_at)
      ${numbers} SELECT ${user.id}, 'rem_' || n, 'fir_' || n, 'email', '', 'sent', 'msg_' || n, n, n FROM n`);
    await user.db.run(sql`INSERT INTO messages (user_id, id, kind, channel, destination, lines, status, version, attempts, created_at, updated_at)
      ${numbers} SELECT ${user.id}, 'msg_' || n, 'reminder', 'email', '', '[]', 'sent', 1, 1, n, n FROM n`);
    // Noted once a minute, whoever comes: each of the two is the first in its minute.
    await notifierCame(user.db);
    const meter = newMeter();
    const db = openDatabase(env.DB, meter);
    const spent: number[] = [];
    const note = () => spent.push(meter.rowsRead + meter.rowsWritten);
    await person.until(MOMENT);
    person.sleepUntil(MOMENT + 5 * MINUTE);
    const ctx = { ...timerContext(user, person.nowMs), db };
    await runDueTimers(ctx, TIMER_HANDLERS, { write: () => undefined });
    note();
    const deliveryOf = { firingId: await person.firingId() };
    const asked = { consumer: 'notifier', userId: user.id, deliveryOf, channels: ['email' as const] };
    const granted = theOne(await claimMessages({ ...deps, db }, asked, links));
    note();
    await reportMessage({ ...deps, db }, reportOf(user.id, granted, { kind: 'failed' }));
    note();
    person.sleepUntil(MOMENT + 6 * MINUTE);
    await runDueTimers({ ...ctx, db }, TIMER_HANDLERS, { write: () => undefined });
    note();
    return spent;
  };
  const [few, many] = [await costs(20), await costs(1000)];
  expect(many).toEqual(few);
});

/** A person with so many tasks whose reminders quiet hours held back to the same end, and by mail each. */
async function newHeldBack(count: number) {
  const person = await newNotifiedPerson();
  await person.until(MOMENT);
  const { db, id } = person.user;
  const copy = async (table: string, key: SQL, changed: Readonly<Record<string, string>>) => {
    const columns = await db.all<{ name: string }>(sql`SELECT name FROM pragma_table_info(${table})`);
    const names = columns.map(({ name }) => name);
    await db.run(sql`WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < ${count})
      INSERT INTO ${sql.raw(`${table} (${names.join(', ')})`)}
      SELECT ${sql.raw(names.map((name) => changed[name] ?? name).join(', '))} FROM n CROSS JOIN ${sql.raw(table)}
      WHERE user_id = ${id} AND ${key} LIMIT ${count}`);
  };
  const reminder = "printf('rem_%026d', n)";
  const task = "printf('tsk_%026d', n)";
  const firing = "printf('fir_%026d', n)";
  const firingId = await person.firingId();
  await copy('tasks', sql`id = ${taskId}`, { id: task, reminders: `replace(reminders, '${reminderId}', ${reminder})` });
  await copy('firings', sql`id = ${firingId}`, {
    id: firing,
    reminder_id: reminder,
    task_id: task,
    planned_at: `planned_at - ${MINUTE}`,
  });
  await copy('deliveries', sql`firing_id = ${firingId}`, { firing_id: firing, reminder_id: reminder });
  await copy('timers', sql`kind = 'claim' AND ref = ${firingId}`, { ref: firing });
  return person;
}

const nthFiring = (n: number) => `fir_${String(n).padStart(26, '0')}`;

it('NT23 a claim reads no more than one mail tells, however many are held back to the same end', async () => {
  const cost = async (count: number) => {
    const person = await newHeldBack(count);
    await notifierCame(person.user.db);
    const meter = newMeter();
    const asked = { firingId: nthFiring(count - 50) };
    const granted = theOne(await person.claimOf(asked, ['email'], openDatabase(env.DB, meter)));
    expect(granted).toMatchObject({ letter: { items: { length: 50 }, more: 150 } });
    // What came for the same mail finds it taken, for next to nothing.
    const second = newMeter();
    const other = { firingId: nthFiring(count) };
    expect(await person.claimOf(other, ['email'], openDatabase(env.DB, second))).toMatchObject([{ outcome: 'held' }]);
    expect(second.rowsRead).toBeLessThan(50);
    return meter.rowsRead;
  };
  const [few, many] = [await cost(300), await cost(1500)];
  expect(many).toBeLessThan(few * 1.1);
});

it('NT23 every one that was held back is told, in mails of two hundred', async () => {
  const person = await newHeldBack(600);
  const sizes: number[] = [];
  // In no order, as their wake-ups come.
  for (let n = 0; n < 600; n += 1) {
    const claimed = await person.claimOf({ firingId: nthFiring(((n * 389) % 600) + 1) }, ['email']);
    for (const each of claimed) {
      if (each.outcome !== 'granted' || each.channel !== 'email' || each.letter.kind !== 'reminder') continue;
      sizes.push(each.letter.items.length + each.letter.more);
    }
  }
  expect(sizes).toEqual([200, 200, 200]);
});

it('NT23 what is written for many lines at once reads so many rows a line', async () => {
  const cost = async (count: number) => {
    const person = await newHeldBack(2_000);
    const { user } = person;
    const { lines } = await readClaim(user.db, user.id, { firingIds: range(count).map(nthFiring) }, ['email']);
    const changes = lines.map((line) => ({ ...line, nextAttemptAtMs: 1, version: line.version + 1 }));
    const ends = range(count).map((n) => [nthFiring(n), 'failed'] as const);
    const reads: number[] = [];
    for (const statements of [
      guardLines(user.id, lines),
      writeLines(user.id, changes, 1),
      insertGivenUp(
        user.id,
        lines.map((line) => ({ ...line, messageId: line.firingId })),
        1,
      ),
      closeMessages(user.id, ends, 1),
      setTimers(
        user.id,
        'claim',
        range(count).map((n) => [nthFiring(n), 1] as const),
      ),
      removeSettledTimers(user.id, lines),
      removeTimers(user.id, 'claim', range(count).map(nthFiring)),
    ]) {
      const meter = newMeter();
      await runBatch(openDatabase(env.DB, meter), statements);
      reads.push(meter.rowsRead);
    }
    return reads;
  };
  const [few, many] = [await cost(100), await cost(1_000)];
  for (const [at, reads] of many.entries())
    expect(reads, `statement ${at}`).toBeLessThanOrEqual(12 * (few[at] ?? 0) + 50);
  expect(Math.max(...many)).toBeLessThan(10_000);
});
