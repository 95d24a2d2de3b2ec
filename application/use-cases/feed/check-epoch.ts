import { type BackgroundLog, errorText } from '../../background-log.ts';
import type { BellPort } from '../../bell-port.ts';

/**
 * Looks, each minute, whether the database was restored to an earlier point: without a bridge nobody else does, and
 * devices would go on in a history that never was. A look that fails is made again a minute later, and keeps nothing else
 * from running.
 */
export async function checkEpoch(bell: Pick<BellPort, 'settleEpoch'>, log: BackgroundLog): Promise<void> {
  try {
    await bell.settleEpoch();
  } catch (error) {
    log.write({ event: 'feed.check_failed', error: errorText(error) });
  }
}
