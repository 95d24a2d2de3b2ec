/**
 * Where a request came from, for limits. Only the header that Cloudflare itself sets counts: anybody can write an
 * `X-Forwarded-For`. An IPv6 subscriber owns a /64, so that is what counts as one.
 */
export function clientNetwork(request: Request): string {
  const address = request.headers.get('cf-connecting-ip');
  if (address === null) return 'local';
  return address.includes(':') ? firstGroups(address.toLowerCase()) : address;
}

/** The first four groups of an IPv6 address, which may be shortened with `::`. */
function firstGroups(address: string): string {
  const [head = '', tail] = address.split('::');
  const groups = head === '' ? [] : head.split(':');
  const missing = tail === undefined ? 0 : 8 - groups.length - tail.split(':').filter((group) => group !== '').length;
  const all = [...groups, ...Array.from({ length: Math.max(missing, 0) }, () => '0'), ...(tail?.split(':') ?? [])];
  return `${all
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')}::/64`;
}
