import { expect, it } from 'vitest';
import { MirrorEnvironmentSchema } from './mirror-configuration.ts';

const ON = {
  CELL: 'main',
  PUSH_MIRROR_URL: 'https://bridge.example/base/',
  PUSH_MIRROR_USERNAME: 'carillon',
  PUSH_MIRROR_PASSWORD: 'secret',
};

it('PM9 without an address it is off; with one it needs a login', () => {
  expect(MirrorEnvironmentSchema.parse({ CELL: 'main' })).toBeNull();
  expect(MirrorEnvironmentSchema.parse({ CELL: 'main', PUSH_MIRROR_URL: '', PUSH_MIRROR_USERNAME: 'a' })).toBeNull();
  expect(MirrorEnvironmentSchema.parse(ON)).toEqual({
    url: 'https://bridge.example/base',
    username: 'carillon',
    password: 'secret',
    consumer: 'mirror',
    topicPrefix: '',
    source: '/carillon/main',
  });
  for (const name of ['PUSH_MIRROR_USERNAME', 'PUSH_MIRROR_PASSWORD'])
    expect(MirrorEnvironmentSchema.safeParse({ ...ON, [name]: '' }).success).toBe(false);
});

it.each([
  ['http://bridge.example', false],
  ['http://127.0.0.1.example', false],
  ['https://me:secret@bridge.example', false],
  ['https://bridge.example/?a=b', false],
  ['ftp://bridge.example', false],
  ['http://127.0.0.1:8788', true],
  ['http://localhost:8788/', true],
])('PM9 the password goes to %s: %s', (url, isAllowed) => {
  expect(MirrorEnvironmentSchema.safeParse({ ...ON, PUSH_MIRROR_URL: url }).success).toBe(isAllowed);
});
