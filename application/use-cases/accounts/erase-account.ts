import { and, eq, type SQL, sql } from 'drizzle-orm';
import { EMPTY_WORLD } from '#core/command/world.ts';
import { idFromUuidBytes } from '#core/ids.ts';
import { toEpochMs, toInstant } from '#core/instant.ts';
import { CommitConflict, commitEvents } from '../../db/commit-events.ts';
import { type Database, runBatch } from '../../db/database.ts';
import { events } from '../../db/schema.ts';

/** `unfinished`: call again soon. `swept later`: nothing is left, a last look is planned. `erased`: for good. */
export type Erasure = 'unfinished' | 'swept later' | 'erased';

const CHUNK_ROWS = 5000;
/** Twelve statements each, of the five hundred a request may make. */
const MAX_ROUNDS = 30;
/** Longer than any request runs that was let in before the account was closed. */
const SWEEP_AFTER_MS = 120_000;

// Everything a user has, and how to name a row of it. What is keyed otherwise goes in `closeAccount`.
const TABLES: readonly (readonly [table: string, key: string])[] = [
  ['events', 'seq'],
  ['request_keys', 'rowid'],
  ['tasks', 'rowid'],
  ['lists', 'user_id, id'],
  ['task_tags', 'user_id, tag, task_id'],
  ['tags', 'user_id, tag'],
  ['series', 'user_id, id'],
  ['firings', 'user_id, id'],
  ['deliveries', 'user_id, reminder_id, firing_id, channel, destination'],
  ['delivery_attempts', 'user_id, reminder_id, firing_id, channel, destination, at'],
];

/**
 * Erases an account. Its end is planned before its first row goes: the `erase` timer is written first and removed
 * last, so that the hub goes on with whatever a crash leaves. Every step can be done again.
 *
 * 1. Nobody can come in any more: sessions, tokens, passwords and the user itself go, in one batch.
 * 2. All rows go in chunks, events included.
 * 3. One `account.deleted` is appended, with nothing but the user id.
 * 4. Two minutes later once more, for what requests wrote that had come in before step 1; then the timer goes.
 */
export async function eraseAccount(db: Database, nowMs: number, userId: string): Promise<Erasure> {
  await closeAccount(db, nowMs, userId);
  if (!(await eraseRows(db, userId))) return 'unfinished';
  const deletedAtMs = await findDeletion(db, userId);
  if (deletedAtMs !== null && nowMs - deletedAtMs >= SWEEP_AFTER_MS) {
    await runBatch(db, [sql`DELETE FROM timers WHERE user_id = ${userId}`]);
    return 'erased';
  }
  if (deletedAtMs === null) await appendDeletion(db, nowMs, userId);
  await planErasure(db, userId, (deletedAtMs ?? nowMs) + SWEEP_AFTER_MS);
  return 'swept later';
}

/** Sees to it that an account is erased then, or at the latest when the watchdog finds the timer overdue. */
export async function planErasure(db: Database, userId: string, fireAtMs: number): Promise<void> {
  await runBatch(db, [
    sql`INSERT INTO timers (user_id, kind, ref, fire_at) VALUES (${userId}, 'erase', 'account', ${fireAtMs})
      ON CONFLICT (user_id, kind, ref) DO UPDATE SET fire_at = excluded.fire_at, attempts = 0, last_error = NULL`,
  ]);
}

/** Plans the erasure and closes every way in, in one batch. */
async function closeAccount(db: Database, nowMs: number, userId: string): Promise<void> {
  await runBatch(db, [
    // A timer that rings already keeps its time and its failures: they say when it is tried again.
    sql`INSERT INTO timers (user_id, kind, ref, fire_at) VALUES (${userId}, 'erase', 'account', ${nowMs})
      ON CONFLICT (user_id, kind, ref) DO UPDATE SET fire_at = min(fire_at, excluded.fire_at), parked_at = NULL`,
    sql`DELETE FROM timers WHERE user_id = ${userId} AND kind <> 'erase'`,
    sql`DELETE FROM sessions WHERE user_id = ${userId}`,
    sql`DELETE FROM api_tokens WHERE user_id = ${userId}`,
    // Not a way in but a way out: nothing of an account that is closed reaches anybody.
    sql`DELETE FROM push_subscriptions WHERE user_id = ${userId}`,
    sql`DELETE FROM credentials WHERE user_id = ${userId}`,
    sql`DELETE FROM verifications WHERE value = ${userId}`,
    sql`DELETE FROM users WHERE id = ${userId}`,
    sql`DELETE FROM settings WHERE user_id = ${userId}`,
  ]);
}

/** @returns whether all of them are gone */
async function eraseRows(db: Database, userId: string): Promise<boolean> {
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const results = await runBatch(
      db,
      TABLES.map(([table, key]) => deleteChunk(userId, table, key)),
    );
    if (results.every((rows) => rows.length < CHUNK_ROWS)) return true;
  }
  return false;
}

function deleteChunk(userId: string, table: string, key: string): SQL {
  const rows = sql.raw(key);
  // The one event that stays says that everything else is gone.
  const which = table === 'events' ? sql`AND type <> 'account.deleted'` : sql``;
  return sql`DELETE FROM ${sql.raw(table)} WHERE (${rows}) IN
    (SELECT ${rows} FROM ${sql.raw(table)} WHERE user_id = ${userId} ${which} LIMIT ${CHUNK_ROWS}) RETURNING 1`;
}

async function findDeletion(db: Database, userId: string): Promise<number | null> {
  const [row] = await db
    .select({ occurredAt: events.occurredAt })
    .from(events)
    .where(and(eq(events.userId, userId), eq(events.type, 'account.deleted')));
  return row ? toEpochMs(row.occurredAt) : null;
}

async function appendDeletion(db: Database, nowMs: number, userId: string): Promise<void> {
  const event = { kind: 'account', type: 'account.deleted', userId, version: 2 } as const;
  const [eventId, correlationId] = await Promise.all([derivedId('event', userId), derivedId('correlation', userId)]);
  const unit = { correlationId, events: [{ id: eventId, event }], record: null };
  const actor = { kind: 'system', client: 'erasure', conversation: null } as const;
  const commit = {
    userId,
    actor,
    trace: null,
    now: toInstant(nowMs),
    loaded: EMPTY_WORLD,
    after: EMPTY_WORLD,
    units: [unit],
  };
  try {
    // No pause between tries: the timer is the patient one.
    await commitEvents(db, commit, async () => {});
  } catch (error) {
    // The unique version says that another run appended it.
    if (!(error instanceof CommitConflict)) throw error;
  }
}

/** The same id at every run, so that a second `account.deleted` cannot be told from the first. */
async function derivedId(kind: 'event' | 'correlation', userId: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(`account.deleted ${kind} ${userId}`));
  return idFromUuidBytes(kind, new Uint8Array(digest, 0, 16));
}
