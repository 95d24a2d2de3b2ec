import { SkipOccurrenceSchema } from '#core/series/commands.ts';
import { endpoint } from '../../contract/endpoint.ts';
import { changeSeries } from './change-series.ts';
import { SeriesParamsSchema, SeriesWrittenSchema } from './series-answers.ts';

export const skipOccurrence = endpoint(
  {
    method: 'post',
    path: '/series/{seriesId}/skip',
    operationId: 'skipOccurrence',
    summary: 'Leave out one occurrence',
    description: 'The newest one goes on to the next slot; or, with `slot`, one that is still ahead is not made.',
    section: 'Recurrence',
    access: 'write',
    params: SeriesParamsSchema,
    body: SkipOccurrenceSchema.pick({ slot: true }),
    isIdempotent: true,
    precondition: 'if-match',
    answer: { status: 200, description: 'The series as it is now.', schema: SeriesWrittenSchema },
    problems: ['not_found', 'invalid_state', 'limit_reached'],
  },
  (call) => changeSeries(call, { type: 'series.skip', ...call.params, ...call.body }),
);
