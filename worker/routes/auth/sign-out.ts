import { authenticateSession } from '#application/use-cases/accounts/authenticate.ts';
import { revokeSessions } from '#application/use-cases/accounts/revoke-sessions.ts';
import { addCookies } from '../../auth/add-cookies.ts';
import { refuseForeignPage } from '../../auth/refuse-foreign-page.ts';
import { readSessionToken, signedOutCookie } from '../../auth/session-cookie.ts';
import { endpoint } from '../../contract/endpoint.ts';

export const signOut = endpoint(
  {
    method: 'post',
    path: '/sign-out',
    operationId: 'signOut',
    summary: 'Sign this browser out',
    description:
      'Its session is gone and its live connections are closed when this answers. Signing out twice is no error.',
    section: 'Account',
    access: 'public',
    answer: { status: 204, description: 'Signed out.' },
    problems: ['foreign_origin', 'unavailable'],
  },
  async ({ ctx, services }) => {
    refuseForeignPage(ctx.req.raw);
    const { db, effects, hub, configuration } = services;
    const token = await readSessionToken(ctx.req.raw, configuration.authSecret);
    const session = token === null ? null : await authenticateSession(db, effects, token);
    if (session) {
      const { userId, credential } = session.principal;
      await revokeSessions({ db, effects, hub }, userId, { only: credential.id });
    }
    addCookies(ctx, await signedOutCookie(ctx.req.url, configuration.authSecret));
    return { body: null };
  },
);
