import { type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import { idFromUuidBytes } from '#core/ids.ts';
import { type AccountEvent, dataOf, MAX_ERASED_TASK_IDS } from '#core/log/event.ts';
import { classifyD1Error } from '../../db/d1-failure.ts';
import { type Database, runBatch } from '../../db/database.ts';
import { inJson } from '../../db/json-rows.ts';

/** `unfinished`: call again soon. `swept later`: nothing is left, a last look is planned. `erased`: for good. */
export type Erasure = 'unfinished' | 'swept later' | 'erased';

const CHUNK_ROWS = 5000;
/** What a round may add to the statements of its tables. */
const STATEMENTS_BESIDE = 6;
/** Below the five hundred that a request may make. */
const MAX_STATEMENTS = 400;
/** Longer than any request runs that was let in before the account was closed. */
const SWEEP_AFTER_MS = 120_000;

// Everything a user has, and how to name a row of it. What is keyed otherwise goes in `closeAccount`, and tasks go by
// their ids, which the log is told.
const TABLES: readonly (readonly [table: string, key: string])[] = [
  ['events', 'seq'],
  ['request_keys', 'rowid'],
  ['lists', 'user_id, id'],
  ['views', 'user_id, id'],
  ['task_tags', 'user_id, tag, task_id'],
  ['tags', 'user_id, tag'],
  ['series', 'user_id, id'],
  ['firings', 'user_id, id'],
  ['deliveries', 'user_id, reminder_id, firing_id, channel, destination'],
  ['messages', 'user_id, id'],
  ['conversations', 'user_id, id'],
  ['chat_turns', 'user_id, id'],
  ['delivery_attempts', 'user_id, reminder_id, firing_id, channel, destination, at'],
];

const MAX_ROUNDS = Math.floor(MAX_STATEMENTS / (TABLES.length + STATEMENTS_BESIDE));

/**
 * Erases an account. Its end is planned before its first row goes: the `erase` timer is written first and removed
 * last, so that the hub goes on with whatever a crash leaves. Every step can be done again.
 *
 * 1. Nobody can come in any more: sessions, tokens, passwords and the user itself go, in one batch.
 * 2. All rows go in chunks, events included. In the batch that takes tasks away `account.tasks_erased` is appended with
 *    their ids, because whoever keeps the latest state of each task outside has to take it away too. So it does with those
 *    that were removed before, as the events that said so may not have been read yet.
 * 3. `account.deleted` is appended, with nothing but the user id.
 * 4. Two minutes later once more, for what requests wrote that had come in before step 1; when there was anything it
 *    ends with another `account.deleted`, so that this is always the last word. Then the timer goes.
 */
export async function eraseAccount(db: Database, nowMs: number, userId: string): Promise<Erasure> {
  await closeAccount(db, nowMs, userId);
  if (!(await eraseRows(db, nowMs, userId))) return 'unfinished';
  const last = await findLastWord(db, userId);
  const deletedAtMs = last.type === 'account.deleted' ? last.atMs : null;
  if (deletedAtMs !== null && nowMs - deletedAtMs >= SWEEP_AFTER_MS) {
    await runBatch(db, [sql`DELETE FROM timers WHERE user_id = ${userId}`]);
    return 'erased';
  }
  if (deletedAtMs === null) {
    const event = { kind: 'account', type: 'account.deleted', userId, version: last.version + 1 } as const;
    if (!(await tryBatch(db, [await insertEvent(event, nowMs)]))) return 'unfinished';
  }
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
    sql`DELETE FROM webhooks WHERE user_id = ${userId}`,
    sql`DELETE FROM plans WHERE user_id = ${userId}`,
    sql`DELETE FROM chat_settings WHERE user_id = ${userId}`,
    sql`DELETE FROM mail_opt_outs WHERE user_id = ${userId}`,
    sql`DELETE FROM credentials WHERE user_id = ${userId}`,
    sql`DELETE FROM verifications WHERE value = ${userId}`,
    sql`DELETE FROM users WHERE id = ${userId}`,
    sql`DELETE FROM settings WHERE user_id = ${userId}`,
  ]);
}

