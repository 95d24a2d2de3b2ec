import { AppError } from '#core/errors.ts';
import { type ConsumerRow, type LeaseProof, standOf } from '../../db/queries/feed-consumers.ts';

/**
 * The consumer, as long as the lease is good and its log is the one it has been reading.
 *
 * @throws AppError `lease_lost`; `invalid_state` when the log was rewound since the consumer's place
 */
export function requireLease(row: ConsumerRow | null, proof: LeaseProof, epoch: string): ConsumerRow {
  const isHeld = row?.lease_hash === proof.hash && row.leased_until !== null && row.leased_until > proof.nowMs;
  if (!row || !isHeld) throw new AppError('lease_lost', 'The lease is not yours any more; nothing was acknowledged.');
  if (standOf(row, epoch) === 'rewound') {
    throw new AppError(
      'invalid_state',
      'The log was restored to an earlier point. Ask for the lease with `resync` to begin anew with a snapshot.',
    );
  }
  return row;
}
