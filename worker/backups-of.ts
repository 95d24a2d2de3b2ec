import { createR2BackupStore } from '#application/backup/r2-backup-store.ts';
import { importBackupKey } from '#application/backup/seal-part.ts';
import type { BackupDeps } from '#application/use-cases/backup/backup-deps.ts';
import { configurationOf } from './env.ts';

/** Where this deployment keeps backups, and what they are sealed with; null when it makes none: no key, or no bucket. */
export async function backupsOf(env: Env): Promise<Pick<BackupDeps, 'store' | 'key' | 'keepDays'> | null> {
  const { backup } = configurationOf(env);
  if (backup === null || !('BACKUPS' in env)) return null;
  return {
    store: createR2BackupStore(env.BACKUPS),
    key: await importBackupKey(backup.secret),
    keepDays: backup.keepDays,
  };
}
