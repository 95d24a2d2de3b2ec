import { ReadFiringsSchema } from '#core/reminder/commands.ts';
import { endpoint } from '../../contract/endpoint.ts';
import { executeOne } from '../../contract/execute-one.ts';
import { NotificationsChangedSchema, notificationsChanged } from './notifications-changed.ts';

export const readNotifications = endpoint(
  {
    method: 'post',
    path: '/notifications/read',
    operationId: 'readNotifications',
    summary: 'Mark notifications as read',
    description: 'Some of them, or `all`; of very many, `remaining` says to repeat it.',
    section: 'Reminders',
    access: 'write',
    body: ReadFiringsSchema.omit({ type: true }),
    isIdempotent: true,
    answer: { status: 200, description: 'How many changed.', schema: NotificationsChangedSchema },
  },
  async (call) => notificationsChanged(await executeOne(call, { type: 'reminder.read', ...call.body })),
);
