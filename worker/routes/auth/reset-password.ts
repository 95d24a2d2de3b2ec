import { ResetPasswordSchema } from '#core/account/sign-in.ts';
import { authOf } from '../../auth/auth-of.ts';
import { limitTries } from '../../auth/limit-tries.ts';
import { refuseForeignPage } from '../../auth/refuse-foreign-page.ts';
import { translateRefusals } from '../../auth/translate-refusals.ts';
import { endpoint } from '../../contract/endpoint.ts';

export const resetPassword = endpoint(
  {
    method: 'post',
    path: '/reset-password',
    operationId: 'resetPassword',
    summary: 'Set a new password with a link',
    description:
      'A link works once, for an hour. All sessions of the account end; sign in with the new password afterwards.',
    section: 'Account',
    access: 'public',
    body: ResetPasswordSchema,
    answer: { status: 204, description: 'The new password holds.' },
    problems: ['foreign_origin', 'rate_limited', 'unavailable'],
  },
  async ({ ctx, body }) => {
    refuseForeignPage(ctx.req.raw);
    await limitTries(ctx, 'reset-password');
    await translateRefusals(() => authOf(ctx).api.resetPassword({ body }));
    return { body: null };
  },
);
