import { z } from 'zod';
import type { ArchiveClient } from '../archive-database.ts';
import type { ArchivedRecord } from '../archived-event.ts';
import { RECORD_COLUMNS, RecordRowSchema, toRecord } from '../record-row.ts';
import type { AuditPlace } from './audit-cursor.ts';
import type { AuditFilters } from './audit-query.ts';

interface Page {
  readonly filters: AuditFilters;
  /** Events that are older than this. */
  readonly after: AuditPlace | null;
  readonly limit: number;
}

const RowsSchema = z.array(RecordRowSchema);
const NEWEST_FIRST = 'ORDER BY events.time DESC, events.id DESC, events.source DESC';

/** Events by time, the newest first. */
export async function selectEvents(client: ArchiveClient, { filters, after, limit }: Page): Promise<ArchivedRecord[]> {
  const values: unknown[] = [];
  const parameter = (value: unknown) => `$${values.push(value)}`;
  const { user, type, aggregate, from, to } = filters;
  // Only what is asked stands in the statement, so that each question finds its index.
  const conditions = [
    user && `user_id = ${parameter(user)}`,
    type && `type = ${parameter(type)}`,
    aggregate && `subject = ${parameter(aggregate)}`,
    from && `events.time >= ${parameter(from)}::timestamptz`,
    to && `events.time < ${parameter(to)}::timestamptz`,
    after && `events.time <= ${parameter(after.time)}::timestamptz`,
    after &&
      `(events.time, id, source) < (${parameter(after.time)}::timestamptz, ${parameter(after.id)}, ${parameter(after.source)})`,
  ].filter(Boolean);
  const where = conditions.length > 0 ? `WHERE ${conditions.join(' AND ')}` : '';
  const { rows } = await client.query(
    `SELECT ${RECORD_COLUMNS} FROM events ${where} ${NEWEST_FIRST} LIMIT ${parameter(limit)}`,
    values,
  );
  return RowsSchema.parse(rows).map(toRecord);
}

/** An event by its id; of several (cells, or lines of history after a restore) the newest. Null when there is none. */
export async function selectEvent(client: ArchiveClient, id: string): Promise<ArchivedRecord | null> {
  const { rows } = await client.query(`SELECT ${RECORD_COLUMNS} FROM events WHERE id = $1 ${NEWEST_FIRST} LIMIT 1`, [
    id,
  ]);
  const [row] = RowsSchema.parse(rows);
  return row ? toRecord(row) : null;
}
