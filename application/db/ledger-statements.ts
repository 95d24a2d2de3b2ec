import { type SQL, sql } from 'drizzle-orm';
import type { DeliveryStatus } from '#core/delivery/delivery.ts';
import type { MessageKind, OutsideChannel } from '#core/delivery/delivery-notice.ts';
import type { DeliveryReason } from '#core/delivery/delivery-reason.ts';
import { MAX_ASK_PAUSE_MS, UNCLAIMED_AFTER_MS } from '#core/delivery/retry-schedule.ts';
import { jsonChunks } from './json-rows.ts';
import { noMailReason } from './project-deliveries.ts';

/** What names a line of the ledger. */
export interface LineKey {
  reminderId: string;
  firingId: string;
  channel: OutsideChannel;
  destination: string;
}

/** A line as it is to be. Times are ms since the epoch. */
export interface LineChange extends LineKey {
  status: DeliveryStatus;
  reason: DeliveryReason | null;
  version: number;
  messageId: string | null;
  nextAttemptAtMs: number | null;
}

/** The statements that write lines as they are now. */
export function writeLines(userId: string, changes: readonly LineChange[], nowMs: number): SQL[] {
  const rows = changes.map((line) => [
    line.reminderId,
    line.firingId,
    line.channel,
    line.destination,
    line.status,
    line.reason,
    line.version,
    line.messageId,
    line.nextAttemptAtMs,
  ]);
  // Read once and looked up one by one: json_each joined as it is would be read again for every line.
  return jsonChunks(rows).map(
    (json) => sql`WITH came AS MATERIALIZED (SELECT value FROM json_each(${json}))
      UPDATE deliveries SET status = came.value ->> 4, reason = came.value ->> 5, version = came.value ->> 6,
        message_id = came.value ->> 7, next_attempt_at = came.value ->> 8, updated_at = ${nowMs}
      FROM came
      WHERE deliveries.user_id = ${userId}
        AND deliveries.reminder_id = came.value ->> 0 AND deliveries.firing_id = came.value ->> 1
        AND deliveries.channel = came.value ->> 2 AND deliveries.destination = came.value ->> 3`,
  );
}

/** Lines as they were read, of which none may have moved: neither status, nor message, nor version. */
export function guardLines(
  userId: string,
  lines: readonly (LineKey & { status: DeliveryStatus; version: number; messageId: string | null })[],
): SQL[] {
  const rows = lines.map((line) => [
    line.reminderId,
    line.firingId,
    line.channel,
    line.destination,
    line.status,
    line.version,
    line.messageId,
  ]);
  return jsonChunks(rows).map(
    (json) => sql`INSERT INTO commit_guard (x) SELECT NULL FROM json_each(${json}) AS expected
      WHERE NOT EXISTS (SELECT 1 FROM deliveries AS now WHERE now.user_id = ${userId}
        AND now.reminder_id = expected.value ->> 0 AND now.firing_id = expected.value ->> 1
        AND now.channel = expected.value ->> 2 AND now.destination = expected.value ->> 3
        AND now.status = expected.value ->> 4 AND now.version = expected.value ->> 5
        AND now.message_id IS expected.value ->> 6)`,
  );
}

/** A message as it is to be; a first version is inserted, so that of two that make the same one wins. */
export interface MessageState {
  id: string;
  kind: MessageKind;
  channel: OutsideChannel;
  destination: string;
  lines: readonly [reminderId: string, firingId: string][];
  status: DeliveryStatus;
  version: number;
  claim: string | null;
  claimedUntilMs: number | null;
  attempts: number;
  firstAttemptAtMs: number | null;
  nextAttemptAtMs: number | null;
  isReplay: boolean;
  body: string | null;
  secret: string | null;
  expiresAtMs: number | null;
}

