import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import { CLAIM_TTL_MS } from '#core/delivery/notifier-protocol.ts';
import { type EventType, EventTypeSchema } from '#core/log/event.ts';
import { untilInDatabase, withDatabase } from '#test/e2e-client.ts';

// The log and the ledger as they stand in D1, past everything that is certified.

const SentSchema = z.object({
  seq: z.int(),
  id: z.string(),
  userId: z.string(),
  aggregateId: z.string(),
  type: EventTypeSchema,
});
export type SentEvent = z.infer<typeof SentSchema> & { type: EventType };

const MessageSchema = z.object({
  id: z.string(),
  kind: z.string(),
  channel: z.enum(['email', 'webhook']),
  status: z.string(),
});
export type LedgerMessage = z.infer<typeof MessageSchema>;

/** How far things are, in numbers. */
export interface Progress {
  readonly firings: number;
  /** Lines of mail and webhooks that are not through, and those of them whose message somebody holds for long. */
  readonly waiting: number;
  readonly held: number;
  readonly head: number;
}

/** Asks the database of an edge that runs. */
async function look<Result>(state: string, ask: (db: DatabaseSync) => Result): Promise<Result> {
  const found: Result[] = [];
  await untilInDatabase(state, (db) => found.push(ask(db)) > 0);
  const [result] = found;
  if (result === undefined) throw new Error('nothing was asked');
  return result;
}

/** Everything that the edge has committed, in order. */
export async function readSent(state: string): Promise<SentEvent[]> {
  const question = 'SELECT seq, id, user_id AS userId, aggregate_id AS aggregateId, type FROM events ORDER BY seq';
  return z.array(SentSchema).parse(await look(state, (db) => db.prepare(question).all()));
}

export async function readMessages(state: string): Promise<LedgerMessage[]> {
  const question = 'SELECT id, kind, channel, status FROM messages';
  return z.array(MessageSchema).parse(await look(state, (db) => db.prepare(question).all()));
}

/** Messages that somebody has claimed and not reported: what a death at this moment may let out a second time. */
export async function readUnderWay(state: string): Promise<string[]> {
  const question = "SELECT id FROM messages WHERE status = 'waiting' AND claimed_until IS NOT NULL";
  const rows = await look(state, (db) => db.prepare(question).all());
  return z
    .array(z.object({ id: z.string() }))
    .parse(rows)
    .map(({ id }) => id);
}

// A message is sent within a second here: who holds one for longer is dead, and the claim still holds for two minutes.
const LONG_MS = 5_000;

export async function readProgress(state: string): Promise<Progress> {
  const question = `SELECT (SELECT count(*) FROM firings) AS firings, (SELECT coalesce(max(seq), 0) FROM events) AS head,
    count(*) AS waiting, coalesce(sum(claimed_until < ?), 0) AS held
    FROM deliveries LEFT JOIN messages ON messages.user_id = deliveries.user_id AND messages.id = message_id
    WHERE deliveries.channel IN ('email', 'webhook') AND deliveries.status = 'waiting'`;
  const longHeld = Date.now() + CLAIM_TTL_MS - LONG_MS;
  const rows = await look(state, (db) => db.prepare(question).all(longHeld));
  const schema = z.tuple([z.object({ firings: z.int(), waiting: z.int(), held: z.int(), head: z.int() })]);
  return schema.parse(rows.map((row) => ({ ...row })))[0];
}

/** Claims hold for two minutes: these are over. Only while the edge is down, and no notifier has anything in its hands. */
export async function endClaims(state: string): Promise<void> {
  await withDatabase(state, (db) => {
    const now = Date.now();
    db.prepare(
      `UPDATE messages SET claimed_until = min(claimed_until, ?1), next_attempt_at = min(next_attempt_at, ?1)
        WHERE status = 'waiting'`,
    ).run(now);
    db.prepare("UPDATE timers SET fire_at = min(fire_at, ?) WHERE kind IN ('claim', 'notify')").run(now);
  });
}
