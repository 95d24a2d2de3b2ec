import { z } from 'zod';
import { ScopeSchema, SeriesPatchSchema } from '#core/series/commands.ts';
import { endpoint } from '../../contract/endpoint.ts';
import { changeSeries } from './change-series.ts';
import { SeriesParamsSchema, SeriesWrittenSchema } from './series-answers.ts';

export const updateSeries = endpoint(
  {
    method: 'patch',
    path: '/series/{seriesId}',
    operationId: 'updateSeries',
    summary: 'Change how a task repeats, or what its occurrences say',
    description:
      'Merges. `scope` says which occurrences what is said is for: the newest one alone (`this`), it and those that follow, or all that are open. Completed ones never change. A new rule counts from the newest occurrence, or from `start`.',
    section: 'Recurrence',
    access: 'write',
    params: SeriesParamsSchema,
    query: z.strictObject({ scope: ScopeSchema.default('following') }),
    body: SeriesPatchSchema,
    bodyMediaTypes: ['application/json', 'application/merge-patch+json'],
    isIdempotent: true,
    precondition: 'if-match',
    answer: { status: 200, description: 'The series as it is now.', schema: SeriesWrittenSchema },
    problems: ['not_found', 'invalid_state'],
  },
  (call) => changeSeries(call, { type: 'series.update', ...call.params, scope: call.query.scope, patch: call.body }),
);
