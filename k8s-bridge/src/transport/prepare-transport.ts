import { backoffMs } from '../backoff.ts';
import type { Clock } from '../clock.ts';
import { errorText } from '../errors.ts';
import type { Log } from '../log.ts';
import type { Transport } from './transport.ts';

interface PrepareParts {
  readonly clock: Pick<Clock, 'wait'>;
  readonly random: () => number;
  readonly log: Log;
}

/**
 * A broker that is not there yet is waited for: programs of a cluster start in any order.
 *
 * @returns whether it is prepared; false when `signal` was aborted before
 */
export async function prepareTransport(
  transport: Pick<Transport, 'prepare'>,
  { clock, random, log }: PrepareParts,
  signal: AbortSignal,
): Promise<boolean> {
  for (let attempt = 1; !signal.aborted; attempt += 1) {
    try {
      await transport.prepare();
      return true;
    } catch (error) {
      log.warn({ event: 'readiness.failed', part: 'broker', error: errorText(error) });
      await clock.wait(backoffMs(attempt, random), signal);
    }
  }
  return false;
}
