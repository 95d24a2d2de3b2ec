import { z } from 'zod';
import { startBackup } from '#application/use-cases/backup/start-backup.ts';
import { RunNameSchema } from '#core/backup/manifest.ts';
import { endpoint } from '../../contract/endpoint.ts';
import { requireBackups } from './require-backups.ts';

export const beginBackup = endpoint(
  {
    method: 'post',
    path: '/backups',
    operationId: 'beginBackup',
    summary: 'Begin a backup of the database',
    description: 'The cron of each minute works on it. Of its changes meanwhile it has all up to its end.',
    section: 'Operator',
    access: 'operator',
    answer: {
      status: 200,
      description: 'Its name; null when one runs already.',
      schema: z.object({ run: RunNameSchema.nullable() }),
    },
    problems: ['not_found'],
  },
  async ({ ctx, services: { db, effects, log } }) => {
    await requireBackups(ctx.env);
    return { body: { run: await startBackup({ db, effects, log }) } };
  },
);