/** @returns whether all of them are gone */
async function eraseRows(db: Database, nowMs: number, userId: string): Promise<boolean> {
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const { taskIds, isLate } = await findLeft(db, userId);
    const statements = TABLES.map(([table, key]) => deleteChunk(userId, table, key));
    if (taskIds.length > 0 || isLate) {
      const { version } = await findLastWord(db, userId);
      const event = { kind: 'account', type: 'account.tasks_erased', userId, version: version + 1, taskIds } as const;
      statements.push(
        await insertEvent(event, nowMs),
        sql`DELETE FROM tasks WHERE user_id = ${userId} AND id IN ${inJson(taskIds)}`,
        sql`DELETE FROM events WHERE user_id = ${userId} AND type = 'task.purged' AND aggregate_id IN ${inJson(taskIds)}`,
      );
    }
    const results = await tryBatch(db, statements);
    if (!results) return false;
    const isRowLeft = results.slice(0, TABLES.length).some((rows) => rows.length === CHUNK_ROWS);
    if (!isRowLeft && taskIds.length < MAX_ERASED_TASK_IDS) return true;
  }
  return false;
}

// What stays of an account: nothing but ids, which say that everything else is gone.
const LAST_WORDS = sql`('account.tasks_erased', 'account.deleted')`;

function deleteChunk(userId: string, table: string, key: string): SQL {
  const rows = sql.raw(key);
  // The events of tasks that were removed for good go when it is said that these are erased.
  const which = table === 'events' ? sql`AND type NOT IN ${LAST_WORDS} AND type <> 'task.purged'` : sql``;
  return sql`DELETE FROM ${sql.raw(table)} WHERE (${rows}) IN
    (SELECT ${rows} FROM ${sql.raw(table)} WHERE user_id = ${userId} ${which} LIMIT ${CHUNK_ROWS}) RETURNING 1`;
}

/** A chunk of the tasks of which it has to be said yet that they are erased, and whether something came into the log after the account was said to be gone. */
async function findLeft(db: Database, userId: string): Promise<{ taskIds: string[]; isLate: boolean }> {
  const [tasks, late] = await runBatch(db, [
    // Purged ones are looked for among the oldest events alone: the rest goes meanwhile, so that they come to stand there.
    sql`SELECT id FROM tasks WHERE user_id = ${userId} UNION SELECT aggregate_id AS id FROM (SELECT aggregate_id, type FROM events
        WHERE user_id = ${userId} AND type NOT IN ${LAST_WORDS} ORDER BY seq LIMIT ${CHUNK_ROWS}) WHERE type = 'task.purged'
      LIMIT ${MAX_ERASED_TASK_IDS}`,
    sql`SELECT EXISTS (SELECT 1 FROM events WHERE user_id = ${userId} AND type NOT IN ${LAST_WORDS})
      AND EXISTS (SELECT 1 FROM events WHERE user_id = ${userId} AND type = 'account.deleted') AS isLate`,
  ]);
  const taskIds = z.array(z.object({ id: z.string() })).parse(tasks);
  const [found] = z.array(z.object({ isLate: z.int() })).parse(late);
  return { taskIds: taskIds.map(({ id }) => id), isLate: found?.isLate === 1 };
}

const WordSchema = z.object({ type: z.string().nullable(), version: z.int(), atMs: z.int() });

/** The last that the log says of the account. Its first event may have been pruned. */
async function findLastWord(db: Database, userId: string): Promise<z.infer<typeof WordSchema>> {
  const [rows] = await runBatch(db, [
    sql`SELECT type, version, occurred_at AS atMs FROM events
      WHERE user_id = ${userId} AND aggregate_id = ${userId} ORDER BY version DESC LIMIT 1`,
  ]);
  return WordSchema.parse(rows?.[0] ?? { type: null, version: 1, atMs: 0 });
}

/** @returns null when another run of the same erasure came before: the unique version says so */
async function tryBatch(db: Database, statements: SQL[]): Promise<Record<string, unknown>[][] | null> {
  try {
    return await runBatch(db, statements);
  } catch (error) {
    if (classifyD1Error(error) === 'conflict') return null;
    throw error;
  }
}

const ACTOR = JSON.stringify({ kind: 'system', client: 'erasure', conversation: null });

async function insertEvent(event: AccountEvent, nowMs: number): Promise<SQL> {
  const { userId, version, type } = event;
  const [id, correlationId] = await Promise.all([derivedId('event', event), derivedId('correlation', event)]);
  return sql`INSERT INTO events (id, user_id, aggregate_id, version, type, actor, correlation_id, trace, data, occurred_at)
    VALUES (${id}, ${userId}, ${userId}, ${version}, ${type}, ${ACTOR}, ${correlationId}, NULL,
      ${JSON.stringify(dataOf(event))}, ${nowMs})`;
}

/** The same id at every run: two runs at once cannot both be the one that appends. */
async function derivedId(kind: 'event' | 'correlation', { type, userId, version }: AccountEvent): Promise<string> {
  const text = new TextEncoder().encode(`${type} ${version} ${kind} ${userId}`);
  return idFromUuidBytes(kind, new Uint8Array(await crypto.subtle.digest('SHA-256', text), 0, 16));
}
