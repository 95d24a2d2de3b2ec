import { UpcomingQuerySchema, UpcomingRemindersSchema } from '#core/query/reminders-query.ts';
import { endpoint } from '../../contract/endpoint.ts';

export const listUpcomingReminders = endpoint(
  {
    method: 'get',
    path: '/reminders',
    operationId: 'listUpcomingReminders',
    summary: 'What rings next, soonest first',
    section: 'Reminders',
    access: 'read',
    query: UpcomingQuerySchema,
    answer: { status: 200, description: 'Reminders that are to ring.', schema: UpcomingRemindersSchema },
  },
  async ({ user, query }) => ({ body: await user.listUpcomingReminders(query.per_page) }),
);
