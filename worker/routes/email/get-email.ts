import { getEmailStatus } from '#application/use-cases/mail/get-email-status.ts';
import { EmailStatusSchema } from '#core/account/email.ts';
import { endpoint } from '../../contract/endpoint.ts';

export const getEmail = endpoint(
  {
    method: 'get',
    path: '/email',
    operationId: 'getEmail',
    summary: 'Where reminders are mailed to, and whether they can be',
    section: 'Email',
    access: 'session',
    answer: { status: 200, description: 'Your mail.', schema: EmailStatusSchema },
    problems: ['not_found'],
  },
  async ({ services, principal }) => ({ body: await getEmailStatus(services.db, principal.userId) }),
);
