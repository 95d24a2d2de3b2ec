const PREFIX = 'ticket:';

/**
 * Makes a ticket good for one use. Its nonce is remembered until the ticket would have expired anyway.
 *
 * @returns false when it was used before, or is over
 */
export function spendTicket(kv: SyncKvStorage, ticket: { nonce: string; expiresAtMs: number }, nowMs: number): boolean {
  for (const [key, expiresAtMs] of kv.list<number>({ prefix: PREFIX })) if (expiresAtMs <= nowMs) kv.delete(key);
  const key = `${PREFIX}${ticket.nonce}`;
  if (ticket.expiresAtMs <= nowMs || kv.get(key) !== undefined) return false;
  kv.put(key, ticket.expiresAtMs);
  return true;
}
