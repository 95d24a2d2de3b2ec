import { z } from 'zod';
import { OccurrencesQuerySchema, SeriesOccurrenceSchema } from '#core/query/series-query.ts';
import { endpoint } from '../../contract/endpoint.ts';
import { SeriesParamsSchema } from './series-answers.ts';

export const listOccurrences = endpoint(
  {
    method: 'get',
    path: '/series/{seriesId}/occurrences',
    operationId: 'listOccurrences',
    summary: 'What stands ahead of a series',
    description:
      'With a note wherever a clock change, a short month or a leap day matters. Empty for a series that counts from completions, and for one that makes nothing.',
    section: 'Recurrence',
    access: 'read',
    params: SeriesParamsSchema,
    query: OccurrencesQuerySchema,
    answer: {
      status: 200,
      description: 'The occurrences still to come.',
      schema: z.strictObject({ occurrences: z.array(SeriesOccurrenceSchema) }).meta({ id: 'SeriesOccurrences' }),
    },
    problems: ['not_found'],
  },
  async ({ user, params, query }) => ({ body: { occurrences: await user.listOccurrences(params.seriesId, query) } }),
);
