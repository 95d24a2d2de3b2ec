import { z } from 'zod';

/** The secret that backups are sealed with, and how long they are kept; null when this deployment makes none. */
export const BackupEnvironmentSchema = z
  .object({
    BACKUP_KEY: z.union([z.literal(''), z.string().min(32)]).default(''),
    BACKUP_KEEP_DAYS: z.coerce.number().int().min(1).max(3650).default(35),
  })
  .transform(({ BACKUP_KEY, BACKUP_KEEP_DAYS }) =>
    BACKUP_KEY === '' ? null : { secret: BACKUP_KEY, keepDays: BACKUP_KEEP_DAYS },
  );

export type BackupConfiguration = NonNullable<z.infer<typeof BackupEnvironmentSchema>>;
