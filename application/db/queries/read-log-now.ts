import { type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { LogHead, LogNow } from '#core/feed/is-rewound.ts';

/** The highest seq that was ever given out; SQLite remembers it when the events are gone. */
export const TOP_SEQ = sql`COALESCE((SELECT seq FROM sqlite_sequence WHERE name = 'events'), 0)`;

/** How the log is, as one batch finds it. */
export interface LogState extends LogNow {
  prunedThrough: number;
}

/** The statement that reads the end of the log, and what stands where it ended when it was last seen. */
export function selectLogState(seen: LogHead | null): SQL {
  return sql`SELECT epoch, pruned_through AS prunedThrough, ${TOP_SEQ} AS top, last.seq AS lastSeq, last.id AS lastId,
    (SELECT id FROM events WHERE seq = ${seen?.last?.seq ?? 0}) AS idAtSeen
    FROM log_state LEFT JOIN (SELECT seq, id FROM events ORDER BY seq DESC LIMIT 1) AS last ON TRUE
    WHERE log_state.id = 1`;
}

const RowSchema = z.object({
  epoch: z.string(),
  prunedThrough: z.int(),
  top: z.int(),
  lastSeq: z.int().nullable(),
  lastId: z.string().nullable(),
  idAtSeen: z.string().nullable(),
});

export function logStateFrom(rows: Record<string, unknown>[] | undefined): LogState {
  const { lastSeq, lastId, ...rest } = RowSchema.parse(rows?.[0]);
  return { ...rest, last: lastSeq === null || lastId === null ? null : { seq: lastSeq, id: lastId } };
}

/** What is remembered of a state. */
export function headOf({ epoch, top, last }: LogState): LogHead {
  return { epoch, top, last };
}
