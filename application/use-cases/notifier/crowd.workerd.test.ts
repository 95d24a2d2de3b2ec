import { env } from 'cloudflare:workers';
import { sql } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { openDatabase } from '#application/db/database.ts';
import { newMeter } from '#application/db/strict-d1.ts';
import { nthId } from '#test/ids.ts';
import { createTask, MOMENT, newNotifiedPerson, taskId } from '#test/notified-person.ts';
import { timerContext } from '#test/timers.ts';
import { fixedAt } from '#test/watcher.ts';
import type { BackgroundLogEvent } from '../../background-log.ts';
import { runDueTimers } from '../hub/run-due-timers.ts';
import { TIMER_HANDLERS } from '../hub/timer-handlers.ts';

const MINUTE = 60_000;

/** Mails of one task whose reminders rang at one moment, all of which wait for a notifier that does not come. */
async function newCrowd(count: number) {
  const person = await newNotifiedPerson();
  await person.until(MOMENT);
  const { db, id } = person.user;
  const numbers = sql`WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < ${count})`;
  await db.run(sql`INSERT INTO firings (user_id, id, reminder_id, task_id, title, channels, planned_at, scheduled_at,
      fired_at, version, updated_at)
    ${numbers} SELECT user_id, printf('fir_%026d', n), reminder_id, task_id, title, channels, planned_at, scheduled_at,
      fired_at, version, updated_at FROM n, (SELECT * FROM firings WHERE user_id = ${id} AND task_id = ${taskId})`);
  await db.run(sql`INSERT INTO deliveries (user_id, reminder_id, firing_id, channel, destination, status, next_attempt_at,
      created_at, updated_at)
    SELECT user_id, reminder_id, id, 'email', '', 'waiting', ${MOMENT}, ${MOMENT}, ${MOMENT} FROM firings
    WHERE user_id = ${id} AND id LIKE 'fir_000000%'`);
  await db.run(sql`INSERT INTO timers (user_id, kind, ref, fire_at)
    SELECT user_id, 'claim', id, ${MOMENT + 5 * MINUTE} FROM firings WHERE user_id = ${id} AND id LIKE 'fir_000000%'`);
  return person;
}

type Crowd = Awaited<ReturnType<typeof newCrowd>>;

/** One turn of the hub's timers. @returns what went wrong, as it was logged */
async function turn(person: Crowd): Promise<unknown[]> {
  const logged: BackgroundLogEvent[] = [];
  const ctx = { ...timerContext(person.user, person.nowMs), db: openDatabase(env.DB, newMeter()) };
  await runDueTimers(ctx, TIMER_HANDLERS, { write: (line) => void logged.push(line) });
  return logged.filter(({ event }) => event !== 'timers.ran');
}

async function countOf(person: Crowd, what: string): Promise<number> {
  const [row] = await person.user.db.all<{ n: number }>(
    sql`SELECT count(*) AS n FROM ${sql.raw(what)} AND user_id = ${person.user.id}`,
  );
  return row?.n ?? 0;
}

it('NT22 what waits for a notifier, however much it is, does not keep other reminders of its user from ringing', async () => {
  const person = await newCrowd(200);
  await person.say(createTask({ taskId: nthId('task', 2), title: 'Later', due: fixedAt(MOMENT + 90 * MINUTE) }));
  for (let minute = 6; minute <= 95; minute += 1) {
    person.sleepUntil(MOMENT + minute * MINUTE);
    expect(await turn(person)).toEqual([]);
  }
  expect(await countOf(person, "firings WHERE title = 'Later'")).toBe(1);
});

it('NT22 two hundred that nobody came for in a week are given up in one turn', async () => {
  const person = await newCrowd(199);
  person.sleepUntil(MOMENT + 8 * 24 * 60 * MINUTE);
  expect(await turn(person)).toEqual([]);
  expect(await turn(person)).toEqual([]);
  expect(await countOf(person, "deliveries WHERE status = 'waiting'")).toBe(0);
  expect(await countOf(person, "messages WHERE status = 'failed'")).toBe(200);
});

it('NT22 two hundred whose claims ran out are asked for in one turn', async () => {
  const person = await newCrowd(199);
  for (let n = 1; n <= 199; n += 1) await person.claimOf({ firingId: `fir_${String(n).padStart(26, '0')}` });
  person.sleepUntil(MOMENT + 3 * MINUTE);
  expect(await turn(person)).toEqual([]);
  expect(await countOf(person, "events WHERE type = 'notification.due'")).toBeGreaterThanOrEqual(199);
});
