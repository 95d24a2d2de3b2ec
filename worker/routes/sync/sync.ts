import { SyncPageSchema, SyncQuerySchema } from '#core/query/sync-query.ts';
import { endpoint } from '../../contract/endpoint.ts';

export const sync = endpoint(
  {
    method: 'get',
    path: '/sync',
    operationId: 'sync',
    summary: 'What happened since',
    description:
      'Begin with the `seq` and `epoch` of any answer that has them. `reset` says that what happened since cannot be told: read the state anew and go on from its seq.',
    section: 'History',
    access: 'read',
    query: SyncQuerySchema,
    answer: { status: 200, description: 'The events in order, or `reset`.', schema: SyncPageSchema },
  },
  async ({ user, query }) => ({ body: await user.sync(query) }),
);
