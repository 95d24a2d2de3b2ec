import { z } from 'zod';
import { toInstant } from '#core/instant.ts';
import { type LoggedEvent, LoggedEventSchema } from '#core/log/event.ts';
import { upcastData } from '#core/log/upcast.ts';

/** A row of `events` as D1 gives it, for reads that no query builder writes. */
export const EventColumnsSchema = z.object({
  seq: z.int(),
  id: z.string(),
  aggregate_id: z.string(),
  version: z.int(),
  type: z.string(),
  actor: z.string(),
  correlation_id: z.string(),
  data: z.string(),
  occurred_at: z.int(),
});
export type EventColumns = z.infer<typeof EventColumnsSchema>;

/** The event that raw columns hold. */
export function eventFromColumns(row: EventColumns): LoggedEvent {
  return LoggedEventSchema.parse({
    seq: row.seq,
    id: row.id,
    aggregateId: row.aggregate_id,
    version: row.version,
    type: row.type,
    actor: JSON.parse(row.actor),
    correlationId: row.correlation_id,
    data: upcastData(row.type, JSON.parse(row.data)),
    occurredAt: toInstant(row.occurred_at),
  });
}
