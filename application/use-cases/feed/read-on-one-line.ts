import type { SQL } from 'drizzle-orm';
import { AppError } from '#core/errors.ts';
import { isRewound } from '#core/feed/is-rewound.ts';
import { runBatch } from '../../db/database.ts';
import { headOf, type LogState, logStateFrom, selectLogState } from '../../db/queries/read-log-now.ts';
import { readWithRetry } from '../../db/read-with-retry.ts';
import type { FeedDeps } from './feed-deps.ts';

const MAX_TRIES = 3;

export interface ReadOnOneLine {
  log: LogState;
  /** The rows of each statement, in order. */
  rows: Record<string, unknown>[][];
}

/**
 * Runs the statements in one batch with a look at the end of the log, and answers only what belongs to the line of
 * history that the bell knows: before anything is served the bell has noted the end it is served from, and when the
 * log turns out to have been restored to an earlier point it gets a fresh epoch and is read again. A restore takes the
 * epoch in the database back with everything else, so the database alone cannot know.
 *
 * @param statements such as may be repeated: the connection may break after they were applied
 * @throws AppError `unavailable`
 */
export async function readOnOneLine({ db, effects, bell }: FeedDeps, statements: SQL[]): Promise<ReadOnOneLine> {
  for (let attempt = 1; attempt <= MAX_TRIES; attempt += 1) {
    const seen = await bell.lastHead();
    const read = () => runBatch(db, [selectLogState(seen), ...statements]);
    const [state, ...rows] = await readWithRetry(read, effects.wait);
    const log = logStateFrom(state);
    if (isRewound(seen, log)) {
      await bell.settleEpoch();
      continue;
    }
    const isNoted = seen !== null && seen.top === log.top;
    if (isNoted || (await bell.noteHead(headOf(log)))) return { log, rows };
  }
  throw new AppError('unavailable', 'The log is being restored. Try again.');
}
