import { z } from 'zod';
import type { IdKind } from '#core/ids.ts';
import type { MemoryD1 } from './memory-d1.ts';
import type { Prng } from './prng.ts';

const VerifiedSchema = z.array(z.object({ email_verified: z.number() }));
const IdsSchema = z.array(z.object({ id: z.string() }));

interface Owner {
  userId: string;
  prng: Prng;
  newId: (kind: IdKind) => string;
  nowMs: number;
}

/** Gives a user an address, mostly a verified one, and some webhooks; they stay for the whole run. */
export function addDestinations(memory: MemoryD1, { userId, prng, newId, nowMs }: Owner): void {
  const user = [userId, 'Somebody', `${userId}@example.com`, prng.chance(0.8) ? 1 : 0, nowMs, nowMs];
  memory.execute([
    {
      query: 'INSERT INTO users (id, name, email, email_verified, created_at, updated_at) VALUES (?, ?, ?, ?, ?, ?)',
      values: user,
    },
    ...Array.from({ length: prng.int(0, 2) }, () => ({
      query: `INSERT INTO webhooks (user_id, id, name, url, secret, created_at, updated_at)
        VALUES (?, ?, 'Lamp', 'https://hooks.example.com/', 'whsec_', ?, ?)`,
      values: [userId, newId('webhook'), nowMs, nowMs],
    })),
  ]);
}

/** Whose messages wait, one entry for each. */
export function waitingIn(memory: MemoryD1): readonly string[] {
  const rows = memory.rows(
    `SELECT user_id AS id FROM deliveries WHERE channel IN ('email', 'webhook') AND status = 'waiting'`,
  );
  return IdsSchema.parse(rows).map(({ id }) => id);
}

/** Where messages to a user can go in this moment. */
export function destinationsOf(memory: MemoryD1, userId: string): { isMailed: boolean; webhookIds: readonly string[] } {
  const users = VerifiedSchema.parse(memory.rows('SELECT email_verified FROM users WHERE id = ?', userId));
  const webhooks = memory.rows('SELECT id FROM webhooks WHERE user_id = ? AND disabled_at IS NULL', userId);
  return {
    isMailed: users.some(({ email_verified: isVerified }) => isVerified === 1),
    webhookIds: IdsSchema.parse(webhooks).map(({ id }) => id),
  };
}
