import { endpoint } from '../../contract/endpoint.ts';
import { changeTask } from './change-task.ts';
import { TaskParamsSchema, TaskWrittenSchema } from './task-answers.ts';

export const deleteTask = endpoint(
  {
    method: 'delete',
    path: '/tasks/{taskId}',
    operationId: 'deleteTask',
    summary: 'Put a task in the trash',
    description: 'Its subtasks go with it. It stays there for 90 days.',
    section: 'Tasks',
    access: 'write',
    params: TaskParamsSchema,
    isIdempotent: true,
    precondition: 'if-match',
    answer: { status: 200, description: 'The task as it is now.', schema: TaskWrittenSchema },
    problems: ['not_found'],
  },
  (call) => changeTask(call, { type: 'task.delete', taskId: call.params.taskId }),
);
