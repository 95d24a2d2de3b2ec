import { z } from 'zod';
import { AcknowledgeFiringsSchema } from '#core/reminder/commands.ts';
import { endpoint } from '../../contract/endpoint.ts';

export const reportShown = endpoint(
  {
    method: 'post',
    path: '/notifications/shown',
    operationId: 'reportShown',
    summary: 'Say that a visible window shows these toasts',
    description: 'No push follows then. Nobody has to have noticed: that is what acknowledging is for.',
    section: 'Reminders',
    access: 'write',
    body: AcknowledgeFiringsSchema.pick({ firingIds: true }),
    answer: {
      status: 200,
      description: 'How many had not been shown before.',
      schema: z.strictObject({ changed: z.int().nonnegative() }).meta({ id: 'Shown' }),
    },
  },
  async ({ user, body }) => ({ body: { changed: await user.reportShown(body.firingIds) } }),
);
