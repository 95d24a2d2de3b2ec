import { NotificationsPageSchema, NotificationsQuerySchema } from '#core/query/reminders-query.ts';
import { endpoint } from '../../contract/endpoint.ts';

export const listNotifications = endpoint(
  {
    method: 'get',
    path: '/notifications',
    operationId: 'listNotifications',
    summary: 'What rang, newest first',
    section: 'Reminders',
    access: 'read',
    query: NotificationsQuerySchema,
    answer: { status: 200, description: 'One page of the bell.', schema: NotificationsPageSchema },
  },
  async ({ user, query }) => ({ body: await user.listNotifications(query) }),
);
