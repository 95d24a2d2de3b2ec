import { RecurrenceSchema } from '#core/series/commands.ts';
import { endpoint } from '../../contract/endpoint.ts';
import { changeTask } from '../tasks/change-task.ts';
import { TaskParamsSchema, TaskWrittenSchema } from '../tasks/task-answers.ts';

export const startSeries = endpoint(
  {
    method: 'post',
    path: '/tasks/{taskId}/recurrence',
    operationId: 'startSeries',
    summary: 'Make a task repeat',
    description: 'Its due says from when; one that is no slot of the rule moves to the first one.',
    section: 'Recurrence',
    access: 'write',
    params: TaskParamsSchema,
    body: RecurrenceSchema,
    isIdempotent: true,
    precondition: 'if-match',
    answer: { status: 200, description: 'The task as it is now.', schema: TaskWrittenSchema },
    problems: ['not_found', 'invalid_state', 'id_taken'],
  },
  (call) => changeTask(call, { type: 'series.start', taskId: call.params.taskId, recurrence: call.body }),
);
