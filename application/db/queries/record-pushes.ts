import { type SQL, sql } from 'drizzle-orm';
import type { DeliveryStatus } from '#core/delivery/delivery.ts';
import { type Database, runBatch } from '../database.ts';
import { jsonChunks } from '../json-rows.ts';

/** What became of one line of the ledger. Times are ms since the epoch. */
export interface PushOutcome {
  reminderId: string;
  firingId: string;
  subscriptionId: string;
  status: DeliveryStatus;
  messageId: string | null;
  /** When it is tried again; null when it is through. */
  nextAttemptAtMs: number | null;
  /** Null when there was nothing to try. */
  attempt: { code: number | null; error: string | null; lateMs: number } | null;
}

export interface PushRecord {
  nowMs: number;
  outcomes: readonly PushOutcome[];
  /** Devices that their push service does not know any more. */
  goneSubscriptionIds: readonly string[];
  /** Timers of ringings that are tried again, and when. */
  later: readonly { firingId: string; atMs: number }[];
}

/** Writes down what a run of pushes came to, all of it in one batch. */
export async function recordPushes(db: Database, userId: string, record: PushRecord): Promise<void> {
  const { nowMs, outcomes, goneSubscriptionIds, later } = record;
  const statements = [
    ...(outcomes.length > 0
      ? [...insertAttempts(userId, outcomes, nowMs), ...updateLines(userId, outcomes, nowMs)]
      : []),
    ...jsonChunks(goneSubscriptionIds).map(
      (json) => sql`DELETE FROM push_subscriptions
        WHERE user_id = ${userId} AND id IN (SELECT value FROM json_each(${json}))`,
    ),
    ...jsonChunks(later.map(({ firingId, atMs }) => [firingId, atMs])).map(
      (json) => sql`UPDATE timers SET fire_at = later.value ->> 1 FROM json_each(${json}) AS later
        WHERE (user_id, kind, ref) IN (SELECT ${userId}, 'push', value ->> 0 FROM json_each(${json}))
          AND timers.ref = later.value ->> 0`,
    ),
  ];
  if (statements.length > 0) await runBatch(db, statements);
}

function insertAttempts(userId: string, outcomes: readonly PushOutcome[], nowMs: number): SQL[] {
  const rows = outcomes.flatMap(({ reminderId, firingId, subscriptionId, attempt }) =>
    attempt ? [[reminderId, firingId, subscriptionId, attempt.code, attempt.error, attempt.lateMs]] : [],
  );
  return jsonChunks(rows).map(
    (json) => sql`INSERT INTO delivery_attempts
      (user_id, reminder_id, firing_id, channel, destination, at, code, error, late_ms)
      SELECT ${userId}, value ->> 0, value ->> 1, 'push', value ->> 2, ${nowMs}, value ->> 3, value ->> 4, value ->> 5
      FROM json_each(${json}) WHERE true ON CONFLICT DO NOTHING`,
  );
}

function updateLines(userId: string, outcomes: readonly PushOutcome[], nowMs: number): SQL[] {
  const rows = outcomes.map(({ reminderId, firingId, subscriptionId, status, messageId, nextAttemptAtMs }) => [
    reminderId,
    firingId,
    subscriptionId,
    status,
    messageId,
    nextAttemptAtMs,
  ]);
  // Found by their keys first: joined alone, SQLite would walk through all lines of the user.
  // What somebody took notice of while it was on its way is cancelled by now: `sent` is told all the same, a further
  // try is not made.
  return jsonChunks(rows).map(
    (json) => sql`UPDATE deliveries SET status = came.value ->> 3, next_attempt_at = came.value ->> 5,
        message_id = COALESCE(came.value ->> 4, message_id), updated_at = ${nowMs}
      FROM json_each(${json}) AS came
      WHERE (user_id, reminder_id, firing_id, channel, destination) IN
          (SELECT ${userId}, value ->> 0, value ->> 1, 'push', value ->> 2 FROM json_each(${json}))
        AND deliveries.reminder_id = came.value ->> 0
        AND deliveries.firing_id = came.value ->> 1
        AND deliveries.destination = came.value ->> 2
        AND (deliveries.status = 'waiting' OR came.value ->> 3 = 'sent')`,
  );
}
