import { eq } from 'drizzle-orm';
import type { Settings } from '#core/settings/settings.ts';
import type { Database } from '../database.ts';
import { settings } from '../schema.ts';
import { settingsFromRow } from '../settings-row.ts';

export function selectSettings(db: Database, userId: string) {
  return db.select().from(settings).where(eq(settings.userId, userId));
}

export async function findSettings(db: Database, userId: string): Promise<Settings> {
  const [row] = await selectSettings(db, userId);
  return settingsFromRow(row);
}
