import { MakeOccurrenceSchema } from '#core/series/commands.ts';
import { endpoint } from '../../contract/endpoint.ts';
import { changeSeries } from './change-series.ts';
import { SeriesParamsSchema, SeriesWrittenSchema } from './series-answers.ts';

export const makeOccurrence = endpoint(
  {
    method: 'post',
    path: '/series/{seriesId}/occurrences',
    operationId: 'makeOccurrence',
    summary: 'Make an occurrence before its time',
    description: 'A slot that is still ahead becomes a task now, due then or, with `due`, at another time.',
    section: 'Recurrence',
    access: 'write',
    params: SeriesParamsSchema,
    body: MakeOccurrenceSchema.pick({ slot: true, due: true }),
    isIdempotent: true,
    precondition: 'if-match',
    answer: { status: 200, description: 'The series as it is now.', schema: SeriesWrittenSchema },
    problems: ['not_found', 'invalid_state', 'limit_reached', 'gone'],
  },
  (call) => changeSeries(call, { type: 'series.make', ...call.params, ...call.body }),
);
