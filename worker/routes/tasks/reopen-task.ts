import { endpoint } from '../../contract/endpoint.ts';
import { changeTask } from './change-task.ts';
import { TaskParamsSchema, TaskWrittenSchema } from './task-answers.ts';

export const reopenTask = endpoint(
  {
    method: 'post',
    path: '/tasks/{taskId}/reopen',
    operationId: 'reopenTask',
    summary: 'Open a completed task again',
    description: 'A completed parent is opened with it.',
    section: 'Tasks',
    access: 'write',
    params: TaskParamsSchema,
    isIdempotent: true,
    precondition: 'if-match',
    answer: { status: 200, description: 'The task as it is now.', schema: TaskWrittenSchema },
    problems: ['not_found', 'invalid_state'],
  },
  (call) => changeTask(call, { type: 'task.reopen', taskId: call.params.taskId }),
);
