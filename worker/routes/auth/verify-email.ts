import { verifyEmail as verify } from '#application/use-cases/mail/verify-email.ts';
import { VerifyEmailSchema } from '#core/account/email.ts';
import { limitTries } from '../../auth/limit-tries.ts';
import { refuseForeignPage } from '../../auth/refuse-foreign-page.ts';
import { endpoint } from '../../contract/endpoint.ts';

export const verifyEmail = endpoint(
  {
    method: 'post',
    path: '/verify-email',
    operationId: 'verifyEmail',
    summary: 'Verify an address with the link of a mail',
    description: 'A link works once, for a day. Nobody has to be signed in: whoever has the mail has the address.',
    section: 'Account',
    access: 'public',
    body: VerifyEmailSchema,
    answer: { status: 204, description: 'The address is verified.' },
    problems: ['foreign_origin', 'rate_limited', 'unavailable'],
  },
  async ({ ctx, body, services: { db, effects } }) => {
    refuseForeignPage(ctx.req.raw);
    await limitTries(ctx, 'verify-email');
    await verify(db, effects.now(), body.token);
    return { body: null };
  },
);
