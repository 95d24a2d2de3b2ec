import { ActivityPageSchema, ActivityQuerySchema } from '#core/query/activity-query.ts';
import { endpoint } from '../../contract/endpoint.ts';
import { TaskParamsSchema } from '../tasks/task-answers.ts';

export const listTaskActivity = endpoint(
  {
    method: 'get',
    path: '/tasks/{taskId}/activity',
    operationId: 'listTaskActivity',
    summary: 'The history of one task, newest first',
    section: 'History',
    access: 'read',
    params: TaskParamsSchema,
    query: ActivityQuerySchema.omit({ task: true }),
    answer: { status: 200, description: 'One page of events.', schema: ActivityPageSchema },
    problems: ['not_found'],
  },
  async ({ user, params, query }) => {
    // Somebody else's task is not found, rather than a task without a history.
    await user.getTask(params.taskId);
    return { body: await user.listActivity({ ...query, task: params.taskId }) };
  },
);
