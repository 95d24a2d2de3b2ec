import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { bridgeVariables } from '#bridge/config/bridge-variables.ts';
import { readConfig } from '#bridge/config/read-config.ts';
import { ConfigError } from '#bridge/errors.ts';
import { helpText } from '#bridge/help-text.ts';
import { ROLES } from '#bridge/roles/roles.ts';

const read = (env: Record<string, string>) => readConfig(bridgeVariables, env);

test('BR1 what is absent or empty has its default, what is given is parsed', () => {
  const env = {
    ROLES: 'mirror, archiver',
    KAFKA_BROKERS: 'a:9092,b:9092',
    KAFKA_TLS: '',
    TOPIC_PARTITIONS: 'reminders=4',
  };
  expect(read(env)).toMatchObject({
    ROLES: ['mirror', 'archiver'],
    KAFKA_BROKERS: ['a:9092', 'b:9092'],
    KAFKA_TLS: false,
    CREATE_TOPICS: true,
    PORT: 8788,
    TRANSPORT: 'kafka',
    TOPIC_PARTITIONS: new Map([['reminders', 4]]),
  });
});

test.each([
  [{}, /^ROLES is missing: /],
  [{ ROLES: 'mirror', PORT: '70000' }, /^PORT must be from 0 to 65535$/],
  [{ ROLES: 'mirror', PORT: '8o88' }, /^PORT must be a whole number/],
  [{ ROLES: 'mirror', KAFKA_TLS: 'yes' }, /^KAFKA_TLS /],
  [{ ROLES: 'mirror', CARILLON_URL: 'ftp://edge' }, /^CARILLON_URL /],
  [{ ROLES: 'mirror', TOPIC_PREFIX: 'a/b', LOG_LEVEL: 'loud' }, /LOG_LEVEL .*\nTOPIC_PREFIX must be/],
  [{ ROLES: 'mirror', TOPIC_PARTITIONS: 'reminders' }, /^TOPIC_PARTITIONS must look like/],
  [{ ROLES: 'mirror', KAFKA_PASSWORD: 'a', KAFKA_PASSWORD_FILE: '/b' }, /KAFKA_PASSWORD in one way/],
])('BR1 %o is refused by name', (env, message) => {
  expect(() => read(env)).toThrow(ConfigError);
  expect(() => read(env)).toThrow(message);
});

test.each(['CARILLON_URL', 'DAPR_URL'])('BR11 %s holds no login, and a wrong one is told without it', (name) => {
  for (const url of ['https://ann:pa55word@edge.example', 'http://pa55word@edge.example', 'http://:pa55word@a'])
    expect(() => read({ ROLES: 'mirror', [name]: url })).toThrow(
      new RegExp(`^${name} must be without a user or password`),
    );
  for (const url of ['ftp://ann:pa55word@edge', 'pa55word', 'https://'])
    expect(() => read({ ROLES: 'mirror', [name]: url })).toThrow(new RegExp(`^${name} must be an address`));
  const wrong = { ROLES: 'mirror', [name]: 'https://ann:pa55word@edge.example' };
  expect(() => read(wrong)).not.toThrow(/pa55word|ann/);
  expect(read({ ROLES: 'mirror', [name]: 'https://edge.example/a@b' })).toMatchObject({
    [name]: 'https://edge.example/a@b',
  });
});

test('BR2 --help names every variable there is, with what it is for', () => {
  const help = helpText();
  const all = [bridgeVariables, ...ROLES.map(({ variables }) => variables)].flatMap(({ shape }) =>
    Object.entries(shape),
  );
  for (const [name, schema] of all) {
    expect(help).toContain(`  ${name} `);
    expect(schema.meta()?.description ?? '', name).toMatch(/\S{3}/);
  }
});

test('BR4 a secret is read again at every use, and prints as what it is', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'carillon-secret-'));
  const file = path.join(folder, 'token');
  await writeFile(file, 'first\n');
  const { CARILLON_TOKEN: token } = read({ ROLES: 'mirror', CARILLON_TOKEN_FILE: file });
  expect(await token?.read()).toBe('first');
  await writeFile(file, 'second\n');
  expect(await token?.read()).toBe('second');
  expect(`${token} ${JSON.stringify({ token })}`).toBe('[secret] {"token":"[secret]"}');
  await rm(folder, { recursive: true });
});
