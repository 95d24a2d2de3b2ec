import { mailVerification } from '#application/use-cases/mail/mail-verification.ts';
import { endpoint } from '../../contract/endpoint.ts';

export const sendVerification = endpoint(
  {
    method: 'post',
    path: '/email/verification',
    operationId: 'sendVerification',
    summary: 'Mail a link that verifies your address',
    description: 'It works once, for a day. At most three an hour.',
    section: 'Email',
    access: 'session',
    answer: { status: 202, description: 'The mail is on its way.' },
    problems: ['invalid_state', 'limit_reached'],
  },
  async ({ services, principal }) => {
    await mailVerification(services, principal.userId);
    return { body: null };
  },
);
