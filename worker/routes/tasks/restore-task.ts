import { endpoint } from '../../contract/endpoint.ts';
import { changeTask } from './change-task.ts';
import { TaskParamsSchema, TaskWrittenSchema } from './task-answers.ts';

export const restoreTask = endpoint(
  {
    method: 'post',
    path: '/tasks/{taskId}/restore',
    operationId: 'restoreTask',
    summary: 'Take a task out of the trash',
    description: 'The subtasks that went to the trash with it come back with it.',
    section: 'Tasks',
    access: 'write',
    params: TaskParamsSchema,
    isIdempotent: true,
    precondition: 'if-match',
    answer: { status: 200, description: 'The task as it is now.', schema: TaskWrittenSchema },
    problems: ['not_found'],
  },
  (call) => changeTask(call, { type: 'task.restore', taskId: call.params.taskId }),
);
