import { z } from 'zod';
import type { ArchiveDatabase } from './archive-database.ts';
import { archiveMigrations } from './archive-migrations.ts';

const AppliedSchema = z.array(z.object({ name: z.string() }));

/**
 * Brings the tables to what this program knows, each step once. One lock for all, so that archivers which start together
 * on an empty database do not meet. What a newer program added stays.
 *
 * @returns the names of the steps that were taken
 */
export async function migrateArchive(database: ArchiveDatabase): Promise<string[]> {
  const known = await archiveMigrations();
  return await database.transaction(async (client) => {
    await client.query(`SELECT pg_advisory_xact_lock(hashtextextended('carillon archive migrations', 0))`);
    await client.query(
      'CREATE TABLE IF NOT EXISTS archive_migrations (name text PRIMARY KEY, applied_at timestamptz NOT NULL DEFAULT now())',
    );
    const { rows } = await client.query('SELECT name FROM archive_migrations');
    const applied = new Set(AppliedSchema.parse(rows).map(({ name }) => name));
    const missing = known.filter(({ name }) => !applied.has(name));
    for (const { name, sql } of missing) {
      await client.query(sql);
      await client.query('INSERT INTO archive_migrations (name) VALUES ($1)', [name]);
    }
    return missing.map(({ name }) => name);
  });
}
