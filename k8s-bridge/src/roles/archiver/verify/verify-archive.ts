import { z } from 'zod';
import type { ArchiveDatabase } from '../archive-database.ts';
import type { Month } from '../chain.ts';
import type { ExpectedHeads } from './expected-heads.ts';
import { type MonthParts, type MonthReport, verifyMonth } from './verify-month.ts';

const MonthsSchema = z.array(z.object({ month: z.string() }));

/** The months that the archive holds: those with a head, those with a table, should a head have gone, and those it dropped. */
async function findMonths(database: ArchiveDatabase): Promise<Month[]> {
  return await database.transaction(
    async (client) => {
      const { rows } = await client.query(
        `SELECT month FROM archive_heads
         UNION
         SELECT month FROM archive_anchors
         UNION
         SELECT replace(substring(relname FROM '^events_(\\d{4}_\\d{2})$'), '_', '-') FROM pg_inherits
           JOIN pg_class ON pg_class.oid = inhrelid
          WHERE inhparent = 'events'::regclass AND relname ~ '^events_\\d{4}_\\d{2}$'
         ORDER BY month`,
      );
      return MonthsSchema.parse(rows).map(({ month }) => month);
    },
    { isReadOnly: true },
  );
}

export interface VerifyParts extends Omit<MonthParts, 'expected'> {
  /** Null for all. */
  readonly month: Month | null;
  /** What the log says; a month it speaks of must be there, or have been dropped. */
  readonly expected: ExpectedHeads;
}

/**
 * Follows the chain of each month, or of one.
 *
 * @param onMonth hears of each month when it has been followed
 */
export async function verifyArchive(
  database: ArchiveDatabase,
  { month, expected, ...parts }: VerifyParts,
  onMonth: (report: MonthReport) => void,
): Promise<void> {
  const months = month === null ? [...(await findMonths(database)), ...expected.keys()] : [month];
  for (const each of [...new Set(months)].sort()) {
    onMonth(await verifyMonth(database, each, { ...parts, expected: expected.get(each) ?? new Map() }));
  }
}
