import { OverviewSchema } from '#core/query/overview.ts';
import { endpoint } from '../../contract/endpoint.ts';

export const getOverview = endpoint(
  {
    method: 'get',
    path: '/overview',
    operationId: 'getOverview',
    summary: 'Settings, lists and counts: everything around the tasks',
    section: 'Me',
    access: 'read',
    answer: { status: 200, description: 'The overview.', schema: OverviewSchema },
  },
  async ({ user }) => ({ body: await user.getOverview() }),
);
