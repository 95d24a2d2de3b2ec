import { env } from 'cloudflare:workers';
import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { BELL_NAME } from '#application/bell-port.ts';
import { openDatabase } from '#application/db/database.ts';
import { type Meter, newMeter } from '#application/db/strict-d1.ts';
import {
  type FeedEventsRequest,
  type FeedTexts,
  readFeedEvents,
} from '#application/use-cases/feed/read-feed-events.ts';
import { readFeedStatus } from '#application/use-cases/feed/read-feed-status.ts';
import type { FeedStatus } from '#core/feed/protocol.ts';
import { toInstant } from '#core/instant.ts';
import { createBellClient } from '#worker/bell-client.ts';
import { realEffects } from './effects.ts';
import type { TestUser } from './users.ts';

/** The feed at a time that a test sets, with the real database and the real bell. */
export function feedAt(
  clock: { nowMs: number },
  { d1 = env.DB, meter = newMeter() }: { d1?: D1Database; meter?: Meter } = {},
) {
  return {
    db: openDatabase(d1, meter),
    effects: { ...realEffects(), now: () => toInstant(clock.nowMs) },
    bell: createBellClient(env.FEED_BELL, meter),
  };
}

export type FeedWorld = ReturnType<typeof feedAt>;

/** Asks for events, with whatever a test does not care about filled in. */
export async function ask(
  feed: FeedWorld,
  request: Pick<FeedEventsRequest, 'consumer' | 'after' | 'lease'> & Partial<FeedEventsRequest>,
): Promise<FeedTexts> {
  return await readFeedEvents(feed, { limit: 1000, source: '/carillon/main', ...request });
}

/** A consumer as the status shows it. */
export async function consumerOf(feed: FeedWorld, name: string): Promise<FeedStatus['consumers'][number]> {
  const found = (await readFeedStatus(feed)).consumers.find(({ consumer }) => consumer === name);
  if (!found) throw new Error(`no consumer ${name}`);
  return found;
}

/** The seqs of a page. */
export function seqsOf({ events }: Pick<FeedTexts, 'events'>): number[] {
  return events.map((text) => Number(z.object({ sequence: z.string() }).parse(JSON.parse(text)).sequence));
}

/** Events of the user without a command, many at once. */
export async function appendEvents({ db, id }: TestUser, count: number): Promise<void> {
  const ids = Array.from({ length: count }, () => realEffects().newId('event'));
  const aggregate = realEffects().newId('task');
  await db.run(sql`INSERT INTO events (id, user_id, aggregate_id, version, type, actor, correlation_id, data, occurred_at)
    SELECT each.value, user_id, ${aggregate}, each.key + 1, model.type, actor, correlation_id, data, occurred_at
    FROM json_each(${JSON.stringify(ids)}) AS each, (SELECT * FROM events WHERE user_id = ${id} LIMIT 1) AS model`);
}

/** Where the log ends. */
export async function headSeq({ db }: TestUser): Promise<number> {
  const [row] = await db.all<{ seq: number }>(sql`SELECT COALESCE(max(seq), 0) AS seq FROM events`);
  return row?.seq ?? 0;
}

/** The database as it was when the log ended at a seq: what a restore to an earlier point leaves of the log. */
export async function restoreLogTo({ db }: TestUser, seq: number): Promise<void> {
  await db.run(sql`DELETE FROM events WHERE seq > ${seq}`);
  await db.run(sql`UPDATE sqlite_sequence SET seq = ${seq} WHERE name = 'events'`);
}

export function bellStub() {
  return env.FEED_BELL.getByName(BELL_NAME);
}
