import type { Database } from '#application/db/database.ts';
import type { Effects } from '#application/effects.ts';
import type { AccountServices } from '#application/services.ts';
import { getAccount } from '#application/use-cases/accounts/get-account.ts';
import { listApiTokens } from '#application/use-cases/accounts/list-api-tokens.ts';
import { listSessions } from '#application/use-cases/accounts/list-sessions.ts';
import type { Principal } from './auth/principal.ts';

/** What pages show of a person's own account. */
export function createAccountServices(
  db: Database,
  effects: Effects,
  { userId, credential }: Principal,
): AccountServices {
  return {
    getAccount: () => getAccount(db, userId),
    listTokens: () => listApiTokens(db, userId),
    listSessions: () => listSessions(db, effects.now(), userId, credential),
  };
}
