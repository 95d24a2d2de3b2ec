import type { ArchiveClient } from './archive-database.ts';

/**
 * Whoever extends or drops chains holds this lock until the end of the transaction: of any number of archivers one at a
 * time. A question after it sees what the holder before has committed.
 */
export async function lockChains(client: ArchiveClient): Promise<void> {
  await client.query(`SELECT pg_advisory_xact_lock(hashtextextended('carillon archive chains', 0))`);
}
