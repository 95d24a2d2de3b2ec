import { invariant } from '#core/errors.ts';

const KEY = 'user_id';

/** Whose hub this is: its name. */
export function ownerOf(ctx: DurableObjectState): string {
  const userId = ctx.id.name ?? ctx.storage.kv.get<string>(KEY);
  invariant(userId !== undefined, 'a hub is reached by the name of its user');
  return userId;
}

/**
 * Writes the owner down, for an object that is woken by its alarm or by a socket: its name was not always known then.
 * Only where something is stored anyway, so that a hub which was merely nudged leaves nothing behind.
 */
export function rememberOwner(ctx: DurableObjectState): void {
  const userId = ownerOf(ctx);
  if (ctx.storage.kv.get<string>(KEY) !== userId) ctx.storage.kv.put(KEY, userId);
}
