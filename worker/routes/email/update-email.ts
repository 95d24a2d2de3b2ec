import { getEmailStatus } from '#application/use-cases/mail/get-email-status.ts';
import { setSubscription } from '#application/use-cases/mail/set-subscription.ts';
import { EmailPatchSchema, EmailStatusSchema } from '#core/account/email.ts';
import { endpoint } from '../../contract/endpoint.ts';

export const updateEmail = endpoint(
  {
    method: 'patch',
    path: '/email',
    operationId: 'updateEmail',
    summary: 'Stop mail about reminders, or have it again',
    section: 'Email',
    access: 'session',
    body: EmailPatchSchema,
    answer: { status: 200, description: 'Your mail.', schema: EmailStatusSchema },
    problems: ['not_found'],
  },
  async ({ services: { db, effects }, principal: { userId }, body }) => {
    await setSubscription(db, effects.now(), userId, body.isSubscribed);
    return { body: await getEmailStatus(db, userId) };
  },
);
