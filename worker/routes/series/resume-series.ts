import { endpoint } from '../../contract/endpoint.ts';
import { changeSeries } from './change-series.ts';
import { SeriesParamsSchema, SeriesWrittenSchema } from './series-answers.ts';

export const resumeSeries = endpoint(
  {
    method: 'post',
    path: '/series/{seriesId}/resume',
    operationId: 'resumeSeries',
    summary: 'Resume a series',
    description: 'Goes on with the next slot that is ahead; what passed meanwhile is not made up for.',
    section: 'Recurrence',
    access: 'write',
    params: SeriesParamsSchema,
    isIdempotent: true,
    precondition: 'if-match',
    answer: { status: 200, description: 'The series as it is now.', schema: SeriesWrittenSchema },
    problems: ['not_found', 'invalid_state'],
  },
  (call) => changeSeries(call, { type: 'series.resume', ...call.params }),
);
