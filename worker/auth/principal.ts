export type { Principal } from '#application/use-cases/accounts/principal.ts';
export type { Scope } from '#core/account/scope.ts';
