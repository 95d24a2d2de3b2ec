import { z } from 'zod';
import { RunNameSchema } from '#core/backup/manifest.ts';
import { AppError } from '#core/errors.ts';
import { endpoint } from '../../contract/endpoint.ts';
import { requireBackups } from './require-backups.ts';

export const fetchBackupPart = endpoint(
  {
    method: 'get',
    path: '/backups/part',
    operationId: 'fetchBackupPart',
    summary: 'A part of a backup, sealed as it is kept',
    section: 'Operator',
    access: 'operator',
    query: z.strictObject({
      run: RunNameSchema,
      part: z.string().regex(/^(?:manifest|(?:rows|changes)\/[\w/]{1,100})$/),
    }),
    answer: { status: 200, description: 'Its bytes.', mediaType: 'application/octet-stream' },
    problems: ['not_found'],
  },
  async ({ ctx, query: { run, part } }) => {
    const { store } = await requireBackups(ctx.env);
    const bytes = await store.get(`${run}/${part}`);
    if (bytes === null) throw new AppError('not_found', 'There is no such part of a backup.');
    const headers = { 'Content-Type': 'application/octet-stream', 'Cache-Control': 'no-store' };
    return { response: new Response(bytes, { headers }) };
  },
);
