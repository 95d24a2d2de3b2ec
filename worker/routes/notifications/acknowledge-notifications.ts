import { AcknowledgeFiringsSchema } from '#core/reminder/commands.ts';
import { endpoint } from '../../contract/endpoint.ts';
import { executeOne } from '../../contract/execute-one.ts';
import { NotificationsChangedSchema, notificationsChanged } from './notifications-changed.ts';

export const acknowledgeNotifications = endpoint(
  {
    method: 'post',
    path: '/notifications/acknowledge',
    operationId: 'acknowledgeNotifications',
    summary: 'Take notice of notifications',
    description: 'Toasts close in every window, and channels that have not sent yet do not.',
    section: 'Reminders',
    access: 'write',
    body: AcknowledgeFiringsSchema.omit({ type: true }),
    isIdempotent: true,
    answer: { status: 200, description: 'How many changed.', schema: NotificationsChangedSchema },
  },
  async (call) => notificationsChanged(await executeOne(call, { type: 'reminder.acknowledge', ...call.body })),
);
