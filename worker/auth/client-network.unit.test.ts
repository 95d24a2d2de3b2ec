import { expect, it } from 'vitest';
import { clientNetwork } from './client-network.ts';

const of = (headers: Record<string, string>) => clientNetwork(new Request('https://carillon.test/', { headers }));

it.each([
  ['203.0.113.7', '203.0.113.7'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:DB8:0001:0002::1', '2001:db8:1:2::/64'],
  ['2001:db8::1', '2001:db8:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
  ['2001:db8:1:2:3::', '2001:db8:1:2::/64'],
])('B25 %s counts as %s', (address, network) => {
  expect(of({ 'cf-connecting-ip': address })).toBe(network);
});

it('B25 headers that anybody can set change nothing', () => {
  const forged = {
    'x-forwarded-for': '1.1.1.1',
    'x-real-ip': '1.1.1.1',
    'true-client-ip': '1.1.1.1',
    forwarded: 'for=1.1.1.1',
  };
  expect(of(forged)).toBe('local');
  expect(of({ ...forged, 'cf-connecting-ip': '203.0.113.7' })).toBe('203.0.113.7');
});
