import { removeHalfMadeAccount } from '#application/use-cases/accounts/remove-half-made-account.ts';
import { mailVerification } from '#application/use-cases/mail/mail-verification.ts';
import { SignUpSchema } from '#core/account/sign-in.ts';
import { toEpochMs } from '#core/instant.ts';
import { addCookies } from '../../auth/add-cookies.ts';
import { authOf, signInHeaders } from '../../auth/auth-of.ts';
import { limitTries } from '../../auth/limit-tries.ts';
import { refuseForeignPage } from '../../auth/refuse-foreign-page.ts';
import { translateRefusals } from '../../auth/translate-refusals.ts';
import { endpoint } from '../../contract/endpoint.ts';
import { SignedInSchema, signedIn } from './signed-in.ts';

export const signUp = endpoint(
  {
    method: 'post',
    path: '/sign-up/email',
    operationId: 'signUp',
    summary: 'Make an account, and sign in to it',
    description:
      'A link that verifies the address is mailed to it. Without waiting for that this cannot hide whether it has an account; signing in and resetting do.',
    section: 'Account',
    access: 'public',
    body: SignUpSchema,
    answer: { status: 201, description: 'The account is there; the cookie is its session.', schema: SignedInSchema },
    problems: ['id_taken', 'foreign_origin', 'rate_limited', 'unavailable'],
  },
  async ({ ctx, body, services }) => {
    const { name, email, password, zone, locale } = body;
    refuseForeignPage(ctx.req.raw);
    await limitTries(ctx, 'sign-up');
    await removeHalfMadeAccount(services.db, toEpochMs(services.effects.now()), email);
    const auth = authOf(ctx, { zone, locale });
    const { headers, response } = await translateRefusals(() =>
      auth.api.signUpEmail({
        body: { name, email, password },
        headers: signInHeaders(ctx.req.raw),
        returnHeaders: true,
      }),
    );
    addCookies(ctx, ...headers.getSetCookie());
    // Whether mail goes out here is nothing that signing up depends on: the settings say whether it did.
    services.runInBackground('verification-mail', () => mailVerification(services, response.user.id));
    return { body: signedIn(response.user) };
  },
);
