import { mailPasswordReset } from '#application/use-cases/mail/mail-password-reset.ts';
import { RequestPasswordResetSchema } from '#core/account/sign-in.ts';
import { authOf } from '../../auth/auth-of.ts';
import { limitTries } from '../../auth/limit-tries.ts';
import { refuseForeignPage } from '../../auth/refuse-foreign-page.ts';
import { endpoint } from '../../contract/endpoint.ts';

export const requestPasswordReset = endpoint(
  {
    method: 'post',
    path: '/request-password-reset',
    operationId: 'requestPasswordReset',
    summary: 'Ask for a link that sets a new password',
    description: 'It is mailed, and works once, for an hour. Answered alike whether or not the address has an account.',
    section: 'Account',
    access: 'public',
    body: RequestPasswordResetSchema,
    answer: { status: 202, description: 'If there is such an account, a link is mailed to it.' },
    problems: ['foreign_origin', 'rate_limited', 'unavailable'],
  },
  async ({ ctx, body, services }) => {
    refuseForeignPage(ctx.req.raw);
    await limitTries(ctx, 'request-reset');
    // After the answer, so that its time says nothing either.
    services.runInBackground('request-password-reset', () =>
      authOf(ctx, {
        onPasswordReset: (token, userId) => mailPasswordReset(services, userId, token),
      }).api.requestPasswordReset({ body: { email: body.email } }),
    );
    return { body: null };
  },
);
