/** The push services of the browsers there are. `*.` stands for one or more labels. */
const PUSH_HOSTS = [
  'fcm.googleapis.com',
  'updates.push.services.mozilla.com',
  '*.push.apple.com',
  '*.notify.windows.com',
] as const;

/**
 * Whether a push may be sent to this address. Users bring the addresses and we call them, so without a list of hosts
 * anybody could make us call anything. An address, a port, a name or a password never passes; a deployment may name
 * further hosts, with their port when it is not 443.
 */
export function isPushEndpoint(endpoint: string, furtherHosts: readonly string[]): boolean {
  if (!URL.canParse(endpoint)) return false;
  const { protocol, username, password, host, hostname, port } = new URL(endpoint);
  if (protocol !== 'https:' || username !== '' || password !== '') return false;
  if (furtherHosts.includes(host)) return true;
  return port === '' && PUSH_HOSTS.some((known) => isHost(hostname, known));
}

function isHost(hostname: string, known: string): boolean {
  return known.startsWith('*') ? hostname.endsWith(known.slice(1)) : hostname === known;
}
