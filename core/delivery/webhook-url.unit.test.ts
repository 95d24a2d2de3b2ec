import { describe, expect, it } from 'vitest';
import { isPublicAddress } from './network-address.ts';
import { refuseWebhookUrl } from './webhook-url.ts';

const OWN = 'carillon.example.com';

describe('the address of a webhook', () => {
  it.each([
    'https://example.com/carillon',
    'https://hooks.example.co.uk:8443/a/b?c=d',
    'https://93.184.216.34/x',
    'https://[2606:4700::1111]/x',
    'https://xn--bcher-kva.example.org/',
  ])('WH1 %s may be called', (url) => {
    expect(refuseWebhookUrl(url, [], OWN)).toBeNull();
  });

  it.each([
    // Not https, or no address at all.
    'http://example.com/',
    'ftp://example.com/',
    'javascript:alert(1)',
    'file:///etc/passwd',
    'example.com',
    '',
    'https://',
    // Names and passwords, fragments.
    'https://user@example.com/',
    'https://user:secret@example.com/',
    'https://example.com@127.0.0.1/',
    'https://example.com/#x',
    // This machine, however it is written.
    'https://127.0.0.1/',
    'https://127.1/',
    'https://0x7f.1/',
    'https://0x7f000001/',
    'https://2130706433/',
    'https://017700000001/',
    'https://127.0.0.1.:8443/',
    'https://0.0.0.0/',
    'https://localhost/',
    'https://LOCALHOST./',
    'https://localhost.:8443/',
    'https://foo.localhost/',
    'https://[::1]/',
    'https://[::]/',
    'https://[::ffff:127.0.0.1]/',
    'https://[::ffff:7f00:1]/',
    'https://[::ffff:10.0.0.1]/',
    'https://[64:ff9b::7f00:1]/',
    'https://[2002:7f00:1::]/',
    // Full-width and circled letters mean the same.
    'https://ｌｏｃａｌｈｏｓｔ/',
    'https://１２７.０.０.１/',
    'https://①②⑦.⓪.⓪.①/',
    // Private networks, link-local, carriers, multicast, documentation.
    'https://10.0.0.1/',
    'https://172.16.0.1/',
    'https://192.168.1.1/',
    'https://[::127.0.0.1]/',
    'https://[::169.254.169.254]/',
    'https://[::2]/',
    'https://[4000::1]/',
    // Public by its number, and inside all the same.
    'https://168.63.129.16/',
    'https://100.64.0.1/',
    'https://169.254.169.254/latest/meta-data/',
    'https://[fe80::1]/',
    'https://[fd00:ec2::254]/',
    'https://224.0.0.1/',
    'https://255.255.255.255/',
    'https://198.18.0.1/',
    'https://192.0.2.1/',
    'https://240.0.0.1/',
    // Names that mean something only inside.
    'https://kafka/',
    'https://kubernetes.default.svc/',
    'https://api.default.svc.cluster.local/',
    'https://metadata.google.internal/',
    'https://printer.local/',
    'https://router.lan/',
    'https://1.0.0.127.in-addr.arpa/',
    'https://a..example.com/',
    // Doors of other services.
    'https://example.com:22/',
    'https://example.com:25/',
    'https://example.com:80/',
    'https://example.com:6379/',
    'https://example.com:0/',
    // This server itself.
    `https://${OWN}/api/v1/tasks`,
    `https://${OWN.toUpperCase()}./`,
  ])('B21 %s is refused', (url) => {
    expect(refuseWebhookUrl(url, [], OWN)).toMatch(/^must /);
  });

  it('WH1 an operator may allow networks and hosts, and only those', () => {
    const allowed = ['127.0.0.0/8', '::1', 'hooks.internal:8443', 'kafka'];
    for (const url of [
      'http://127.0.0.1:9999/x',
      'http://0x7f.1/',
      'http://[::1]:80/',
      'http://[::ffff:127.0.0.1]/',
      'https://hooks.internal:8443/',
      'http://kafka:9092/',
    ]) {
      expect(refuseWebhookUrl(url, allowed, OWN), url).toBeNull();
    }
    for (const url of [
      'http://10.0.0.1/',
      'https://hooks.internal/',
      'https://localhost/',
      'http://example.com/',
      'ftp://127.0.0.1/',
      'https://user@127.0.0.1/',
    ]) {
      expect(refuseWebhookUrl(url, allowed, OWN), url).toMatch(/^must /);
    }
    expect(refuseWebhookUrl('http://127.0.0.1:8787/', allowed, '127.0.0.1:8787')).toMatch(/itself/);
  });

  it('B21 what a name resolves to is looked at as well', () => {
    for (const address of ['93.184.216.34', '2606:4700::1111']) expect(isPublicAddress(address)).toBe(true);
    for (const address of [
      '127.0.0.1',
      '::ffff:10.0.0.1',
      'fe80::1%eth0',
      '169.254.169.254',
      '',
      'example.com',
      '::',
    ]) {
      expect(isPublicAddress(address), address).toBe(false);
    }
    expect(isPublicAddress('10.1.2.3', ['10.0.0.0/8'])).toBe(true);
    expect(isPublicAddress('::ffff:10.1.2.3', ['10.0.0.0/8'])).toBe(true);
    expect(isPublicAddress('11.1.2.3', ['nonsense', '10.0.0.0/8'])).toBe(true);
    expect(isPublicAddress('192.168.0.1', ['nonsense', '10.0.0.0/8', 'fd00::/8'])).toBe(false);
  });
});
