import { AppError } from '#core/errors.ts';
import { backupsOf } from '../../backups-of.ts';

/** @throws AppError `not_found` when this deployment makes no backups */
export async function requireBackups(env: Env): Promise<NonNullable<Awaited<ReturnType<typeof backupsOf>>>> {
  const backups = await backupsOf(env);
  if (backups) return backups;
  throw new AppError('not_found', 'This deployment makes no backups: BACKUP_KEY is not set, or there is no bucket.');
}
