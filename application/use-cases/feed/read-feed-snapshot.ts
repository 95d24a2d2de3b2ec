import type { z } from 'zod';
import { AppError } from '#core/errors.ts';
import { pageTexts } from '#core/feed/page-texts.ts';
import { MAX_FEED_BYTES, type RemovedTaskSchema } from '#core/feed/protocol.ts';
import { type RemovedPlace, type SnapshotPlace, snapshotCursor } from '#core/feed/snapshot-cursor.ts';
import { toEpochMs } from '#core/instant.ts';
import { beginSnapshot, consumerFrom, selectConsumer } from '../../db/queries/feed-consumers.ts';
import { removedRowFrom, selectRemovedPage } from '../../db/queries/removed-tasks.ts';
import { selectSnapshotPage, snapshotRowFrom } from '../../db/queries/select-snapshot-page.ts';
import type { FeedDeps } from './feed-deps.ts';
import { hashLeaseToken } from './lease-token.ts';
import { readOnOneLine } from './read-on-one-line.ts';
import { requireLease } from './require-lease.ts';

export interface FeedSnapshotRequest {
  consumer: string;
  /** Where the page before ended; null for the first. */
  after: SnapshotPlace | RemovedPlace | null;
  limit: number;
  lease: string | undefined;
}

/** A page of the snapshot; its tasks as JSON texts. */
export interface SnapshotTexts {
  epoch: string;
  seq: number;
  removed: z.output<typeof RemovedTaskSchema>[];
  tasks: string[];
  next: string | null;
}

/** For what the page has beside its tasks. */
const FRAME_BYTES = 300;

/**
 * The tasks of everybody, in pages. Pages are read at different moments: each is as the log had it at `seq` or later,
 * and what a page missed is among the events after `seq`. With a lease the first page sets the consumer's place there,
 * and what was removed for good since its place before comes first.
 *
 * @throws AppError `lease_lost`; `invalid_state` when the log was rewound; `gone` for a later page of a snapshot that
 * was never begun
 */
export async function readFeedSnapshot(deps: FeedDeps, request: FeedSnapshotRequest): Promise<SnapshotTexts> {
  const { consumer, after, limit, lease } = request;
  const nowMs = toEpochMs(deps.effects.now());
  const proof = lease === undefined ? null : { consumer, hash: await hashLeaseToken(lease), nowMs };
  const isAtTasks = after !== null && 'userId' in after;
  const asksRemoved = proof !== null && !isAtTasks;
  const { log, rows } = await readOnOneLine(deps, [
    // One more than is asked for tells whether that was the last.
    selectSnapshotPage(isAtTasks ? after : null, limit + 1, MAX_FEED_BYTES),
    ...(proof && after === null ? [beginSnapshot(proof)] : []),
    ...(asksRemoved ? [selectRemovedPage(consumer, isAtTasks ? null : after, limit)] : []),
    ...(proof ? [selectConsumer(consumer)] : []),
  ]);
  const row = proof && requireLease(consumerFrom(rows.at(-1)), proof, log.epoch);
  if (row?.stand === 'snapshot' && row.snapshot_seq === null)
    throw new AppError('gone', 'This consumer has no snapshot it could go on with: ask for the first page.');
  const seq = row?.snapshot_seq ?? log.top;
  const removed = asksRemoved ? (rows.at(-2) ?? []).map(removedRowFrom) : [];
  const lastRemoved = removed.at(-1);
  if (lastRemoved) {
    const ids = removed.map(({ userId, taskId }) => ({ userId, taskId }));
    return { epoch: log.epoch, seq, removed: ids, tasks: [], next: snapshotCursor(lastRemoved) };
  }
  const read = (rows[0] ?? []).map(snapshotRowFrom);
  const entries = read.slice(0, limit).map(({ userId, task }) => ({ userId, task }));
  const { texts: tasks } = pageTexts(entries, MAX_FEED_BYTES - FRAME_BYTES);
  const last = entries[tasks.length - 1];
  const isMore = (read[0]?.found ?? 0) > tasks.length;
  return {
    epoch: log.epoch,
    seq,
    removed: [],
    tasks,
    next: last && isMore ? snapshotCursor({ userId: last.userId, taskId: last.task.id }) : null,
  };
}
