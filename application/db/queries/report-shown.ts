import { sql } from 'drizzle-orm';
import { type Database, runBatch } from '../database.ts';
import { inJson } from '../json-rows.ts';

/**
 * Writes down that a window shows the toasts of these ringings: in app they are sent, with how late; pushes that wait
 * are not needed any more. Saying so twice changes nothing, and what is not the user's own is not there.
 *
 * No event: that some window drew a toast is nothing that changed, and as an event it would wake every device for
 * every toast of every other.
 *
 * @param nowMs ms since the epoch
 * @returns how many had not been shown before
 */
export async function reportShown(
  db: Database,
  userId: string,
  firingIds: readonly string[],
  nowMs: number,
): Promise<number> {
  // In this order, or SQLite walks through all there is of the user: CROSS JOIN keeps it.
  const rang = sql`json_each(${JSON.stringify(firingIds)}) AS shown
    CROSS JOIN firings AS firing ON firing.user_id = ${userId} AND firing.id = shown.value`;
  const [, shown = []] = await runBatch(db, [
    sql`INSERT INTO delivery_attempts (user_id, reminder_id, firing_id, channel, destination, at, late_ms)
      SELECT ${userId}, line.reminder_id, line.firing_id, 'in_app', '', ${nowMs}, max(0, ${nowMs} - firing.scheduled_at)
      FROM ${rang} CROSS JOIN deliveries AS line ON line.user_id = ${userId} AND line.reminder_id = firing.reminder_id
        AND line.firing_id = firing.id AND line.channel = 'in_app' AND line.status = 'waiting'
      WHERE true ON CONFLICT DO NOTHING`,
    sql`UPDATE deliveries SET status = 'sent', updated_at = ${nowMs}
      WHERE (user_id, reminder_id, firing_id, channel, destination) IN
        (SELECT ${userId}, firing.reminder_id, firing.id, 'in_app', '' FROM ${rang})
        AND status = 'waiting' RETURNING 1 AS shown`,
    sql`UPDATE deliveries SET status = 'cancelled', next_attempt_at = NULL, updated_at = ${nowMs}
      WHERE (user_id, reminder_id, firing_id) IN (SELECT ${userId}, firing.reminder_id, firing.id FROM ${rang})
        AND channel = 'push' AND status = 'waiting'`,
    sql`DELETE FROM timers WHERE user_id = ${userId} AND kind = 'push' AND ref IN ${inJson(firingIds)}`,
  ]);
  return shown.length;
}
