import { endpoint } from '../../contract/endpoint.ts';
import { TaskFoundSchema, TaskParamsSchema } from './task-answers.ts';

export const getTask = endpoint(
  {
    method: 'get',
    path: '/tasks/{taskId}',
    operationId: 'getTask',
    summary: 'Read a task',
    section: 'Tasks',
    access: 'read',
    params: TaskParamsSchema,
    precondition: 'if-none-match',
    answer: { status: 200, description: 'The task, wherever it is: the trash included.', schema: TaskFoundSchema },
    problems: ['not_found'],
  },
  async ({ user, params }) => {
    const task = await user.getTask(params.taskId);
    return { body: { task }, version: task.version };
  },
);
