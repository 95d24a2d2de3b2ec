import { ProjectedOccurrencesSchema, ProjectedQuerySchema } from '#core/query/series-query.ts';
import { endpoint } from '../../contract/endpoint.ts';

export const listProjected = endpoint(
  {
    method: 'get',
    path: '/occurrences',
    operationId: 'listProjected',
    summary: 'What stands ahead over all series',
    description: 'Occurrences that are not tasks yet, soonest first, for so many days with today.',
    section: 'Recurrence',
    access: 'read',
    query: ProjectedQuerySchema,
    answer: { status: 200, description: 'The occurrences still to come.', schema: ProjectedOccurrencesSchema },
  },
  async ({ user, query }) => ({ body: await user.listProjected(query.days) }),
);
