import { type SQL, sql } from 'drizzle-orm';
import { PUSH_GRACE_MS } from '#core/delivery/delivery.ts';
import { UNCLAIMED_AFTER_MS } from '#core/delivery/retry-schedule.ts';
import { toEpochMs } from '#core/instant.ts';
import type { DomainEvent, FiringEvent } from '#core/log/event.ts';
import type { Firing } from '#core/reminder/firing.ts';
import type { Channel } from '#core/reminder/reminder.ts';
import { jsonChunks } from './json-rows.ts';

/**
 * The statements that open the ledger of what rang and close the one of what somebody took notice of, in the commit
 * itself: no ringing is without its lines, and nothing goes out that was taken notice of before.
 *
 * A push has a line for each device there is at this moment, and one timer for all of them. Without a device neither is
 * written, unless push is the only channel: then one line says that it failed, so that every ringing has a line and
 * can be found by it. Mail and each webhook have a line that waits for a notifier, and one timer that asks again when
 * none came; without a verified address, or a webhook, the line says so from the start. What is missed (see
 * `core/reminder/missed.ts`) rings on no channel: its lines begin as cancelled.
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
  const missedLines = missed.flatMap(({ id, reminderId, channels }) =>
    channels.map((channel) => [reminderId, id, channel]),
  );
  // In a window nobody can try: it shows the toast when it is there.
  const inApp = ofChannel(ringing, 'in_app');
  const mailed = ofChannel(ringing, 'email');
  const called = ofChannel(ringing, 'webhook');
  const outside = ringing.flatMap(({ id, reminderId, channels }) =>
    channels.includes('email') || channels.includes('webhook') ? [[reminderId, id]] : [],
  );
  const pushed = ringing.flatMap(({ id, reminderId, channels, firedAt }) =>
    channels.includes('push') ? [[reminderId, id, toEpochMs(firedAt) + PUSH_GRACE_MS, channels.length]] : [],
  );
  const hasDevice = sql`EXISTS (SELECT 1 FROM push_subscriptions WHERE user_id = ${userId})`;
  return [
    ...jsonChunks(missedLines).map(
      (json) => sql`INSERT INTO deliveries ${COLUMNS}
        SELECT ${userId}, value ->> 0, value ->> 1, value ->> 2, '', 'cancelled', 'missed', NULL, ${nowMs}, ${nowMs}
        FROM json_each(${json})`,
    ),
    ...jsonChunks(inApp).map(
      (json) => sql`INSERT INTO deliveries ${COLUMNS}
        SELECT ${userId}, value ->> 0, value ->> 1, 'in_app', '', 'waiting', NULL, NULL, ${nowMs}, ${nowMs}
        FROM json_each(${json})`,
    ),
    ...jsonChunks(mailed).map(
      (json) => sql`INSERT INTO deliveries ${COLUMNS}
        SELECT ${userId}, value ->> 0, value ->> 1, 'email', '', iif(mail.reason IS NULL, 'waiting', 'failed'), mail.reason,
          iif(mail.reason IS NULL, ${nowMs}, NULL), ${nowMs}, ${nowMs}
        FROM json_each(${json}) CROSS JOIN (SELECT ${noMailReason(userId)} AS reason) AS mail`,
    ),
    ...jsonChunks(called).map(
      (json) => sql`INSERT INTO deliveries ${COLUMNS}
        SELECT ${userId}, value ->> 0, value ->> 1, 'webhook', hook.id, 'waiting', NULL, ${nowMs}, ${nowMs}, ${nowMs}
        FROM json_each(${json}) JOIN webhooks AS hook ON hook.user_id = ${userId} AND hook.disabled_at IS NULL
        UNION ALL SELECT ${userId}, value ->> 0, value ->> 1, 'webhook', '', 'failed', 'no_webhook', NULL, ${nowMs}, ${nowMs}
        FROM json_each(${json}) WHERE NOT EXISTS
          (SELECT 1 FROM webhooks WHERE user_id = ${userId} AND disabled_at IS NULL)`,
    ),
    ...jsonChunks(outside).map(
      (json) => sql`INSERT INTO timers (user_id, kind, ref, fire_at)
        SELECT ${userId}, 'claim', value ->> 1, ${nowMs + UNCLAIMED_AFTER_MS} FROM json_each(${json})
        WHERE EXISTS (SELECT 1 FROM deliveries WHERE user_id = ${userId} AND reminder_id = value ->> 0
          AND firing_id = value ->> 1 AND channel IN ('email', 'webhook') AND status = 'waiting')`,
    ),
    ...jsonChunks(pushed).flatMap((json) => [
      sql`INSERT INTO deliveries ${COLUMNS}
        SELECT ${userId}, value ->> 0, value ->> 1, 'push', device.id, 'waiting', NULL, value ->> 2, ${nowMs}, ${nowMs}
        FROM json_each(${json}) JOIN push_subscriptions AS device ON device.user_id = ${userId}
        UNION ALL SELECT ${userId}, value ->> 0, value ->> 1, 'push', '', 'failed', NULL, NULL, ${nowMs}, ${nowMs}
        FROM json_each(${json}) WHERE value ->> 3 = 1 AND NOT ${hasDevice}`,
      sql`INSERT INTO timers (user_id, kind, ref, fire_at) SELECT ${userId}, 'push', value ->> 1, value ->> 2
        FROM json_each(${json}) WHERE ${hasDevice}`,
    ]),
  ];
}

function ofChannel(firings: readonly Firing[], channel: Channel): string[][] {
  return firings.flatMap(({ id, reminderId, channels }) => (channels.includes(channel) ? [[reminderId, id]] : []));
}

/** Why no mail about reminders can go to a user, as SQL; null when it can. */
export function noMailReason(userId: string): SQL {
  return sql`CASE WHEN NOT EXISTS (SELECT 1 FROM users WHERE id = ${userId} AND email_verified = 1) THEN 'no_address'
    WHEN EXISTS (SELECT 1 FROM mail_opt_outs WHERE user_id = ${userId}) THEN 'unsubscribed' END`;
}

const COLUMNS = sql.raw(
  '(user_id, reminder_id, firing_id, channel, destination, status, reason, next_attempt_at, created_at, updated_at)',
);

function closeLedger(userId: string, firings: readonly Firing[], nowMs: number): SQL[] {
  return jsonChunks(firings.map(({ id, reminderId }) => [reminderId, id])).flatMap((json) => [
    sql`UPDATE deliveries SET status = 'cancelled', next_attempt_at = NULL, updated_at = ${nowMs}
      WHERE (user_id, reminder_id, firing_id) IN
        (SELECT ${userId}, value ->> 0, value ->> 1 FROM json_each(${json})) AND status = 'waiting'`,
    sql`DELETE FROM timers WHERE (user_id, kind, ref) IN
      (SELECT ${userId}, kind.value, firing.value ->> 1
        FROM json_each(${json}) AS firing CROSS JOIN json_each('["push", "claim"]') AS kind)`,
  ]);
}
