import { z } from 'zod';
import { listSessions as findSessions } from '#application/use-cases/accounts/list-sessions.ts';
import { SessionSchema } from '#core/account/session.ts';
import { endpoint } from '../../contract/endpoint.ts';

const SessionsSchema = z.strictObject({ sessions: z.array(SessionSchema) }).meta({ id: 'Sessions' });

export const listSessions = endpoint(
  {
    method: 'get',
    path: '/sessions',
    operationId: 'listSessions',
    summary: 'List where this account is signed in',
    section: 'Account',
    access: 'session',
    answer: { status: 200, description: 'The latest used first.', schema: SessionsSchema },
  },
  async ({ services: { db, effects }, principal }) => ({
    body: { sessions: await findSessions(db, effects.now(), principal.userId, principal.credential) },
  }),
);
