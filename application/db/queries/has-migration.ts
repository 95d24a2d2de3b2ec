import { sql } from 'drizzle-orm';
import type { Database } from '../database.ts';

/** Whether a migration was applied, by the name of its file. The table is wrangler's own. */
export async function hasMigration(db: Database, name: string): Promise<boolean> {
  const rows = await db.all(sql`SELECT 1 FROM d1_migrations WHERE name = ${name}`);
  return rows.length > 0;
}
