import { toEpochMs, toInstant } from '#core/instant.ts';
import { deadLetter } from '../../sinks/dead-letter.ts';
import type { SinkRecord } from '../../sinks/event-sink.ts';
import type { SourceRecord } from '../../sources/event-source.ts';
import { appendEvents } from './append-events.ts';
import { RowsRefused } from './archive-error.ts';
import type { ArchivableEvent } from './archived-event.ts';
import type { ArchiverDeps } from './archiver-deps.ts';
import { blankRecords } from './blank-records.ts';
import { readEvent } from './read-event.ts';

interface Readable {
  readonly record: SourceRecord;
  readonly event: ArchivableEvent;
}

interface Unreadable {
  readonly record: SourceRecord;
  readonly error: string;
}

const SEND_TIMEOUT_MS = 10_000;

/**
 * Writes records in one transaction, and puts aside what cannot be read or what the database never takes: neither stops
 * the stream. When it rejects, any part may have been written; the same again changes nothing.
 *
 * @throws ArchiveUnavailable, SinkUnavailable
 */
export async function writeRecords(deps: ArchiverDeps, records: readonly SourceRecord[]): Promise<void> {
  const readable: Readable[] = [];
  const unreadable: Unreadable[] = [];
  for (const record of records) {
    const { event, unreadable: error } = readEvent(record);
    if (event) readable.push({ record, event });
    else unreadable.push({ record, error });
  }
  unreadable.push(...(await archive(deps, readable)));
  if (unreadable.length > 0) await putAside(deps, unreadable);
}

/** @returns what the database refuses, found by halves */
async function archive(deps: ArchiverDeps, batch: readonly Readable[]): Promise<Unreadable[]> {
  if (batch.length === 0) return [];
  try {
    await append(
      deps,
      batch.map(({ event }) => event),
    );
    return [];
  } catch (error) {
    if (!(error instanceof RowsRefused)) throw error;
    const [first] = batch;
    if (batch.length === 1 && first) return [{ record: first.record, error: error.message }];
    const half = Math.ceil(batch.length / 2);
    const refused = await archive(deps, batch.slice(0, half));
    return [...refused, ...(await archive(deps, batch.slice(half)))];
  }
}

async function append({ database, clock, numbers }: ArchiverDeps, events: readonly ArchivableEvent[]): Promise<void> {
  const nowMs = clock.nowMs();
  const { archived, duplicates, expired, ended, counts } = await database.transaction((client) =>
    appendEvents(client, events, toInstant(nowMs)),
  );
  await blankRecords(database, ended);
  numbers.archived.inc(archived);
  numbers.duplicates.inc(duplicates);
  numbers.expired.inc(expired);
  for (const [month, count] of counts) numbers.headPosition.set({ month }, count);
  const newestMs = Math.max(...events.map(({ facts }) => toEpochMs(facts.time)));
  numbers.newestEvent.set(newestMs / 1000);
  numbers.lagSeconds.set(Math.max(0, clock.nowMs() - newestMs) / 1000);
}

async function putAside({ deadLetters, log, metrics }: ArchiverDeps, unreadable: readonly Unreadable[]): Promise<void> {
  // Anew each time: it is rare, and whatever happened to the connection since does not matter.
  await deadLetters.connect();
  await deadLetters.publish(unreadable.map(toDeadLetter), { timeoutMs: SEND_TIMEOUT_MS });
  for (const { record, error } of unreadable) {
    metrics.deadLetters.inc({ topic: deadLetterTopicOf(record) });
    log.error({ event: 'archiver.dead_lettered', topic: record.topic, position: record.position, error });
  }
}

function toDeadLetter({ record, error }: Unreadable): SinkRecord {
  return deadLetter(deadLetterTopicOf(record), record, { error, consumer: 'archiver' });
}

function deadLetterTopicOf({ topic }: SourceRecord): 'dlq.reminders' | 'dlq.task-events' {
  return topic === 'reminders' ? 'dlq.reminders' : 'dlq.task-events';
}
