import { backoffMs } from '../backoff.ts';
import type { Clock } from '../clock.ts';
import { errorText } from '../errors.ts';
import type { Log } from '../log.ts';
import type { SourceRecord, Subscription } from './event-source.ts';

interface Parts {
  readonly clock: Pick<Clock, 'wait'>;
  readonly random: () => number;
  readonly log: Log;
}

/**
 * Handles a record until it is done or dropped, however often that has to be tried: what is behind it keeps its place.
 *
 * @returns whether it is settled; false when `signal` was aborted before
 */
export async function handleUntilSettled(
  record: SourceRecord,
  handle: Subscription['handle'],
  signal: AbortSignal,
  { clock, random, log }: Parts,
): Promise<boolean> {
  for (let attempt = 1; !signal.aborted; attempt += 1) {
    let error: string | null = null;
    try {
      if ((await handle(record, signal)) !== 'retry') return true;
    } catch (thrown) {
      error = errorText(thrown);
    }
    const waitMs = backoffMs(attempt, random);
    log.warn({ event: 'source.retrying', topic: record.topic, position: record.position, attempt, waitMs, error });
    await clock.wait(waitMs, signal);
  }
  return false;
}
