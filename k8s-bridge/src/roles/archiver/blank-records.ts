import type { ArchiveDatabase } from './archive-database.ts';

// Each in a transaction of its own: an account of years would take longer than a statement may.
const RECORDS_AT_ONCE = 10_000;

/**
 * Blanks what the archive holds of erased accounts; digests and hashes stay, so that the chains can still be followed.
 * They have been noted as erased before, so nothing is added meanwhile. Doing it again changes nothing.
 */
export async function blankRecords(database: ArchiveDatabase, users: readonly string[]): Promise<void> {
  if (users.length === 0) return;
  for (let blanked = RECORDS_AT_ONCE; blanked === RECORDS_AT_ONCE; ) {
    const { rowCount } = await database.transaction((client) =>
      client.query(
        `UPDATE events SET payload = NULL, actor_client = NULL
          WHERE (id, source, time) IN (
            SELECT id, source, time FROM events
             WHERE user_id = ANY($1) AND (payload IS NOT NULL OR actor_client IS NOT NULL)
             LIMIT $2)`,
        [users, RECORDS_AT_ONCE],
      ),
    );
    blanked = rowCount ?? 0;
  }
}
