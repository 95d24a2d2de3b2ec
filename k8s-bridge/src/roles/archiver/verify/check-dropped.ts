import { type Instant, toEpochMs } from '#core/instant.ts';
import type { ChainHead, Month } from '../chain.ts';
import { isOutdated } from '../is-outdated.ts';
import type { ChainProblem } from './chain-check.ts';
import { differsFrom, type ExpectedHashes, lastOf } from './expected-heads.ts';

/** What stays of a month that was dropped. */
export interface Anchor extends ChainHead {
  readonly droppedAt: Instant;
}

interface DroppedParts {
  readonly anchor: Anchor;
  /** A head or a record: what was dropped has neither. */
  readonly isThere: boolean;
  readonly keepDays: number;
  readonly nowMs: number;
  readonly expected: ExpectedHashes;
}

/** Whether retention explains that a month is gone, and with it what the log said of the month. */
export function checkDropped(month: Month, parts: DroppedParts): ChainProblem | null {
  const { anchor, isThere, keepDays, nowMs, expected } = parts;
  const problemAt = (position: number, what: ChainProblem['what']) => ({ month, position, id: null, what });
  // By both: the moment that is written there may have been written by whoever took the month away.
  const sinceMs = Math.min(nowMs, toEpochMs(anchor.droppedAt));
  if (!isOutdated(month, { keepDays, nowMs: sinceMs })) return problemAt(1, 'dropped too early');
  if (isThere) return problemAt(1, 'dropped and there');
  if (lastOf(expected) > anchor.count) return problemAt(anchor.count + 1, 'record missing');
  return differsFrom(expected, { position: anchor.count, hash: anchor.hash })
    ? problemAt(anchor.count, 'log differs')
    : null;
}
