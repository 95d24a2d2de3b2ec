import { z } from 'zod';
import { MANIFEST } from '#core/backup/manifest.ts';
import type { BackupStore } from '../../backup/backup-store.ts';

/** What the bucket said when it was last asked; `writtenAtMs` is null while there is no whole backup. */
export const BackupSeenSchema = z.object({ askedAtMs: z.int(), writtenAtMs: z.int().nullable() });
export type BackupSeen = z.infer<typeof BackupSeenSchema>;

/** Backups are made once a night: asked at every look of Prometheus, the bucket would be paid for nothing. */
const ASK_EVERY_MS = 600_000;

export function isBackupDue(seen: BackupSeen | null, nowMs: number): boolean {
  return seen === null || nowMs >= seen.askedAtMs + ASK_EVERY_MS;
}

/**
 * When the newest backup that has come to its end was finished: its manifest is written last. The bucket is asked and not
 * the log, as a backup that somebody removed is none.
 *
 * @returns ms since the epoch; null when there is none
 */
export async function findNewestBackup(store: Pick<BackupStore, 'runs' | 'writtenAtMs'>): Promise<number | null> {
  for (const run of (await store.runs()).toReversed()) {
    const writtenAtMs = await store.writtenAtMs(`${run}/${MANIFEST}`);
    if (writtenAtMs !== null) return writtenAtMs;
  }
  return null;
}
