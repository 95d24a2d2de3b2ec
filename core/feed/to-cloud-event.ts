import { toInstant } from '../instant.ts';
import { ActorSchema } from '../log/actor.ts';
import { upcastData } from '../log/upcast.ts';
import { type CloudEvent, sequenceOf, typeAttributes } from './cloud-event.ts';
import { payloadVersionOf } from './payload-versions.ts';

/** An event as the log holds it. What is JSON is still text: not all of it has to be readable. */
export interface LogRow {
  seq: number;
  id: string;
  userId: string;
  aggregateId: string;
  version: number;
  type: string;
  actor: string;
  correlationId: string;
  trace: string | null;
  data: string;
  /** In ms since the epoch. */
  occurredAtMs: number;
}

/**
 * A row of the log as it leaves the edge, in the shape of today. Nothing that a row holds stops the stream: data that
 * is no JSON goes out as text, for the consumer to put aside.
 */
export function toCloudEvent(row: LogRow, { source, epoch }: { source: string; epoch: string }): CloudEvent {
  const data = readJson(row.data);
  const actor = ActorSchema.safeParse(readJson(row.actor)?.value);
  return {
    specversion: '1.0',
    id: row.id,
    source,
    ...typeAttributes(row.type, payloadVersionOf(row.type)),
    subject: row.aggregateId,
    time: toInstant(row.occurredAtMs),
    datacontenttype: data === null ? 'text/plain' : 'application/json',
    data: data === null ? row.data : upcastData(row.type, data.value),
    userid: row.userId,
    correlationid: row.correlationId,
    sequence: sequenceOf(row.seq),
    epoch,
    aggregateversion: String(row.version),
    actorkind: actor.success ? actor.data.kind : 'unknown',
    actorclient: actor.success ? actor.data.client : 'unknown',
    ...(row.trace !== null && { origintrace: row.trace }),
  };
}

/** @returns null for a text that is no JSON, which is not the same as the JSON `null` */
function readJson(text: string): { value: unknown } | null {
  try {
    const value: unknown = JSON.parse(text);
    return { value };
  } catch {
    return null;
  }
}
