import { eq } from 'drizzle-orm';
import type { Database } from '../../db/database.ts';
import { settings } from '../../db/schema.ts';
import type { Effects } from '../../effects.ts';
import { provisionAccount } from '../provision-account.ts';

/** Gives a user settings and an Inbox unless they have them: at their first sign-in, and after one that broke. */
export async function ensureProvisioned(
  db: Database,
  effects: Effects,
  userId: string,
  defaults: { zone: string; locale: string },
): Promise<void> {
  const [known] = await db.select({ version: settings.version }).from(settings).where(eq(settings.userId, userId));
  if (known) return;
  const actor = { kind: 'user', client: 'web', conversation: null } as const;
  await provisionAccount(db, effects, { userId, ...defaults, actor });
}
