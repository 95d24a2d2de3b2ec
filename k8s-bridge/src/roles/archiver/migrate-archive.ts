import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import type { ArchiveDatabase } from './archive-database.ts';

const FOLDER = path.join(import.meta.dirname, '../../../migrations/archive');
const AppliedSchema = z.array(z.object({ name: z.string() }));

/**
 * Brings the tables to what this program knows, each step once. One lock for all, so that archivers which start together
 * on an empty database do not meet. What a newer program added stays.
 *
 * @returns the names of the steps that were taken
 */
export async function migrateArchive(database: ArchiveDatabase): Promise<string[]> {
  const names = (await readdir(FOLDER)).filter((name) => name.endsWith('.sql')).sort();
  return await database.transaction(async (client) => {
    await client.query(`SELECT pg_advisory_xact_lock(hashtextextended('carillon archive migrations', 0))`);
    await client.query(
      'CREATE TABLE IF NOT EXISTS archive_migrations (name text PRIMARY KEY, applied_at timestamptz NOT NULL DEFAULT now())',
    );
    const { rows } = await client.query('SELECT name FROM archive_migrations');
    const applied = new Set(AppliedSchema.parse(rows).map(({ name }) => name));
    const missing = names.filter((name) => !applied.has(name));
    for (const name of missing) {
      await client.query(await readFile(path.join(FOLDER, name), 'utf8'));
      await client.query('INSERT INTO archive_migrations (name) VALUES ($1)', [name]);
    }
    return missing;
  });
}
