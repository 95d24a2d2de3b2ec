import { z } from 'zod';
import type { ArchivedRecord } from './archived-event.ts';

// Times as text with all their digits: a Date would hide what was changed below the millisecond.
const timeText = (column: string) =>
  `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS ${column}`;

/** What a SELECT on `events` names for `toRecord`. */
export const RECORD_COLUMNS = `source, id, type, type_version, subject, user_id, ${timeText('time')}, sequence, epoch,
  aggregate_version, correlation_id, actor_kind, trace, topic, ${timeText('archived_at')}, actor_client, payload,
  digest, position, previous, hash`;

const TimeSchema = z.string().transform((text) => text.replace(/000Z$/, 'Z'));

export const RecordRowSchema = z.object({
  source: z.string(),
  id: z.string(),
  type: z.string(),
  type_version: z.number(),
  subject: z.string(),
  user_id: z.string(),
  time: TimeSchema,
  sequence: z.coerce.number(),
  epoch: z.string(),
  aggregate_version: z.coerce.number(),
  correlation_id: z.string(),
  actor_kind: z.string(),
  trace: z.string().nullable(),
  topic: z.string(),
  archived_at: TimeSchema,
  actor_client: z.string().nullable(),
  payload: z.string().nullable(),
  digest: z.instanceof(Buffer),
  position: z.coerce.number(),
  previous: z.instanceof(Buffer),
  hash: z.instanceof(Buffer),
});

export function toRecord(row: z.infer<typeof RecordRowSchema>): ArchivedRecord {
  const { actor_client: actorClient, payload } = row;
  return {
    facts: {
      source: row.source,
      id: row.id,
      type: row.type,
      typeVersion: row.type_version,
      subject: row.subject,
      userId: row.user_id,
      time: row.time,
      sequence: row.sequence,
      epoch: row.epoch,
      aggregateVersion: row.aggregate_version,
      correlationId: row.correlation_id,
      actorKind: row.actor_kind,
      trace: row.trace,
      topic: row.topic,
    },
    // Half of it is as good as altered: then the digest does not fit what is there.
    content:
      payload === null && actorClient === null ? null : { actorClient: actorClient ?? '', payload: payload ?? '' },
    archivedAt: row.archived_at,
    digest: row.digest,
    position: row.position,
    previous: row.previous,
    hash: row.hash,
  };
}