export function insertMessage(userId: string, message: MessageState, nowMs: number): SQL {
  return sql`INSERT INTO messages (user_id, id, kind, channel, destination, lines, status, version, claim, claimed_until,
      attempts, first_attempt_at, next_attempt_at, is_replay, body, secret, expires_at, created_at, updated_at)
    VALUES (${userId}, ${message.id}, ${message.kind}, ${message.channel}, ${message.destination},
      ${JSON.stringify(message.lines)}, ${message.status}, ${message.version}, ${message.claim},
      ${message.claimedUntilMs}, ${message.attempts}, ${message.firstAttemptAtMs}, ${message.nextAttemptAtMs},
      ${Number(message.isReplay)}, ${message.body}, ${message.secret}, ${message.expiresAtMs}, ${nowMs}, ${nowMs})`;
}

/** Ends messages, `[id, status]`, after the guard that fails the batch when somebody else was faster. */
export function closeMessages(
  userId: string,
  ends: readonly (readonly [id: string, status: DeliveryStatus])[],
  nowMs: number,
): SQL[] {
  return jsonChunks(ends).map(
    (json) => sql`WITH came AS MATERIALIZED (SELECT value FROM json_each(${json}))
      UPDATE messages SET status = came.value ->> 1, version = version + 1, claimed_until = NULL,
        next_attempt_at = NULL, secret = NULL, updated_at = ${nowMs}
      FROM came WHERE messages.user_id = ${userId} AND messages.id = came.value ->> 0`,
  );
}

/** Messages of one reminder each that were given up before anybody claimed them. */
export function insertGivenUp(
  userId: string,
  lines: readonly (LineKey & { messageId: string })[],
  nowMs: number,
): SQL[] {
  const rows = lines.map(({ messageId, channel, destination, reminderId, firingId }) => {
    return [messageId, channel, destination, JSON.stringify([[reminderId, firingId]])];
  });
  return jsonChunks(rows).map(
    (json) => sql`INSERT INTO messages (user_id, id, kind, channel, destination, lines, status, version, attempts,
        created_at, updated_at)
      SELECT ${userId}, value ->> 0, 'reminder', value ->> 1, value ->> 2, value ->> 3, 'failed', 1, 0, ${nowMs}, ${nowMs}
      FROM json_each(${json})`,
  );
}

/** What moves in a message. */
export type MessageChange = Pick<
  MessageState,
  | 'id'
  | 'status'
  | 'claim'
  | 'claimedUntilMs'
  | 'attempts'
  | 'firstAttemptAtMs'
  | 'nextAttemptAtMs'
  | 'isReplay'
  | 'body'
  | 'secret'
> & {
  /** The version it was read at; it is raised by one. */
  version: number;
};

/** The statement that writes it, after the guard that fails the batch when somebody else was faster. */
export function updateMessage(userId: string, message: MessageChange, nowMs: number): SQL {
  return sql`UPDATE messages SET status = ${message.status}, version = ${message.version + 1}, claim = ${message.claim},
      claimed_until = ${message.claimedUntilMs}, attempts = ${message.attempts},
      first_attempt_at = ${message.firstAttemptAtMs}, next_attempt_at = ${message.nextAttemptAtMs},
      is_replay = ${Number(message.isReplay)}, body = ${message.body}, secret = ${message.secret}, updated_at = ${nowMs}
    WHERE user_id = ${userId} AND id = ${message.id}`;
}

/** Sets a timer of the ledger to a moment, whether it is there or not; one that failed starts anew. */
export function setTimer(userId: string, kind: 'claim' | 'notify', ref: string, atMs: number): SQL {
  return sql`INSERT INTO timers (user_id, kind, ref, fire_at) VALUES (${userId}, ${kind}, ${ref}, ${atMs})
    ON CONFLICT (user_id, kind, ref) DO UPDATE
      SET fire_at = excluded.fire_at, attempts = 0, parked_at = NULL, last_error = NULL`;
}

/** The same for many, `[ref, at]`, with as few statements as for one. */
export function setTimers(
  userId: string,
  kind: 'claim' | 'notify',
  timers: readonly (readonly [ref: string, atMs: number])[],
): SQL[] {
  return jsonChunks(timers).map(
    (json) => sql`INSERT INTO timers (user_id, kind, ref, fire_at)
      SELECT ${userId}, ${kind}, value ->> 0, value ->> 1 FROM json_each(${json}) WHERE true
      ON CONFLICT (user_id, kind, ref) DO UPDATE
        SET fire_at = excluded.fire_at, attempts = 0, parked_at = NULL, last_error = NULL`,
  );
}

