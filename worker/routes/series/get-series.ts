import { SeriesViewSchema } from '#core/query/series-query.ts';
import { endpoint } from '../../contract/endpoint.ts';
import { SeriesParamsSchema } from './series-answers.ts';

export const getSeries = endpoint(
  {
    method: 'get',
    path: '/series/{seriesId}',
    operationId: 'getSeries',
    summary: 'One series, with what it has come to',
    section: 'Recurrence',
    access: 'read',
    params: SeriesParamsSchema,
    answer: { status: 200, description: 'The series.', schema: SeriesViewSchema },
    problems: ['not_found'],
  },
  async ({ user, params }) => ({ body: await user.getSeries(params.seriesId) }),
);
