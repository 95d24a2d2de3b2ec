import type { Actor } from '#core/log/actor.ts';
import type { LedgerDeps } from '../notifier/change-ledger.ts';

/** What it takes to mail a link. */
export interface AccountMailDeps extends LedgerDeps {
  configuration: { authSecret: string };
}

/** Who did what somebody asked for who may not be signed in. */
export const ACCOUNT: Actor = { kind: 'system', client: 'account', conversation: null };