// So that the claim that comes with it stays small; what is beyond is asked for at its own time.
const MAX_HASTENED = 5000;

/**
 * What the log would ask for within the next day is due now, of everybody: a notifier has come again, or for the first
 * time. What is due within minutes anyway, as what has only just rung, stays as it is.
 */
export function hastenUnclaimed(nowMs: number): SQL {
  return sql`UPDATE timers SET fire_at = ${nowMs} WHERE (user_id, kind, ref) IN
    (SELECT user_id, kind, ref FROM timers WHERE parked_at IS NULL AND fire_at > ${nowMs + UNCLAIMED_AFTER_MS}
      AND fire_at <= ${nowMs + MAX_ASK_PAUSE_MS} AND kind IN ('claim', 'notify') LIMIT ${MAX_HASTENED})`;
}

export function removeTimers(userId: string, kind: 'claim' | 'notify', refs: readonly string[]): SQL[] {
  return jsonChunks(refs).map(
    (json) => sql`DELETE FROM timers
      WHERE (user_id, kind, ref) IN (SELECT ${userId}, ${kind}, value FROM json_each(${json}))`,
  );
}

/** Removes the timers of ringings of which no line waits for its first claim any more. */
export function removeSettledTimers(userId: string, lines: readonly LineKey[]): SQL[] {
  const pairs = [...new Map(lines.map(({ reminderId, firingId }) => [firingId, [reminderId, firingId]])).values()];
  return jsonChunks(pairs).map(
    (json) => sql`DELETE FROM timers WHERE (user_id, kind, ref) IN
      (SELECT ${userId}, 'claim', value ->> 1 FROM json_each(${json}) WHERE NOT EXISTS
        (SELECT 1 FROM deliveries AS line WHERE line.user_id = ${userId} AND line.reminder_id = value ->> 0
          AND line.firing_id = value ->> 1 AND line.channel IN ('email', 'webhook') AND line.status = 'waiting'
          AND line.message_id IS NULL))`,
  );
}

/** One try of a line. */
export interface LineAttempt extends LineKey {
  code: number | null;
  error: string | null;
  lateMs: number;
  durationMs: number | null;
  answer: string | null;
}

export function insertAttempts(userId: string, attempts: readonly LineAttempt[], nowMs: number): SQL[] {
  const rows = attempts.map((attempt) => [
    attempt.reminderId,
    attempt.firingId,
    attempt.channel,
    attempt.destination,
    attempt.code,
    attempt.error,
    attempt.lateMs,
    attempt.durationMs,
    attempt.answer,
  ]);
  return jsonChunks(rows).map(
    (json) => sql`INSERT INTO delivery_attempts
      (user_id, reminder_id, firing_id, channel, destination, at, code, error, late_ms, duration_ms, answer)
      SELECT ${userId}, value ->> 0, value ->> 1, value ->> 2, value ->> 3, ${nowMs}, value ->> 4, value ->> 5,
        value ->> 6, value ->> 7, value ->> 8
      FROM json_each(${json}) WHERE true ON CONFLICT DO NOTHING`,
  );
}

/** Fails the batch when a message has nowhere to go any more: unsubscribed, or the webhook was switched off. */
export function guardDestination(
  userId: string,
  { kind, channel, destination }: Pick<MessageState, 'kind' | 'channel' | 'destination'>,
): SQL {
  if (channel === 'webhook') {
    return sql`INSERT INTO commit_guard (x) SELECT NULL WHERE NOT EXISTS
      (SELECT 1 FROM webhooks WHERE user_id = ${userId} AND id = ${destination} AND disabled_at IS NULL)`;
  }
  if (kind === 'reminder')
    return sql`INSERT INTO commit_guard (x) SELECT NULL WHERE (${noMailReason(userId)}) IS NOT NULL`;
  return sql`INSERT INTO commit_guard (x) SELECT NULL WHERE NOT EXISTS (SELECT 1 FROM users WHERE id = ${userId})`;
}
