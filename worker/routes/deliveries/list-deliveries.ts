import { DeliveriesQuerySchema, ReminderLedgerSchema } from '#core/query/deliveries-query.ts';
import { endpoint } from '../../contract/endpoint.ts';
import { ReminderParamsSchema } from '../reminders/reminder-params.ts';

export const listDeliveries = endpoint(
  {
    method: 'get',
    path: '/tasks/{taskId}/reminders/{reminderId}/deliveries',
    operationId: 'listDeliveries',
    summary: 'What became of a reminder on each channel',
    description: 'The latest ringings, newest first, also of a reminder that is no longer on its task.',
    section: 'Reminders',
    access: 'read',
    params: ReminderParamsSchema,
    query: DeliveriesQuerySchema,
    answer: { status: 200, description: 'Its ledger.', schema: ReminderLedgerSchema },
    problems: ['not_found'],
  },
  async ({ user, params, query }) => ({ body: await user.listDeliveries(params, query.per_page) }),
);
