import { ActivityPageSchema, ActivityQuerySchema } from '#core/query/activity-query.ts';
import { endpoint } from '../../contract/endpoint.ts';

export const listActivity = endpoint(
  {
    method: 'get',
    path: '/activity',
    operationId: 'listActivity',
    summary: 'Who changed what from what to what, newest first',
    section: 'History',
    access: 'read',
    query: ActivityQuerySchema,
    answer: { status: 200, description: 'One page of events.', schema: ActivityPageSchema },
  },
  async ({ user, query }) => ({ body: await user.listActivity(query) }),
);
