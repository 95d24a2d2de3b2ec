import { MANIFEST } from '#core/backup/manifest.ts';
import { toEpochMs, toInstant } from '#core/instant.ts';
import type { BackupDeps } from './backup-deps.ts';

const DAY_MS = 86_400_000;

/**
 * Removes what is too old, and what never came to its end, of runs before `newest`. The newest whole backup is never
 * removed, whatever its age: it is the only one there is after a long time of failures.
 */
export async function pruneBackups(
  { store, effects, keepDays, log }: Pick<BackupDeps, 'store' | 'effects' | 'keepDays' | 'log'>,
  newest: string,
): Promise<void> {
  const oldest = toInstant(toEpochMs(effects.now()) - keepDays * DAY_MS).replaceAll(/[:.]/g, '-');
  for (const run of (await store.runs()).filter((each) => each < newest)) {
    const isKept = run >= oldest && (await store.get(`${run}/${MANIFEST}`)) !== null;
    if (isKept) continue;
    // A large one goes over several days.
    const isGone = await store.remove(run);
    log.write({ event: 'backup.removed', run, isComplete: isGone });
  }
}
