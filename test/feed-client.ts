import { env } from 'cloudflare:workers';
import type { z } from 'zod';
import { openDatabase } from '#application/db/database.ts';
import { newMeter } from '#application/db/strict-d1.ts';
import { createServiceToken } from '#application/use-cases/accounts/create-service-token.ts';
import type { ServiceScope } from '#core/account/service-token.ts';
import { type FeedPage, FeedPageSchema, type Lease, LeaseSchema, SnapshotPageSchema } from '#core/feed/protocol.ts';
import { type Answer, request } from './contracts/api-caller.ts';
import { realEffects } from './effects.ts';

/** A program of the cluster with a token of its own, and short words for what tests ask the feed all the time. */
export interface FeedClient {
  tokenId: string;
  authorization: string;
  get: (path: string) => Promise<Answer>;
  post: (path: string, body: unknown) => Promise<Answer>;
  /** Leases, and fails when that is refused. */
  lease: (consumer: string, more?: Record<string, unknown>) => Promise<Lease>;
  events: (query: Record<string, string | number>) => Promise<FeedPage>;
  /** Reads the snapshot's first page and asks for what follows: from there on the consumer is live. */
  goLive: (consumer: string) => Promise<{ token: string; seq: number }>;
}

export async function newFeedClient(...scopes: ServiceScope[]): Promise<FeedClient> {
  const db = openDatabase(env.DB, newMeter());
  const wanted = { name: 'test', scopes: scopes.length === 0 ? (['feed'] as ServiceScope[]) : scopes };
  const { token, secret } = await createServiceToken(db, realEffects(), wanted);
  const authorization = `Bearer ${secret}`;
  const headers = { authorization };
  const get: FeedClient['get'] = (path) => request('GET', path, { headers });
  const post: FeedClient['post'] = (path, body) => request('POST', path, { headers, body });
  const lease: FeedClient['lease'] = async (consumer, more = {}) =>
    parsed(await post('/feed/lease', { consumer, holder: 'test', ...more }), LeaseSchema);
  const events: FeedClient['events'] = async (query) =>
    parsed(await get(`/feed/events?${queryOf(query)}`), FeedPageSchema);
  return {
    tokenId: token.id,
    authorization,
    get,
    post,
    lease,
    events,
    async goLive(consumer) {
      const { token: held } = await lease(consumer);
      const snapshot = await get(`/feed/snapshot?${queryOf({ consumer, lease: held, limit: 1 })}`);
      const { seq } = parsed(snapshot, SnapshotPageSchema);
      await events({ consumer, after: seq, lease: held, limit: 1 });
      return { token: held, seq };
    },
  };
}

/** What an answer says; fails when it is none of the schema. */
export function parsed<Schema extends z.ZodType>(answer: Answer, schema: Schema): z.output<Schema> {
  if (answer.status !== 200) throw new Error(`${answer.status}: ${answer.text}`);
  return schema.parse(answer.json());
}

export function queryOf(query: Record<string, string | number>): string {
  return new URLSearchParams(Object.entries(query).map(([name, value]) => [name, String(value)])).toString();
}
