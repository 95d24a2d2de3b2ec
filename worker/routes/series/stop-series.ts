import { AppError } from '#core/errors.ts';
import { endpoint } from '../../contract/endpoint.ts';
import { executeOne } from '../../contract/execute-one.ts';
import { TaskParamsSchema } from '../tasks/task-answers.ts';
import { SeriesWrittenSchema, seriesWritten } from './series-answers.ts';

export const stopSeries = endpoint(
  {
    method: 'delete',
    path: '/tasks/{taskId}/recurrence',
    operationId: 'stopSeries',
    summary: 'Stop a task from repeating',
    description: 'Nothing more is made. Tasks that exist stay.',
    section: 'Recurrence',
    access: 'write',
    params: TaskParamsSchema,
    isIdempotent: true,
    answer: { status: 200, description: 'The series as it is now.', schema: SeriesWrittenSchema },
    problems: ['not_found'],
  },
  async (call) => {
    const { series } = await call.user.getTask(call.params.taskId);
    if (series === null) throw new AppError('not_found', 'The task does not repeat.');
    return seriesWritten(await executeOne(call, { type: 'series.stop', seriesId: series.id }));
  },
);
