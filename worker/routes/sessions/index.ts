import { listSessions } from './list-sessions.ts';
import { revokeAllSessions } from './revoke-all-sessions.ts';
import { revokeSession } from './revoke-session.ts';

export const sessionEndpoints = [listSessions, revokeAllSessions, revokeSession];
