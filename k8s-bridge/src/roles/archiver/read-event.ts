import { z } from 'zod';
import { type CloudEvent, CloudEventSchema, catalogueTypeOf, seqOf } from '#core/feed/cloud-event.ts';
import { toEpochMs, toInstant } from '#core/instant.ts';
import { parseJson } from '../../parse-json.ts';
import type { SourceRecord } from '../../sources/event-source.ts';
import type { ArchivableEvent } from './archived-event.ts';

/** An event, or why the record is none. */
export type ReadEvent =
  | { readonly event: ArchivableEvent; readonly unreadable: null }
  | { readonly event: null; readonly unreadable: string };

// What a newer edge adds does not make an event unreadable, and neither does a type that is not known here: an archive
// takes all.
const ReadEventSchema = z.looseObject(CloudEventSchema.shape);

/** What the archive keeps of a record. */
export function readEvent({ topic, body }: Pick<SourceRecord, 'topic' | 'body'>): ReadEvent {
  if (body === null) return unreadable('a record without a value');
  const json = parseJson(body);
  if (json === undefined) return unreadable('no JSON');
  const parsed = ReadEventSchema.safeParse(json);
  if (!parsed.success) return unreadable(`no event: ${z.prettifyError(parsed.error)}`);
  const fault = faultOf(parsed.data);
  if (fault !== null) return unreadable(fault);
  const payload = jsonOf(parsed.data.data);
  if (payload === null) return unreadable('its data is nested too deeply');
  return { event: toArchivable(parsed.data, { topic, payload }), unreadable: null };
}

/** What the schema lets through and PostgreSQL, or the chain, would not give back as it was. */
function faultOf(event: CloudEvent): string | null {
  if (event.datacontenttype !== 'application/json') return 'its data is no JSON';
  if (event.data === undefined) return 'it has no data';
  if (!isInstant(event.time)) return `its time ${event.time} does not exist`;
  const numbers = [seqOf(event), Number(event.aggregateversion)];
  if (!numbers.every(Number.isSafeInteger)) return 'its sequence or version is too large';
  const texts = Object.values(event).filter((value) => typeof value === 'string');
  if (texts.some((text) => text.includes('\0'))) return 'an attribute holds a NUL';
  // It would come back as another character, and the hash over it would never fit again.
  if (!texts.every((text) => text.isWellFormed())) return 'an attribute holds half a character';
  return null;
}

/** Null for what is nested so deeply that it can be read, but not written. */
function jsonOf(data: unknown): string | null {
  try {
    return JSON.stringify(data);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function isInstant(time: string): boolean {
  const ms = toEpochMs(time);
  return !Number.isNaN(ms) && ms >= 0 && toInstant(ms) === time;
}

function toArchivable(
  event: CloudEvent,
  { topic, payload }: { topic: SourceRecord['topic']; payload: string },
): ArchivableEvent {
  const { type, version: typeVersion } = catalogueTypeOf(event);
  return {
    facts: {
      source: event.source,
      id: event.id,
      type,
      typeVersion,
      subject: event.subject,
      userId: event.userid,
      time: event.time,
      sequence: seqOf(event),
      epoch: event.epoch,
      aggregateVersion: Number(event.aggregateversion),
      correlationId: event.correlationid,
      actorKind: event.actorkind,
      trace: event.origintrace ?? null,
      topic,
    },
    content: { actorClient: event.actorclient, payload },
  };
}

function unreadable(reason: string): ReadEvent {
  return { event: null, unreadable: reason };
}
