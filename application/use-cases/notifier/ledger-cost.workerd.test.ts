import { env } from 'cloudflare:workers';
import { sql } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { openDatabase } from '#application/db/database.ts';
import { newMeter } from '#application/db/strict-d1.ts';
import { MOMENT, newNotifiedPerson, reportOf, theOne } from '#test/notified-person.ts';
import { timerContext } from '#test/timers.ts';
import { runDueTimers } from '../hub/run-due-timers.ts';
import { TIMER_HANDLERS } from '../hub/timer-handlers.ts';
import { claimMessages } from './claim-messages.ts';
import { reportMessage } from './report-message.ts';

const MINUTE = 60_000;

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
    // Noted once a minute, whoever comes: each of the two is the first.
    await user.db.run(sql`DELETE FROM notifiers`);
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
