import { SignInSchema } from '#core/account/sign-in.ts';
import { addCookies } from '../../auth/add-cookies.ts';
import { authOf, signInHeaders } from '../../auth/auth-of.ts';
import { limitTries } from '../../auth/limit-tries.ts';
import { refuseForeignPage } from '../../auth/refuse-foreign-page.ts';
import { translateRefusals } from '../../auth/translate-refusals.ts';
import { endpoint } from '../../contract/endpoint.ts';
import { SignedInSchema, signedIn } from './signed-in.ts';

export const signIn = endpoint(
  {
    method: 'post',
    path: '/sign-in/email',
    operationId: 'signIn',
    summary: 'Sign in',
    description: 'A wrong password and an address without an account are answered alike, after the same time.',
    section: 'Account',
    access: 'public',
    body: SignInSchema,
    answer: { status: 200, description: 'Signed in; the cookie is the session.', schema: SignedInSchema },
    problems: ['unauthenticated', 'foreign_origin', 'rate_limited', 'unavailable'],
  },
  async ({ ctx, body }) => {
    refuseForeignPage(ctx.req.raw);
    await limitTries(ctx, 'sign-in');
    const auth = authOf(ctx);
    const { headers, response } = await translateRefusals(() =>
      auth.api.signInEmail({ body, headers: signInHeaders(ctx.req.raw), returnHeaders: true }),
    );
    addCookies(ctx, ...headers.getSetCookie());
    return { body: signedIn(response.user) };
  },
);
