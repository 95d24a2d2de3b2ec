import { toEpochMs } from '#core/instant.ts';
import type { Effects } from '../../effects.ts';
import type { BackupDeps } from './backup-deps.ts';

/** What one minute's cron does of a backup. */
export interface Turn {
  deps: BackupDeps;
  /** Whether there is still time for one more page; each call counts as one. */
  mayGoOn: () => boolean;
}

/** Several times as long as a turn, because two at once would write the same parts. One that was cut off costs this much. */
const LEASE_MS = 180_000;

/** Until when the run is this turn's, in ms since the epoch. */
export function leaseEnd(effects: Pick<Effects, 'now'>): number {
  return toEpochMs(effects.now()) + LEASE_MS;
}
