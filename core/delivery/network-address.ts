import ip from 'ipaddr.js';

/** Networks that an operator allows although nobody outside could reach them, as CIDRs or single addresses. */
export type AllowedNetworks = readonly string[];

/** All of IPv6 that is given out to the public internet (RFC 4291 §2.4); the library calls the rest unicast too. */
const GLOBAL_UNICAST = ip.IPv6.parseCIDR('2000::/3');
/** Public by its number, and yet the host of a virtual machine: Azure's platform answers there. */
const INNER_HOSTS: readonly string[] = ['168.63.129.16'];

/**
 * Whether something at this address may be called on behalf of a user: only what stands in the public internet. What
 * only wraps an IPv4 address (mapped, NAT64, 6to4) is none that anybody needs.
 *
 * @param address as a resolver or a URL gives it; anything else is refused
 */
export function isPublicAddress(address: string, allowed: AllowedNetworks = []): boolean {
  const plain = address.replace(/^\[|\]$/g, '');
  if (!ip.isValid(plain) || plain.includes('%')) return false;
  // `::ffff:127.0.0.1` is 127.0.0.1.
  const parsed = ip.process(plain);
  if (allowed.some((network) => isWithin(parsed, network))) return true;
  if (parsed.range() !== 'unicast' || INNER_HOSTS.includes(parsed.toString())) return false;
  return parsed instanceof ip.IPv4 || parsed.match(GLOBAL_UNICAST);
}

function isWithin(address: ip.IPv4 | ip.IPv6, network: string): boolean {
  if (!ip.isValidCIDR(network)) return ip.isValid(network) && ip.process(network).toString() === address.toString();
  const [base, bits] = ip.parseCIDR(network);
  return base.kind() === address.kind() && address.match([base, bits]);
}
