import type { LookupAddress } from 'node:dns';
import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { type AllowedNetworks, isPublicAddress } from '#core/delivery/network-address.ts';

/** All addresses of a name, as the system knows them. */
export type Resolve = (host: string) => Promise<readonly LookupAddress[]>;

export const systemResolve: Resolve = (host) => lookup(host, { all: true });

/** A name stands for something that must not be called on behalf of a user. */
export class AddressRefused extends Error {
  override name = 'AddressRefused';

  constructor() {
    super('The host has an address that cannot be reached from anywhere.');
  }
}

/**
 * The addresses of a host, when all of them may be called. One that may not is enough to refuse: whoever mixes them is
 * up to something. Call these addresses and do not ask again, as the next answer may be another one.
 *
 * @param allowed null when the operator has named the host itself
 * @throws AddressRefused, and what the resolver throws
 */
export async function resolvePublic(
  host: string,
  { resolve, allowed }: { readonly resolve: Resolve; readonly allowed: AllowedNetworks | null },
): Promise<readonly LookupAddress[]> {
  const literal = host.replace(/^\[|\]$/g, '');
  const family = isIP(literal);
  const addresses = family === 0 ? await resolve(host) : [{ address: literal, family }];
  if (addresses.length === 0) throw new AddressRefused();
  if (allowed === null) return addresses;
  if (!addresses.every(({ address }) => isPublicAddress(address, allowed))) throw new AddressRefused();
  return addresses;
}
