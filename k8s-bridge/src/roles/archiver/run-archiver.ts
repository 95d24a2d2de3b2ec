import type { Topic } from '#core/feed/topics.ts';
import { backoffMs } from '../../backoff.ts';
import { errorText } from '../../errors.ts';
import type { SourceRecord, Verdict } from '../../sources/event-source.ts';
import type { ArchiverDeps } from './archiver-deps.ts';
import { findHeads } from './chain-heads.ts';
import { type Collector, newCollector, untilAborted } from './collector.ts';
import { dropOldMonths } from './drop-old-months.ts';
import { migrateArchive } from './migrate-archive.ts';
import { writeRecords } from './write-records.ts';

const GROUP = 'carillon-archiver-v1';
/** All that hold events; `task-updates` repeats what `task-events` says. */
const ARCHIVED_TOPICS: readonly Topic[] = ['task-events', 'reminders', 'notification-events'];
const MAX_BATCH_CHARACTERS = 8 * 1024 * 1024;
// The source waits for a whole fetch before it asks for more: a batch that goes on waiting for nothing would slow it down.
const QUIET_MS = 20;
// Whoever takes a partition over waits for us; a record that is given up comes again.
const LET_GO_MS = 3_000;
const DAY_MS = 24 * 60 * 60 * 1000;
// Each try to drop a month holds up whoever comes while it waits for those who read.
const RETENTION_PAUSE_MS = 10 * 60 * 1000;

type Records = Collector<SourceRecord, Verdict>;

/**
 * Archives the topics until `signal` is aborted.
 *
 * At least once, and once in the archive: a record is `done` when its transaction has been committed, and what comes
 * again is known by its id. While the database does not take anything (away, full, locked) the batch waits and nothing
 * counts as read, so that the topics are the buffer; when it is back, the same batch goes on.
 */
export async function runArchiver(deps: ArchiverDeps, signal: AbortSignal): Promise<void> {
  await prepare(deps, signal);
  const collector: Records = newCollector(
    { maxItems: deps.batchEvents, maxSize: MAX_BATCH_CHARACTERS, maxWaitMs: deps.batchMs, quietMs: QUIET_MS },
    deps.clock,
  );
  const drained = new AbortController();
  const writing = writeBatches(deps, collector, { signal, drained: drained.signal });
  const looking = lookAfterMonths(deps, signal);
  try {
    await deps.source.run(
      {
        group: GROUP,
        topics: ARCHIVED_TOPICS,
        maxInFlight: deps.batchEvents,
        order: 'none',
        handle: (record, letGo) => handle(deps, collector, record, letGo),
      },
      signal,
    );
  } finally {
    drained.abort();
    await Promise.all([writing, looking]);
    await deps.deadLetters.close();
    await deps.database.close();
  }
}

/** A record that shall be let go is still `done` when its batch is about to be. */
async function handle(
  { clock }: ArchiverDeps,
  collector: Records,
  record: SourceRecord,
  letGo: AbortSignal,
): Promise<Verdict> {
  const verdict = collector.add(record, record.body?.length ?? 0);
  await untilAborted(verdict, letGo);
  if (!letGo.aborted) return verdict;
  const waited = new AbortController();
  const tooLong = clock.wait(LET_GO_MS, waited.signal).then((): Verdict => 'retry');
  return await Promise.race([verdict, tooLong]).finally(() => waited.abort());
}

/** The tables, before anything else; a database that is not there yet is waited for. */
async function prepare(deps: ArchiverDeps, signal: AbortSignal): Promise<void> {
  await untilDone(deps, 'start', signal, async () => {
    const steps = await migrateArchive(deps.database);
    if (steps.length > 0) deps.log.info({ event: 'archiver.migrated', steps });
  });
}

async function writeBatches(
  deps: ArchiverDeps,
  collector: Records,
  { signal, drained }: { signal: AbortSignal; drained: AbortSignal },
): Promise<void> {
  const { clock, numbers, state } = deps;
  const either = AbortSignal.any([signal, drained]);
  while (!drained.aborted) {
    const batch = await collector.next(signal.aborted ? drained : either);
    if (batch.length === 0) continue;
    const startedMs = clock.monotonicMs();
    state.writingSinceMs = startedMs;
    const isWritten = await untilDone(deps, 'batch', signal, () =>
      writeRecords(
        deps,
        batch.map(({ item }) => item),
      ),
    );
    state.writingSinceMs = null;
    for (const { settle } of batch) settle(isWritten ? 'done' : 'retry');
    numbers.batchEvents.observe(batch.length);
    numbers.batchSeconds.observe((clock.monotonicMs() - startedMs) / 1000);
  }
}

/** Once a day: drops what is too old, and says where the chains end. */
async function lookAfterMonths(deps: ArchiverDeps, signal: AbortSignal): Promise<void> {
  const { database, clock, log, keepDays } = deps;
  while (!signal.aborted) {
    await untilDone(deps, 'retention', signal, async () => {
      const { dropped, disagreement } = await dropOldMonths(database, { keepDays, nowMs: clock.nowMs() });
      if (disagreement) log.error({ event: 'archiver.clocks_disagree', ...disagreement });
      if (dropped.length > 0) log.info({ event: 'archiver.months_dropped', months: dropped, keepDays });
      const heads = await database.transaction((client) => findHeads(client, 'all'), { isReadOnly: true });
      const ends = [...heads].map(([month, { count, hash }]) => ({ month, count, hash: hash.toString('hex') }));
      log.info({ event: 'archiver.heads', heads: ends });
    });
    await clock.wait(DAY_MS, signal);
  }
}

/**
 * Tries until it is done, at least once, and no further when `signal` is aborted.
 *
 * @returns whether it was done
 */
async function untilDone(
  { clock, random, log, metrics, state }: ArchiverDeps,
  of: 'start' | 'batch' | 'retention',
  signal: AbortSignal,
  work: () => Promise<void>,
): Promise<boolean> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await work();
      if (attempt > 1) log.info({ event: 'archiver.recovered', failures: attempt - 1 });
      if (of !== 'retention') state.failure = null;
      return true;
    } catch (error) {
      const text = errorText(error);
      // The archive goes on when old months cannot be dropped.
      if (of !== 'retention') state.failure = text;
      if (signal.aborted) return false;
      const waitMs = backoffMs(attempt, random) + (of === 'retention' ? RETENTION_PAUSE_MS : 0);
      metrics.retries.inc({ of: 'archiver' });
      log.warn({ event: 'archiver.retrying', of, attempt, waitMs, error: text });
      await clock.wait(waitMs, signal);
      if (signal.aborted) return false;
    }
  }
}
