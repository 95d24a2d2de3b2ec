import { type SQL, sql } from 'drizzle-orm';
import { PUSH_GRACE_MS } from '#core/delivery/delivery.ts';
import { toEpochMs } from '#core/instant.ts';
import type { DomainEvent, FiringEvent } from '#core/log/event.ts';
import type { Firing } from '#core/reminder/firing.ts';
import { jsonChunks } from './json-rows.ts';

/**
 * The statements that open the ledger of what rang and close the one of what somebody took notice of, in the commit
 * itself: no ringing is without its lines, and nothing goes out that was taken notice of before.
 *
 * A push has a line for each device there is at this moment, and one timer for all of them. Without a device neither is
 * written, unless push is the only channel: then one line says that it failed, so that every ringing has a line and
 * can be found by it. What is missed (see `core/reminder/missed.ts`) rings on no channel: its lines begin as cancelled.
 */
export function projectDeliveries(userId: string, events: readonly DomainEvent[], nowMs: number): SQL[] {
  const ofFirings = events.filter((event): event is FiringEvent => event.kind === 'firing');
  const fired = ofFirings.filter(({ type }) => type === 'reminder.fired');
  const noticed = ofFirings.filter(({ type }) => type === 'reminder.acknowledged');
  return [
    ...openLedger(
      userId,
      fired.map(({ after }) => after),
      nowMs,
    ),
    ...closeLedger(
      userId,
      noticed.map(({ after }) => after),
      nowMs,
    ),
  ];
}

function openLedger(userId: string, firings: readonly Firing[], nowMs: number): SQL[] {
  const missed = firings.filter(({ acknowledgedAt }) => acknowledgedAt !== null);
  const ringing = firings.filter(({ acknowledgedAt }) => acknowledgedAt === null);
  const single = [
    ...missed.flatMap(({ id, reminderId, channels }) =>
      channels.map((channel) => [reminderId, id, channel, 'cancelled']),
    ),
    ...ringing.flatMap(({ id, reminderId, channels }) =>
      channels
        .filter((channel) => channel !== 'push')
        // In a window nobody can try: it shows the toast when it is there.
        .map((channel) => [reminderId, id, channel, 'waiting', channel === 'in_app' ? null : nowMs]),
    ),
  ];
  const pushed = ringing.flatMap(({ id, reminderId, channels, firedAt }) =>
    channels.includes('push') ? [[reminderId, id, toEpochMs(firedAt) + PUSH_GRACE_MS, channels.length]] : [],
  );
  const hasDevice = sql`EXISTS (SELECT 1 FROM push_subscriptions WHERE user_id = ${userId})`;
  return [
    ...jsonChunks(single).map(
      (json) => sql`INSERT INTO deliveries ${COLUMNS}
        SELECT ${userId}, value ->> 0, value ->> 1, value ->> 2, '', value ->> 3, value ->> 4, ${nowMs}, ${nowMs}
        FROM json_each(${json})`,
    ),
    ...jsonChunks(pushed).flatMap((json) => [
      sql`INSERT INTO deliveries ${COLUMNS}
        SELECT ${userId}, value ->> 0, value ->> 1, 'push', device.id, 'waiting', value ->> 2, ${nowMs}, ${nowMs}
        FROM json_each(${json}) JOIN push_subscriptions AS device ON device.user_id = ${userId}
        UNION ALL SELECT ${userId}, value ->> 0, value ->> 1, 'push', '', 'failed', NULL, ${nowMs}, ${nowMs}
        FROM json_each(${json}) WHERE value ->> 3 = 1 AND NOT ${hasDevice}`,
      sql`INSERT INTO timers (user_id, kind, ref, fire_at) SELECT ${userId}, 'push', value ->> 1, value ->> 2
        FROM json_each(${json}) WHERE ${hasDevice}`,
    ]),
  ];
}

const COLUMNS = sql.raw(
  '(user_id, reminder_id, firing_id, channel, destination, status, next_attempt_at, created_at, updated_at)',
);

function closeLedger(userId: string, firings: readonly Firing[], nowMs: number): SQL[] {
  return jsonChunks(firings.map(({ id, reminderId }) => [reminderId, id])).flatMap((json) => [
    sql`UPDATE deliveries SET status = 'cancelled', next_attempt_at = NULL, updated_at = ${nowMs}
      WHERE (user_id, reminder_id, firing_id) IN
        (SELECT ${userId}, value ->> 0, value ->> 1 FROM json_each(${json})) AND status = 'waiting'`,
    sql`DELETE FROM timers WHERE (user_id, kind, ref) IN
      (SELECT ${userId}, 'push', value ->> 1 FROM json_each(${json}))`,
  ]);
}
