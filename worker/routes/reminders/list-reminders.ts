import { z } from 'zod';
import { PlannedReminderSchema } from '#core/query/reminders-query.ts';
import { endpoint } from '../../contract/endpoint.ts';
import { TaskParamsSchema } from '../tasks/task-answers.ts';

export const listReminders = endpoint(
  {
    method: 'get',
    path: '/tasks/{taskId}/reminders',
    operationId: 'listReminders',
    summary: 'The reminders of a task, and when each rings next',
    section: 'Reminders',
    access: 'read',
    params: TaskParamsSchema,
    answer: {
      status: 200,
      description: 'Its reminders.',
      schema: z.strictObject({ reminders: z.array(PlannedReminderSchema) }).meta({ id: 'TaskReminders' }),
    },
    problems: ['not_found'],
  },
  async ({ user, params }) => ({ body: { reminders: await user.listReminders(params.taskId) } }),
);
