import { type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { World } from '#core/command/world.ts';
import { AppError, InvariantError } from '#core/errors.ts';
import { EventIdSchema } from '#core/ids.ts';
import { type Instant, toEpochMs } from '#core/instant.ts';
import type { News } from '#core/live/news.ts';
import type { Actor } from '#core/log/actor.ts';
import { aggregateIdOf, type DomainEvent, dataOf, MAX_EVENT_BYTES, versionOf } from '#core/log/event.ts';
import { byteLength } from '#core/text/text-schema.ts';
import { classifyD1Error } from './d1-failure.ts';
import { type Database, runBatch } from './database.ts';
import { guardReads } from './guards.ts';
import { inJson, jsonChunks } from './json-rows.ts';
import { projectDeliveries } from './project-deliveries.ts';
import { projectFirings } from './project-firings.ts';
import { projectListCounts, projectLists } from './project-lists.ts';
import { projectOccurrenceTimers } from './project-occurrence-timers.ts';
import { projectRings } from './project-rings.ts';
import { projectSeries } from './project-series.ts';
import { isPlanningChanged, projectSettings } from './project-settings.ts';
import { projectTags } from './project-tags.ts';
import { projectTasks, type TaskChange } from './project-tasks.ts';
import { projectViews } from './project-views.ts';
import { readWithRetry } from './read-with-retry.ts';

/** What one command comes to in the log. */
export interface CommitUnit {
  correlationId: string;
  events: { id: string; event: DomainEvent }[];
  /** The idempotency record; null when the caller named no key. */
  record: { key: string; requestHash: string; answer: unknown } | null;
}

export interface Commit {
  userId: string;
  actor: Actor;
  /** Trace context of the request (W3C traceparent), or null. */
  trace: string | null;
  now: Instant;
  /** What was read before deciding; all of it that is not written is guarded. */
  loaded: World;
  /** What it became. */
  after: World;
  units: CommitUnit[];
  /** What the ledger of deliveries guards and writes in the same transaction, whether or not it has events. */
  ledger?: LedgerStatements;
}

export interface LedgerStatements {
  guards: readonly SQL[];
  writes: readonly SQL[];
  /** Whether timers are set that the hub may have to hear of. */
  isScheduleChanged: boolean;
}

export interface Committed {
  /** The place in the log of each event, by its id. */
  seqs: Map<string, number>;
  /** What the hub has to hear; null when nothing happened but keys being remembered. */
  news: News | null;
}

/** Somebody else wrote what this commit writes or relied on. Nothing was written; load and decide again. */
export class CommitConflict extends Error {
  override name = 'CommitConflict';
}

const MAX_ATTEMPTS = 3;
const RETRY_BASE_MS = 40;

/**
 * The one place that writes. One D1 batch, which is one transaction: idempotency records, guards, events, projections.
 * Either all of it is there afterwards or none.
 *
 * When the connection breaks nobody knows whether the batch was applied. Trying again is safe, because event ids and
 * keys are unique: a second application fails as a conflict, and then our own event ids in the log say that the first
 * one had succeeded.
 *
 * @throws CommitConflict when a lock, a guard or a key refused the batch
 */
export async function commitEvents(
  db: Database,
  commit: Commit,
  wait: (ms: number) => Promise<void>,
): Promise<Committed> {
  const { statements, isScheduleChanged } = statementsOf(commit);
  if (statements.length === 0) return { seqs: new Map(), news: null };
  const hasEvents = commit.units.some(({ events }) => events.length > 0);
  const news = hasEvents ? (isScheduleChanged ? 'schedule' : 'events') : null;
  let isOutcomeUnknown = false;
  for (let attempt = 1; ; attempt += 1) {
    try {
      return { seqs: await writeBatch(db, statements), news };
    } catch (error) {
      const failure = classifyD1Error(error);
      if (failure === 'conflict') {
        const written = isOutcomeUnknown ? await readWithRetry(() => findSeqs(db, commit), wait) : null;
        if (written) return { seqs: written, news };
        throw new CommitConflict('the commit lost a race', { cause: error });
      }
      if (failure === 'broken') throw error;
      if (failure === 'overloaded' || attempt === MAX_ATTEMPTS) {
        throw new AppError(
          'unavailable',
          'The database did not answer. Nobody knows whether this was saved: repeat it with the same key.',
          { cause: error },
        );
      }
      isOutcomeUnknown = true;
      await wait(RETRY_BASE_MS * 2 ** attempt * (0.5 + Math.random()));
    }
  }
}

async function writeBatch(db: Database, statements: SQL[]): Promise<Map<string, number>> {
  const results = await runBatch(db, statements);
  return new Map(results.flatMap((rows) => SeqRowsSchema.parse(rows)).map(({ id, seq }) => [id, seq]));
}

const SeqRowsSchema = z.array(z.object({ id: EventIdSchema, seq: z.int() }));

async function findSeqs(db: Database, commit: Commit): Promise<Map<string, number> | null> {
  const ids = commit.units.flatMap(({ events }) => events.map(({ id }) => id));
  if (ids.length === 0) return null;
  const rows = SeqRowsSchema.parse(await db.all(sql`SELECT id, seq FROM events WHERE id IN ${inJson(ids)}`));
  return rows.length === ids.length ? new Map(rows.map(({ id, seq }) => [id, seq])) : null;
}

function statementsOf(commit: Commit): { statements: SQL[]; isScheduleChanged: boolean } {
  const { userId, loaded, after, units, ledger = NO_LEDGER } = commit;
  const events = units.flatMap((unit) => unit.events.map(({ event }) => event));
  const records = insertRecords(commit);
  if (events.length === 0) {
    const { guards, writes, isScheduleChanged } = ledger;
    return { statements: [...guards, ...records, ...writes], isScheduleChanged };
  }
  const taskIds = new Set(events.flatMap((event) => (event.kind === 'task' ? [event.after.id] : [])));
  const listIds = new Set(events.flatMap((event) => (event.kind === 'list' ? [event.after.id] : [])));
  const viewIds = new Set(events.flatMap((event) => (event.kind === 'view' ? [event.after.id] : [])));
  const firings = new Set(events.flatMap((event) => (event.kind === 'firing' ? [event.after.id] : [])));
  const seriesIds = new Set(events.flatMap((event) => (event.kind === 'series' ? [event.after.id] : [])));
  const isSettings = events.some(({ kind }) => kind === 'settings');
  const purged = new Set(events.flatMap((event) => (event.type === 'task.purged' ? [event.after.id] : [])));
  const changes: TaskChange[] = [...taskIds].map((id) => ({
    before: loaded.tasks.get(id),
    after: purged.has(id) ? undefined : after.tasks.get(id),
  }));
  const rings = projectRings(userId, changes, after.settings, toEpochMs(commit.now));
  const occurrences = projectOccurrenceTimers(
    userId,
    [...seriesIds].map((id) => ({ before: loaded.series.get(id), after: after.series.get(id) })),
    after.settings,
  );
  const statements = [
    ...records,
    ...ledger.guards,
    ...guardReads(userId, loaded, {
      tasks: taskIds,
      lists: listIds,
      views: viewIds,
      firings,
      series: seriesIds,
      isSettings,
    }),
    ...insertEvents(commit),
    ...projectTasks(userId, changes, after.settings),
    ...projectTags(userId, changes),
    ...rings,
    ...projectFirings(
      userId,
      [...firings].flatMap((id) => after.firings.get(id) ?? []),
    ),
    ...projectDeliveries(userId, events, toEpochMs(commit.now)),
    ...projectSeries(
      userId,
      [...seriesIds].flatMap((id) => after.series.get(id) ?? []),
    ),
    ...occurrences,
    // Lists before their counts: a new list has to be there to be counted in.
    ...projectLists(
      userId,
      [...listIds].flatMap((id) => after.lists.get(id) ?? []),
    ),
    ...projectListCounts(userId, changes),
    ...projectViews(
      userId,
      [...viewIds].flatMap((id) => after.views.get(id) ?? []),
    ),
    ...(isSettings && after.settings ? projectSettings(userId, loaded.settings, after.settings) : []),
    ...ledger.writes,
  ];
  const isScheduleChanged =
    ledger.isScheduleChanged ||
    rings.length + occurrences.length > 0 ||
    (isSettings && isPlanningChanged(loaded.settings, after.settings));
  return { statements, isScheduleChanged };
}

const NO_LEDGER: LedgerStatements = { guards: [], writes: [], isScheduleChanged: false };

function insertRecords({ userId, now, units }: Commit): SQL[] {
  const rows = units.flatMap(({ record }) =>
    record ? [[record.key, record.requestHash, JSON.stringify(record.answer)]] : [],
  );
  return jsonChunks(rows).map(
    (json) => sql`INSERT INTO request_keys (user_id, key, request_hash, answer, created_at)
      SELECT ${userId}, value ->> 0, value ->> 1, value ->> 2, ${toEpochMs(now)} FROM json_each(${json})`,
  );
}

/**
 * A first version of something that the log knows already gets no version, which no row may be without: its earlier
 * events may have been pruned, so the unique version alone would let a life begin again under the id of a purged one.
 */
function insertEvents({ userId, actor, trace, now, units }: Commit): SQL[] {
  const rows = units.flatMap(({ correlationId, events }) =>
    events.map(({ id, event }) => {
      const data = JSON.stringify(dataOf(event));
      if (byteLength(data) > MAX_EVENT_BYTES) {
        throw new InvariantError(`an event of more than ${MAX_EVENT_BYTES} bytes was decided`);
      }
      return [id, aggregateIdOf(event), versionOf(event), event.type, correlationId, data];
    }),
  );
  return jsonChunks(rows).map(
    (
      json,
    ) => sql`INSERT INTO events (id, user_id, aggregate_id, version, type, actor, correlation_id, trace, data, occurred_at)
      SELECT value ->> 0, ${userId}, value ->> 1,
        CASE WHEN value ->> 2 = 1 AND EXISTS
          (SELECT 1 FROM events AS earlier WHERE earlier.user_id = ${userId} AND earlier.aggregate_id = value ->> 1)
          THEN NULL ELSE value ->> 2 END,
        value ->> 3, ${JSON.stringify(actor)}, value ->> 4, ${trace}, value ->> 5, ${toEpochMs(now)}
      FROM json_each(${json}) ORDER BY key RETURNING id, seq`,
  );
}
