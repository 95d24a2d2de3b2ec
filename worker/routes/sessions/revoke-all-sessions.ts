import { z } from 'zod';
import { revokeSessions } from '#application/use-cases/accounts/revoke-sessions.ts';
import { addCookies } from '../../auth/add-cookies.ts';
import { signedOutCookie } from '../../auth/session-cookie.ts';
import { endpoint } from '../../contract/endpoint.ts';

const KeepSchema = z.strictObject({
  keep: z.enum(['current']).optional().meta({ description: 'Leaves the browser that asks signed in.' }),
});

export const revokeAllSessions = endpoint(
  {
    method: 'delete',
    path: '/sessions',
    operationId: 'revokeAllSessions',
    summary: 'Sign out everywhere',
    description: 'API tokens stay: they were given out on purpose, and are revoked one by one.',
    section: 'Account',
    access: 'session',
    query: KeepSchema,
    answer: { status: 204, description: 'Signed out.' },
  },
  async ({ ctx, services, principal: { userId, credential }, query }) => {
    const isKept = query.keep === 'current';
    await revokeSessions(services, userId, isKept ? { except: credential.id } : 'all');
    if (!isKept) addCookies(ctx, await signedOutCookie(ctx.req.url, services.configuration.authSecret));
    return { body: null };
  },
);
