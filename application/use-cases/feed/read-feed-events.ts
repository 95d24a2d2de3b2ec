import { AppError } from '#core/errors.ts';
import { pageTexts } from '#core/feed/page-texts.ts';
import { MAX_FEED_BYTES } from '#core/feed/protocol.ts';
import { type LogRow, toCloudEvent } from '#core/feed/to-cloud-event.ts';
import { toEpochMs } from '#core/instant.ts';
import { acknowledge, consumerFrom, selectConsumer } from '../../db/queries/feed-consumers.ts';
import { logRowFrom, selectFeedPage } from '../../db/queries/select-feed-page.ts';
import type { FeedDeps } from './feed-deps.ts';
import { hashLeaseToken } from './lease-token.ts';
import { readOnOneLine } from './read-on-one-line.ts';
import { requireLease } from './require-lease.ts';

export interface FeedEventsRequest {
  consumer: string;
  after: number;
  limit: number;
  /** The token of the lease; without one nothing is acknowledged. */
  lease: string | undefined;
  /** The CloudEvents `source` of this log. */
  source: string;
}

/** A page of the feed; its events as JSON texts of CloudEvents. */
export interface FeedTexts {
  epoch: string;
  events: string[];
  next: number;
  head: number;
}

/** For what the page has beside its events. */
const FRAME_BYTES = 300;

/**
 * The events of everybody after a seq. With a lease the question says that all up to `after` has arrived, and moves the
 * consumer's cursor there in the batch that checks the lease.
 *
 * @throws AppError `lease_lost`, with nothing acknowledged; `gone` when the events are no longer kept, or the consumer has
 * to read the snapshot first; `invalid_state` when the log was rewound; `validation_failed` beyond the end
 */
export async function readFeedEvents(deps: FeedDeps, request: FeedEventsRequest): Promise<FeedTexts> {
  const { consumer, after, limit, lease, source } = request;
  const nowMs = toEpochMs(deps.effects.now());
  const proof = lease === undefined ? null : { consumer, hash: await hashLeaseToken(lease), nowMs };
  const { log, rows } = await readOnOneLine(deps, [
    selectFeedPage(after, limit, MAX_FEED_BYTES),
    ...(proof ? [acknowledge(proof, after), selectConsumer(consumer)] : []),
  ]);
  if (proof) {
    const { stand } = requireLease(consumerFrom(rows.at(-1)), proof, log.epoch);
    if (stand === 'snapshot') throw new AppError('gone', 'This consumer starts with the snapshot.');
  }
  if (after > log.top) {
    const errors = [{ path: 'after', message: `must be at most ${log.top}, the end of the log` }];
    throw new AppError('validation_failed', 'The log does not go that far.', { errors });
  }
  if (after < log.prunedThrough) {
    throw new AppError('gone', `Events up to ${log.prunedThrough} are no longer kept: start with the snapshot.`);
  }
  const read = (rows[0] ?? []).map(logRowFrom);
  const events = pageTexts(cloudEvents(read, { source, epoch: log.epoch }), MAX_FEED_BYTES - FRAME_BYTES);
  const next = read[events.length - 1]?.seq ?? after;
  return { epoch: log.epoch, events, next, head: Math.max(next, log.last?.seq ?? log.prunedThrough) };
}

function* cloudEvents(rows: readonly LogRow[], line: { source: string; epoch: string }) {
  for (const row of rows) yield toCloudEvent(row, line);
}
