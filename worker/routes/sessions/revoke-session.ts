import { z } from 'zod';
import { revokeSessions } from '#application/use-cases/accounts/revoke-sessions.ts';
import { AppError } from '#core/errors.ts';
import { SessionIdSchema } from '#core/ids.ts';
import { endpoint } from '../../contract/endpoint.ts';

export const revokeSession = endpoint(
  {
    method: 'delete',
    path: '/sessions/{sessionId}',
    operationId: 'revokeSession',
    summary: 'Sign one browser out',
    description: 'Its next request is refused; its live connections are closed when this answers.',
    section: 'Account',
    access: 'session',
    params: z.strictObject({ sessionId: SessionIdSchema }),
    answer: { status: 204, description: 'Signed out.' },
    problems: ['not_found'],
  },
  async ({ services, principal, params: { sessionId } }) => {
    const revoked = await revokeSessions(services, principal.userId, { only: sessionId });
    if (revoked === 0) throw new AppError('not_found', `There is no session ${sessionId}.`);
    return { body: null };
  },
);
