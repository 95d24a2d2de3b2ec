import ip from 'ipaddr.js';
import { isPublicAddress } from './network-address.ts';

/** What an operator lets webhooks reach beyond the public internet: CIDRs, addresses, `host` or `host:port`. */
export type WebhookAllowances = readonly string[];

// Names that mean something only where they are asked: on this machine, in this house, in this cluster.
const INNER_NAMES = [
  'localhost',
  'local',
  'localdomain',
  'internal',
  'intranet',
  'private',
  'corp',
  'home',
  'lan',
  'arpa',
  'svc',
  'cluster',
  'test',
  'example',
  'invalid',
  'onion',
] as const;
const HTTPS_PORT = 443;
/** Below are the doors of other services (mail, SSH), which a POST could be made to speak to. */
const FIRST_FREE_PORT = 1024;
/** Of services that speak plain text and are known to have been tricked by browsers and webhooks. */
const SPOKEN_TO_PORTS: ReadonlySet<number> = new Set([
  2375, 2379, 3306, 5432, 5672, 6379, 6443, 9092, 10250, 11211, 27017,
]);

/**
 * Why a webhook must not be sent to this address; null when it may, as far as its text can tell. Users bring the
 * addresses and the cluster calls them, so whatever stands for something inside is refused. What a name resolves to is
 * looked at again whenever it is called.
 *
 * @param ownHost the host of this deployment, which must not be made to call itself
 */
export function refuseWebhookUrl(text: string, allowances: WebhookAllowances, ownHost: string | null): string | null {
  // WHATWG parsing first: it turns 0x7f.1, 2130706433 and full-width letters into what they mean.
  if (!URL.canParse(text)) return 'must be an address such as https://example.com/carillon';
  const url = new URL(text);
  if (url.username !== '' || url.password !== '') return 'must not carry a name or a password';
  if (url.hash !== '') return 'must not carry a fragment';
  const host = url.hostname.replace(/\.$/, '');
  const port = url.port === '' ? HTTPS_PORT : Number(url.port);
  if (ownHost !== null && (url.host === ownHost || host === ownHost)) return 'must not be this server itself';
  if (isAllowed(host, url.host, allowances)) {
    return url.protocol === 'https:' || url.protocol === 'http:' ? null : 'must begin with https://';
  }
  if (url.protocol !== 'https:') return 'must begin with https://';
  if (ip.isValid(host.replace(/^\[|\]$/g, ''))) {
    if (!isPublicAddress(host)) return 'must be an address that can be reached from anywhere';
  } else if (isInnerName(host)) return 'must be a name that means the same everywhere';
  if (port !== HTTPS_PORT && (port < FIRST_FREE_PORT || SPOKEN_TO_PORTS.has(port))) {
    return 'must use port 443, or one from 1024 that is of no other service';
  }
  return null;
}

function isInnerName(host: string): boolean {
  const labels = host.split('.');
  const last = labels.at(-1) ?? '';
  return labels.length < 2 || INNER_NAMES.some((name) => name === last) || labels.includes('');
}

function isAllowed(host: string, hostAndPort: string, allowances: WebhookAllowances): boolean {
  const address = host.replace(/^\[|\]$/g, '');
  return allowances.some((allowed) => {
    if (allowed === host || allowed === hostAndPort) return true;
    return ip.isValid(address) && !isPublicAddress(address) && isPublicAddress(address, [allowed]);
  });
}
