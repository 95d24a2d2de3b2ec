import type { Scope } from '#core/account/scope.ts';
import type { Actor } from '#core/log/actor.ts';
import type { Credential } from '../../hub-port.ts';

/** Who a request comes from, how they proved it, and what that allows. */
export interface Principal {
  userId: string;
  credential: Credential;
  scopes: readonly Scope[];
  actor: Actor;
}
