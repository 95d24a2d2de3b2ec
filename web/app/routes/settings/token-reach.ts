import type { Scope } from '#core/account/scope.ts';

/** What a token may do, each more than the one before. */
export const TOKEN_REACHES = [
  {
    value: 'read',
    label: 'Read',
    help: 'See your tasks, lists, views and history. It can change nothing.',
  },
  {
    value: 'write',
    label: 'Read and write',
    help: 'Also add, change, complete and delete, and take that back. An assistant still waits for you before it deletes several tasks or changes more than ten.',
  },
  {
    value: 'bulk',
    label: 'Read, write and bulk',
    help: 'Also delete many tasks, or change many, without waiting for you. Undo still brings them back.',
  },
] as const;
export type TokenReach = (typeof TOKEN_REACHES)[number]['value'];

const scopes: Readonly<Record<TokenReach, Scope[]>> = {
  read: ['read'],
  write: ['read', 'write'],
  bulk: ['read', 'write', 'bulk'],
};

/** The scopes that come to that. */
export function scopesFor(reach: TokenReach): Scope[] {
  return scopes[reach];
}

/** What a token may do, in a word or three; one that was made by a program may be none of the usual ones. */
export function reachWords(held: readonly Scope[]): string {
  const same = TOKEN_REACHES.find(({ value }) => scopes[value].join() === held.toSorted(byOrder).join());
  return same?.label ?? held.join(', ');
}

function byOrder(a: Scope, b: Scope): number {
  return scopes.bulk.indexOf(a) - scopes.bulk.indexOf(b);
}
