import { expect, it } from 'vitest';
import { redactSecrets } from './redact-secrets.ts';

it.each([
  ['connect postgres://archiver:canary-42@db:5432/archive failed', 'postgres://…@db:5432'],
  ['401 for Authorization: Bearer canary.42_-x', 'Bearer …'],
  ['carillon_svc_canary42canary42canary42', 'carillon_svc_…'],
  ['signed with whsec_canary42canary42==', 'whsec_…'],
  ['cookie better-auth.session_token=canary42.abc; Path=/', 'session_token=…; Path=/'],
  ['SASL login failed: password=canary42!', 'password=…'],
  ['{"apiKey":"canary42"}', '{"apiKey":"…"}'],
])('OB41 a log line holds no secret, whoever said it: %s', (text, left) => {
  expect(redactSecrets(text)).toContain(left);
  expect(redactSecrets(text)).not.toContain('canary');
});

it.each(['TypeError: token is undefined', 'req_01jz', 'The secret was rotated.', 'https://carillon.example/tasks'])(
  'OB41 what is none is left as it was: %s',
  (text) => {
    expect(redactSecrets(text)).toBe(text);
  },
);
