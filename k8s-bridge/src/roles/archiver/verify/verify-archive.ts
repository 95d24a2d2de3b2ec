import { z } from 'zod';
import type { ArchiveDatabase } from '../archive-database.ts';
import type { Month } from '../chain.ts';
import { type MonthReport, verifyMonth } from './verify-month.ts';

const MonthsSchema = z.array(z.object({ month: z.string() }));

/** The months that the archive holds: those with a head, and those with a table, should a head have gone. */
async function findMonths(database: ArchiveDatabase): Promise<Month[]> {
  return await database.transaction(
    async (client) => {
      const { rows } = await client.query(
        `SELECT month FROM archive_heads
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

/**
 * Follows the chain of each month, or of one.
 *
 * @param onMonth hears of each month when it has been followed
 */
export async function verifyArchive(
  database: ArchiveDatabase,
  { month }: { month: Month | null },
  onMonth: (report: MonthReport) => void,
): Promise<void> {
  for (const each of month === null ? await findMonths(database) : [month]) {
    onMonth(await verifyMonth(database, each));
  }
}
