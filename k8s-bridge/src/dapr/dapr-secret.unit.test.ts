import { expect, test } from 'vitest';
import { readConfig } from '#bridge/config/read-config.ts';
import { Secret } from '#bridge/config/secret.ts';
import { ConfigError, SinkUnavailable } from '#bridge/errors.ts';
import { mirrorVariables } from '#bridge/roles/mirror/mirror.ts';
import { archiveVariables } from '../roles/archiver/archive-variables.ts';
import { daprSecret } from './dapr-secret.ts';

const PLACE = 'kubernetes/carillon-bridge/database-url';

function newStore(answer: () => Response | Promise<Response>) {
  const asked: Request[] = [];
  const clock = { ms: 0 };
  const parts = {
    url: 'http://127.0.0.1:3500/',
    apiToken: Secret.of('to-the-sidecar'),
    fetch: async (input: string | URL | Request, init?: RequestInit) => {
      asked.push(new Request(input, init));
      return await answer();
    },
    monotonicMs: () => clock.ms,
  };
  return { asked, clock, parts };
}

test('CHT20 a secret in a store of Dapr is asked of the sidecar, shown its token, and again when half a minute has gone by', async () => {
  let value = 'first';
  const { asked, clock, parts } = newStore(() => Response.json({ 'database-url': value, other: 'x' }));
  const secret = daprSecret(PLACE, parts);
  expect(await secret.read()).toBe('first');
  value = 'second';
  clock.ms = 29_999;
  expect(await secret.read()).toBe('first');
  expect(asked).toHaveLength(1);
  clock.ms = 30_000;
  expect(await secret.read()).toBe('second');
  expect(asked.map(({ url }) => url)).toEqual(
    Array(2).fill('http://127.0.0.1:3500/v1.0/secrets/kubernetes/carillon-bridge'),
  );
  expect(asked[0]?.headers.get('dapr-api-token')).toBe('to-the-sidecar');
  expect(`${secret}`).toBe('[secret]');
});

test.each([
  ['another key', () => Response.json({ other: 'x' })],
  ['a refusal', () => Response.json({ errorCode: 'ERR_PERMISSION_DENIED' }, { status: 403 })],
  ['no JSON', () => new Response('<html>')],
  ['nothing', () => Promise.reject(new TypeError('fetch failed'))],
])(
  'CHT20 a store that answers with %s is tried again by whoever needs the secret, and the secret is not guessed',
  async (_, answer) => {
    const { parts } = newStore(answer);
    await expect(daprSecret(PLACE, parts).read()).rejects.toBeInstanceOf(SinkUnavailable);
  },
);

test('CHT20 a place that is none, and a secret that is given twice, are refused at the start', () => {
  const { parts } = newStore(() => Response.json({}));
  for (const place of ['', 'store', 'store/name', 'store/name/key/more', '/name/key'])
    expect(() => daprSecret(place, parts)).toThrow(ConfigError);
  const variables = mirrorVariables.extend({ DATABASE_URL: archiveVariables.DATABASE_URL });
  expect(readConfig(variables, { DATABASE_URL_DAPR: PLACE }).DATABASE_URL).toBeInstanceOf(Secret);
  expect(() => readConfig(variables, { DATABASE_URL_DAPR: PLACE, DATABASE_URL_FILE: '/a' })).toThrow(
    /DATABASE_URL in one way/,
  );
});
