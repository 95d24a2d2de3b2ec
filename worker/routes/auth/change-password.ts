import { ChangePasswordSchema } from '#core/account/sign-in.ts';
import { addCookies } from '../../auth/add-cookies.ts';
import { authOf } from '../../auth/auth-of.ts';
import { limitTries } from '../../auth/limit-tries.ts';
import { translateRefusals } from '../../auth/translate-refusals.ts';
import { endpoint } from '../../contract/endpoint.ts';

export const changePassword = endpoint(
  {
    method: 'post',
    path: '/change-password',
    operationId: 'changePassword',
    summary: 'Change the password',
    description: 'Every other session of the account ends; this one goes on under a fresh cookie.',
    section: 'Account',
    access: 'session',
    body: ChangePasswordSchema,
    answer: { status: 204, description: 'The new password holds.' },
  },
  async ({ ctx, body, principal }) => {
    await limitTries(ctx, 'own-password', principal.userId);
    const { headers } = await translateRefusals(() =>
      authOf(ctx).api.changePassword({
        body: { ...body, revokeOtherSessions: true },
        headers: new Headers({
          cookie: ctx.req.header('cookie') ?? '',
          'user-agent': ctx.req.header('user-agent') ?? '',
        }),
        returnHeaders: true,
      }),
    );
    addCookies(ctx, ...headers.getSetCookie());
    return { body: null };
  },
);
