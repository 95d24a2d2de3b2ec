import { z } from 'zod';
import type { Instant } from '#core/instant.ts';
import type { ArchiveClient } from './archive-database.ts';
import type { ArchivableEvent, EventFacts } from './archived-event.ts';
import { type Month, monthOf } from './chain.ts';
import { findHeads, saveHeads } from './chain-heads.ts';
import { lockChains } from './chain-lock.ts';
import { extendChains } from './extend-chains.ts';
import { insertRecords } from './insert-records.ts';
import { makePartition } from './month-partition.ts';
import { noteErased } from './note-erased.ts';

export interface Appended {
  readonly archived: number;
  /** Stood there already, or twice in the batch. */
  readonly duplicates: number;
  /** Of months that are not kept any more. */
  readonly expired: number;
  /** Users whose account ended: what is there of them is still to be blanked. */
  readonly ended: readonly string[];
  /** How many records the months have by now that got some. */
  readonly counts: ReadonlyMap<Month, number>;
}

const MonthsSchema = z.array(z.object({ month: z.string() }));
const PlacesSchema = z.array(z.object({ place: z.number() }));

/**
 * Writes events behind those that are there, in the order given, and leaves out what stands there already: a batch may
 * come any number of times. What comes of a user whose account was erased is written without its content.
 */
export async function appendEvents(
  client: ArchiveClient,
  events: readonly ArchivableEvent[],
  archivedAt: Instant,
): Promise<Appended> {
  await lockChains(client);
  const dropped = await findDropped(client, monthsOf(events));
  const kept = events.filter(({ facts }) => !dropped.has(monthOf(facts.time)));
  const fresh = await leaveOutKnown(client, firstOfEach(kept));
  const { erased, ended } = await noteErased(client, kept, archivedAt);
  const months = monthsOf(fresh);
  const before = await findHeads(client, months);
  for (const month of months) if (!before.has(month)) await makePartition(client, month);
  const { records, heads } = extendChains(fresh, { heads: before, erased, archivedAt });
  await insertRecords(client, records);
  await saveHeads(client, heads);
  return {
    archived: fresh.length,
    duplicates: kept.length - fresh.length,
    expired: events.length - kept.length,
    ended,
    counts: new Map([...heads].map(([month, { count }]) => [month, count])),
  };
}

function monthsOf(events: readonly ArchivableEvent[]): Month[] {
  return [...new Set(events.map(({ facts }) => monthOf(facts.time)))];
}

async function findDropped(client: ArchiveClient, months: readonly Month[]): Promise<ReadonlySet<Month>> {
  const { rows } = await client.query('SELECT month FROM archive_anchors WHERE month = ANY($1)', [months]);
  return new Set(MonthsSchema.parse(rows).map(({ month }) => month));
}

function firstOfEach(events: readonly ArchivableEvent[]): ArchivableEvent[] {
  const groups = Map.groupBy(events, ({ facts }) => keyOf(facts));
  return [...groups.values()].flatMap(([first]) => first ?? []);
}

function keyOf({ source, id, time }: EventFacts): string {
  return `${source} ${id} ${time}`;
}

async function leaveOutKnown(client: ArchiveClient, events: readonly ArchivableEvent[]): Promise<ArchivableEvent[]> {
  const { rows } = await client.query(
    `SELECT given.place::integer AS place
       FROM unnest($1::text[], $2::text[], $3::timestamptz[]) WITH ORDINALITY AS given (id, source, time, place)
       JOIN events USING (id, source, time)`,
    [
      events.map(({ facts }) => facts.id),
      events.map(({ facts }) => facts.source),
      events.map(({ facts }) => facts.time),
    ],
  );
  const known = new Set(PlacesSchema.parse(rows).map(({ place }) => place));
  return events.filter((_, index) => !known.has(index + 1));
}
