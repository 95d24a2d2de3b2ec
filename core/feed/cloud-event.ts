import { z } from 'zod';
import { EventIdSchema, UserIdSchema } from '../ids.ts';
import { InstantSchema } from '../instant.ts';

/**
 * An event as it leaves the edge: CloudEvents 1.0 in structured mode
 * (https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/spec.md). Consumers drop what they have seen by `source`
 * and `id`, and where they keep state ignore a lower `aggregateversion`.
 *
 * Extension attributes are strings, as every transport carries them. `topic`, `pubsubname`, `traceid`, `traceparent`
 * and `expiration` are not among them: Dapr overwrites those.
 */
export const CloudEventSchema = z.strictObject({
  specversion: z.literal('1.0'),
  /** The event id: the same at every repetition. */
  id: EventIdSchema,
  /** `/carillon/<cell>`: which log it stands in. */
  source: z.string().regex(/^\/carillon\/[a-z0-9-]{1,40}$/),
  /** `carillon.task.created.v1`: the type of the catalogue and the version of its payload. */
  type: z.string().regex(/^carillon\.[a-z_.]+\.v\d+$/),
  /** The aggregate it happened to; ids of aggregates are unique per user. */
  subject: z.string().min(1),
  time: InstantSchema,
  /** `text/plain` for what the log holds and is no JSON: consumers put it aside. */
  datacontenttype: z.enum(['application/json', 'text/plain']),
  /** `urn:carillon:event:task.created:v1`: names the JSON Schema of `data`, wherever that is read. */
  dataschema: z.string().startsWith('urn:carillon:event:'),
  data: z.unknown(),
  userid: UserIdSchema,
  correlationid: z.string(),
  /** The place in the log, in sixteen digits, so that it sorts as text. */
  sequence: z.string().regex(/^\d{16}$/),
  /** The line of history that `sequence` counts in. */
  epoch: z.string().min(1),
  aggregateversion: z.string().regex(/^\d+$/),
  /** Who did it: `user`, `system` or `agent`, and through which door. */
  actorkind: z.string(),
  actorclient: z.string(),
  /** W3C trace context of the request it came from, when that had one. */
  origintrace: z.string().optional(),
});
export type CloudEvent = z.infer<typeof CloudEventSchema>;

const SEQUENCE_DIGITS = 16;

export function sequenceOf(seq: number): string {
  return String(seq).padStart(SEQUENCE_DIGITS, '0');
}

/** @returns the place in the log that a `sequence` attribute says */
export function seqOf({ sequence }: Pick<CloudEvent, 'sequence'>): number {
  return Number(sequence);
}

const TYPE = /^carillon\.(?<type>.+)\.v(?<version>\d+)$/;

/** The attributes that name a type of the catalogue: `task.created` is `carillon.task.created.v1`. */
export function typeAttributes(type: string, version: number): Pick<CloudEvent, 'type' | 'dataschema'> {
  return { type: `carillon.${type}.v${version}`, dataschema: `urn:carillon:event:${type}:v${version}` };
}

/** The type of the catalogue that a `type` attribute names, and the version of its payload. */
export function catalogueTypeOf({ type }: Pick<CloudEvent, 'type'>): { type: string; version: number } {
  const groups = TYPE.exec(type)?.groups;
  return { type: groups?.type ?? type, version: Number(groups?.version ?? 0) };
}
