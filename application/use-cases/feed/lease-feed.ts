import type { z } from 'zod';
import { AppError, invariant } from '#core/errors.ts';
import { LEASE_TTL_MS, type Lease, type LeaseRequestSchema } from '#core/feed/protocol.ts';
import { toEpochMs, toInstant } from '#core/instant.ts';
import {
  type ConsumerRow,
  consumerFrom,
  renewLease,
  resyncRewound,
  selectConsumer,
  standOf,
  takeLease,
} from '../../db/queries/feed-consumers.ts';
import type { FeedDeps } from './feed-deps.ts';
import { hashLeaseToken, mintLeaseToken } from './lease-token.ts';
import { readOnOneLine } from './read-on-one-line.ts';

/** Each consumer can hold retention back, so their number is bounded. */
export const MAX_CONSUMERS = 20;

/**
 * Gives the lease of a consumer to who asks, or prolongs it for who has it. One holds it at a time; what a former
 * holder asks with its token is refused from the moment somebody else has it.
 *
 * @throws AppError `lease_held` when somebody else has it; `lease_lost` when the token to renew is not the lease's any
 * more; `limit_reached`
 */
export async function leaseFeed(deps: FeedDeps, request: z.output<typeof LeaseRequestSchema>): Promise<Lease> {
  const { consumer, holder } = request;
  const token = request.token ?? mintLeaseToken();
  const nowMs = toEpochMs(deps.effects.now());
  const untilMs = nowMs + LEASE_TTL_MS;
  const proof = { consumer, hash: await hashLeaseToken(token), nowMs };
  const { log, rows } = await readOnOneLine(deps, [
    request.token === undefined ? takeLease(proof, holder, untilMs, MAX_CONSUMERS) : renewLease(proof, holder, untilMs),
    ...(request.resync ? [resyncRewound(proof)] : []),
    selectConsumer(consumer),
  ]);
  const row = consumerFrom(rows.at(-1));
  if (row?.lease_hash !== proof.hash) throw whyNot(row, request.token !== undefined);
  const cursor = { epoch: row.epoch, seq: row.seq, eventId: row.event_id };
  return { token, ttlMs: LEASE_TTL_MS, stand: standOf(row, log.epoch), cursor };
}

function whyNot(row: ConsumerRow | null, isRenewal: boolean): AppError {
  if (isRenewal)
    return new AppError('lease_lost', 'The lease ran out and is not yours any more. Ask for it without a token.');
  if (row === null)
    return new AppError('limit_reached', `There are ${MAX_CONSUMERS} consumers already. Forget one that is gone.`);
  const { holder, leased_until: untilMs } = row;
  invariant(holder !== null && untilMs !== null, 'a lease that is refused is held by somebody');
  const until = toInstant(untilMs);
  return new AppError('lease_held', `${holder} holds it until ${until}.`, {
    errors: [
      { path: 'holder', message: holder },
      { path: 'until', message: until },
    ],
  });
}
