import { endpoint } from '../../contract/endpoint.ts';
import { changeTask } from './change-task.ts';
import { TaskParamsSchema, TaskWrittenSchema } from './task-answers.ts';

export const completeTask = endpoint(
  {
    method: 'post',
    path: '/tasks/{taskId}/complete',
    operationId: 'completeTask',
    summary: 'Complete a task',
    description: 'Its open subtasks are completed with it.',
    section: 'Tasks',
    access: 'write',
    params: TaskParamsSchema,
    isIdempotent: true,
    precondition: 'if-match',
    answer: { status: 200, description: 'The task as it is now.', schema: TaskWrittenSchema },
    problems: ['not_found', 'invalid_state'],
  },
  (call) => changeTask(call, { type: 'task.complete', taskId: call.params.taskId }),
);
