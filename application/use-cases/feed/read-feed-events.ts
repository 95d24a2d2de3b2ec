import { AppError } from '#core/errors.ts';
import { isRewound, type LogHead } from '#core/feed/is-rewound.ts';
import { pageTexts } from '#core/feed/page-texts.ts';
import { MAX_FEED_BYTES } from '#core/feed/protocol.ts';
import { type LogRow, toCloudEvent } from '#core/feed/to-cloud-event.ts';
import { toEpochMs } from '#core/instant.ts';
import { runBatch } from '../../db/database.ts';
import { acknowledge, consumerFrom, selectConsumer } from '../../db/queries/feed-consumers.ts';
import { headOf, logStateFrom, selectLogState } from '../../db/queries/read-log-now.ts';
import { logRowFrom, selectFeedPage } from '../../db/queries/select-feed-page.ts';
import { readWithRetry } from '../../db/read-with-retry.ts';
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
 * So many are read at once. D1 does one thing at a time, and a Worker too: whoever writes meanwhile waits for a slice and
 * not for a page.
 */
const SLICE_EVENTS = 200;

/** No slice is begun later than this: where each has to wait long, a short page that arrives is worth more than a long one. */
const READ_MS = 1_500;

/** A page on its way. */
interface Page {
  texts: string[];
  bytes: number;
  next: number;
}

/**
 * The events of everybody after a seq, read in slices. With a lease the question says that all up to `after` has arrived, and moves the
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
    selectFeedPage(after, Math.min(limit, SLICE_EVENTS), MAX_FEED_BYTES),
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
  const page: Page = { texts: [], bytes: 0, next: after };
  let slice = rows[0] ?? [];
  const isTimeLeft = () => toEpochMs(deps.effects.now()) < nowMs + READ_MS;
  while (takeSlice(page, slice, { source, epoch: log.epoch }) && page.texts.length < limit && isTimeLeft())
    slice = await readSlice(deps, headOf(log), page, limit);
  const { texts: events, next } = page;
  return { epoch: log.epoch, events, next, head: Math.max(next, log.last?.seq ?? log.prunedThrough) };
}

/** @returns whether there may be more for this page */
function takeSlice(
  page: Page,
  slice: readonly Record<string, unknown>[],
  line: { source: string; epoch: string },
): boolean {
  const read = slice.map(logRowFrom);
  const maxBytes = MAX_FEED_BYTES - FRAME_BYTES - page.bytes;
  const { texts, bytes } = pageTexts(cloudEvents(read, line), maxBytes, {
    isFirst: page.texts.length === 0,
  });
  page.texts.push(...texts);
  page.bytes += bytes;
  page.next = read[texts.length - 1]?.seq ?? page.next;
  return texts.length === SLICE_EVENTS;
}

/**
 * What follows in the same answer. Each look compares again, because a page of two lines of history is none.
 *
 * @throws AppError `unavailable` when the log was restored since the first slice
 */
async function readSlice({ db, effects, bell }: FeedDeps, seen: LogHead, page: Page, limit: number) {
  const left = MAX_FEED_BYTES - page.bytes;
  const events = Math.min(limit - page.texts.length, SLICE_EVENTS);
  const [state, rows = []] = await readWithRetry(
    () => runBatch(db, [selectLogState(seen), selectFeedPage(page.next, events, left)]),
    effects.wait,
  );
  const log = logStateFrom(state);
  // What was pruned meanwhile would be missing between two slices.
  if (!isRewound(seen, log)) return log.prunedThrough > page.next ? [] : rows;
  await bell.settleEpoch();
  throw new AppError('unavailable', 'The log was restored to an earlier point. Try again.');
}

function* cloudEvents(rows: readonly LogRow[], line: { source: string; epoch: string }) {
  for (const row of rows) yield toCloudEvent(row, line);
}
