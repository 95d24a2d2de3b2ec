import { TaskPageSchema, TaskQuerySchema } from '#core/query/task-query.ts';
import { endpoint } from '../../contract/endpoint.ts';

export const listTasks = endpoint(
  {
    method: 'get',
    path: '/tasks',
    operationId: 'listTasks',
    summary: 'List, filter, search and sort tasks',
    section: 'Tasks',
    access: 'read',
    query: TaskQuerySchema,
    answer: { status: 200, description: 'One page of tasks.', schema: TaskPageSchema },
  },
  async ({ user, query }) => ({ body: await user.listTasks(query) }),
);
