import { expect, it } from 'vitest';
import { isPushEndpoint } from './push-host.ts';

it.each([
  'https://fcm.googleapis.com/fcm/send/abc:def',
  'https://updates.push.services.mozilla.com/wpush/v2/abc',
  'https://web.push.apple.com/abc',
  'https://wns2-par02p.notify.windows.com/w/?token=abc',
  'https://FCM.googleapis.com:443/x',
])('PU2 %s is an address of a push service', (endpoint) => {
  expect(isPushEndpoint(endpoint, [])).toBe(true);
});

it.each([
  'http://fcm.googleapis.com/x',
  'https://fcm.googleapis.com:8443/x',
  'https://user:pass@fcm.googleapis.com/x',
  'https://user@fcm.googleapis.com/x',
  'https://fcm.googleapis.com.evil.example/x',
  'https://evil.example/fcm.googleapis.com',
  'https://evil.example#fcm.googleapis.com',
  'https://evil.example\\@fcm.googleapis.com/',
  'https://fcm.googleapis.com@evil.example/',
  'https://evilfcm.googleapis.com/',
  'https://push.apple.com/x',
  'https://evilpush.apple.com/x',
  'https://notify.windows.com/x',
  'https://fcm.googleapis.com./x',
  'https://localhost/x',
  'https://127.0.0.1/x',
  'https://[::1]/x',
  'https://2130706433/x',
  'https://0x7f.1/x',
  'https://169.254.169.254/latest/meta-data',
  'https://metadata.google.internal/',
  'ftp://fcm.googleapis.com/x',
  'javascript:alert(1)',
  '//fcm.googleapis.com/x',
  'fcm.googleapis.com',
  '',
])('PU2 %s is none', (endpoint) => {
  expect(isPushEndpoint(endpoint, [])).toBe(false);
});

it('PU2 a deployment may name further ones, each with its port and nothing else', () => {
  const hosts = ['push.example.org', 'localhost:9443'];
  expect(isPushEndpoint('https://push.example.org/x', hosts)).toBe(true);
  expect(isPushEndpoint('https://localhost:9443/x', hosts)).toBe(true);
  expect(isPushEndpoint('https://localhost:9444/x', hosts)).toBe(false);
  expect(isPushEndpoint('http://localhost:9443/x', hosts)).toBe(false);
  expect(isPushEndpoint('https://a.push.example.org/x', hosts)).toBe(false);
  expect(isPushEndpoint('https://a:b@push.example.org/x', hosts)).toBe(false);
});
