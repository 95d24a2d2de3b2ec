import { sql } from 'drizzle-orm';
import { toEpochMs } from '#core/instant.ts';
import { type Database, runBatch } from '../../db/database.ts';
import type { Effects } from '../../effects.ts';
import type { Credential, HubPort } from '../../hub-port.ts';

/** What it takes to tell a hub that a credential is gone. */
export interface RevocationPorts {
  db: Database;
  effects: Effects;
  hub: HubPort;
}

/**
 * Closes the sockets of a credential that is revoked already. When the hub does not answer, a timer remembers it, and
 * the hub does it as soon as it is awake. Meanwhile no frame goes out: the hub asks before every one.
 */
export async function closeSockets(
  ports: RevocationPorts,
  userId: string,
  credential: Credential | 'all',
): Promise<void> {
  const { db, effects, hub } = ports;
  try {
    await hub.closeSockets(userId, credential);
  } catch {
    const ref = credential === 'all' ? 'all' : JSON.stringify(credential);
    const fireAt = toEpochMs(effects.now());
    await runBatch(db, [
      sql`INSERT INTO timers (user_id, kind, ref, fire_at) VALUES (${userId}, 'revoke', ${ref}, ${fireAt})
        ON CONFLICT (user_id, kind, ref) DO UPDATE SET fire_at = excluded.fire_at, attempts = 0, parked_at = NULL, last_error = NULL`,
    ]);
  }
}
