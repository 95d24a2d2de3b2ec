import { SeriesListQuerySchema, SeriesPageSchema } from '#core/query/series-query.ts';
import { endpoint } from '../../contract/endpoint.ts';

export const listSeries = endpoint(
  {
    method: 'get',
    path: '/series',
    operationId: 'listSeries',
    summary: 'Tasks that repeat, with what each has come to',
    section: 'Recurrence',
    access: 'read',
    query: SeriesListQuerySchema,
    answer: { status: 200, description: 'A page of series.', schema: SeriesPageSchema },
  },
  async ({ user, query }) => ({ body: await user.listSeries(query) }),
);
