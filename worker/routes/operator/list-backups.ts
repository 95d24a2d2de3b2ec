import { listBackups as list } from '#application/use-cases/backup/list-backups.ts';
import { BackupsSchema } from '#core/backup/manifest.ts';
import { endpoint } from '../../contract/endpoint.ts';
import { requireBackups } from './require-backups.ts';

export const listBackups = endpoint(
  {
    method: 'get',
    path: '/backups',
    operationId: 'listBackups',
    summary: 'Backups of the database',
    section: 'Operator',
    access: 'operator',
    answer: { status: 200, description: 'All there are, newest first.', schema: BackupsSchema },
    problems: ['not_found'],
  },
  async ({ ctx }) => ({ body: { backups: await list(await requireBackups(ctx.env)) } }),
);
