import { endpoint } from '../../contract/endpoint.ts';
import { changeSeries } from './change-series.ts';
import { SeriesParamsSchema, SeriesWrittenSchema } from './series-answers.ts';

export const pauseSeries = endpoint(
  {
    method: 'post',
    path: '/series/{seriesId}/pause',
    operationId: 'pauseSeries',
    summary: 'Pause a series',
    description: 'Nothing is made until it is resumed. Its open task stays.',
    section: 'Recurrence',
    access: 'write',
    params: SeriesParamsSchema,
    isIdempotent: true,
    precondition: 'if-match',
    answer: { status: 200, description: 'The series as it is now.', schema: SeriesWrittenSchema },
    problems: ['not_found', 'invalid_state'],
  },
  (call) => changeSeries(call, { type: 'series.pause', ...call.params }),
);
