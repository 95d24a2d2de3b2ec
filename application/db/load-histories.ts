import { type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import { MAX_AGGREGATES_PER_COMMAND } from '#core/command/decision.ts';
import type { World } from '#core/command/world.ts';
import type { LoggedEvent } from '#core/log/event.ts';
import type { Database } from './database.ts';
import { EventColumnsSchema, eventFromColumns } from './event-columns.ts';
import { inJson } from './json-rows.ts';

/** What a bulk may hold of long notes at once: they are in memory as rows, as states, as events and as parameters. */
export const MAX_BULK_BYTES = 4 * 1024 * 1024;

type Histories = Pick<World, 'histories' | 'thingsLeft'>;

/**
 * What happened under correlation ids, a bounded part of it: whole histories of single things, as a thing is taken
 * back as a whole. Things that stand as they were left come first, because whatever was taken back already does not;
 * so repeating an undo gets on. One whose history alone is too large never fits, and stands at the end.
 */
export async function loadHistories(
  db: Database,
  userId: string,
  correlations: ReadonlySet<string>,
): Promise<Histories> {
  if (correlations.size === 0) return { histories: new Map(), thingsLeft: new Map() };
  const rows = await db.all(sql`${rankThings(userId, correlations)}
    SELECT parts.correlation_id AS history, parts.things_left, events.*
    FROM (SELECT correlation_id, sum(NOT fits AND NOT is_touched) AS things_left FROM ranked GROUP BY correlation_id) AS parts
    LEFT JOIN events ON events.user_id = ${userId} AND events.correlation_id = parts.correlation_id
      AND (events.correlation_id, events.aggregate_id) IN (SELECT correlation_id, aggregate_id FROM ranked WHERE fits)
    ORDER BY +seq`);
  const histories = new Map<string, LoggedEvent[]>();
  const thingsLeft = new Map<string, number>();
  for (const row of z.array(RowSchema).parse(rows)) {
    thingsLeft.set(row.history, row.things_left);
    if (row.seq === null) continue;
    const history = histories.get(row.history) ?? [];
    history.push(eventFromColumns(EventColumnsSchema.parse(row)));
    histories.set(row.history, history);
  }
  return { histories, thingsLeft };
}

/** An event of a history, or a history none of which fits. */
const RowSchema = z.looseObject({ history: z.string(), things_left: z.int(), seq: z.int().nullable() });

function rankThings(userId: string, correlations: ReadonlySet<string>): SQL {
  const order = sql.raw(`size > ${MAX_BULK_BYTES}, is_touched, last_seq DESC`);
  return sql`WITH things AS (
      SELECT correlation_id, aggregate_id, max(seq) AS last_seq, max(version) AS version, sum(octet_length(data)) AS size
      FROM events WHERE user_id = ${userId} AND correlation_id IN ${inJson(correlations)} GROUP BY correlation_id, aggregate_id),
    looked_at AS (
      SELECT *, EXISTS (SELECT 1 FROM events AS later WHERE later.user_id = ${userId}
        AND later.aggregate_id = things.aggregate_id AND later.version = things.version + 1) AS is_touched FROM things),
    ranked AS (
      SELECT *, sum(size) OVER (ORDER BY ${order}) <= ${MAX_BULK_BYTES}
        AND row_number() OVER (PARTITION BY correlation_id ORDER BY ${order}) <= ${MAX_AGGREGATES_PER_COMMAND} AS fits
      FROM looked_at)`;
}
