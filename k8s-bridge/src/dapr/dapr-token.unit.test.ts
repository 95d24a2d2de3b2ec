import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { systemClock } from '#bridge/clock.ts';
import { bridgeVariables } from '#bridge/config/bridge-variables.ts';
import { readConfig } from '#bridge/config/read-config.ts';
import { daprSidecar } from '#bridge/dapr/dapr-sidecar.ts';
import { daprTransport } from '#bridge/dapr/dapr-transport.ts';
import { ConfigError } from '#bridge/errors.ts';
import type { SourceRecord } from '#bridge/sources/event-source.ts';
import type { Transport } from '#bridge/transport/transport.ts';

const silent = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

let folder: string;
let file: string;
let handled: SourceRecord[];
let stop: AbortController;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'carillon-dapr-token-'));
  file = path.join(folder, 'token');
  await writeFile(file, 'shown\n');
  handled = [];
  stop = new AbortController();
});

afterEach(async () => {
  stop.abort();
  await rm(folder, { recursive: true });
});

const configOf = (env: Record<string, string>) =>
  readConfig(bridgeVariables, { ROLES: 'notifier', TRANSPORT: 'dapr', ...env });
const transportOf = (env: Record<string, string>): Transport =>
  daprTransport({ config: configOf(env), clock: systemClock, random: () => 0.5, log: silent });

function startReading(transport: Transport): void {
  const handle = async (record: SourceRecord) => {
    handled.push(record);
    return 'done' as const;
  };
  const subscription = { group: 'g', topics: ['reminders' as const], maxInFlight: 1, order: 'key' as const, handle };
  transport
    .newSource()
    .run(subscription, stop.signal)
    .catch(() => undefined);
}

async function handIn(transport: Transport, token?: string, body = '{"id":"evt_1"}'): Promise<number | undefined> {
  const headers: Record<string, string> = token === undefined ? {} : { 'dapr-api-token': token };
  const answer = await transport.routes?.request('/dapr/records/reminders', { method: 'POST', headers, body });
  return answer?.status;
}

test('SK16 a record is taken of the sidecar alone, known by its token as that is now', async () => {
  const transport = transportOf({ DAPR_APP_TOKEN_FILE: file });
  startReading(transport);
  for (const wrong of [undefined, '', 'other', 'show', 'shown,other', '[secret]'])
    expect(await handIn(transport, wrong)).toBe(401);
  expect((await transport.routes?.request('/dapr/subscribe'))?.status).toBe(401);
  expect(handled).toEqual([]);
  expect(await handIn(transport, 'shown')).toBe(200);
  await writeFile(file, 'newer\nshown\n');
  expect([await handIn(transport, 'newer'), await handIn(transport, 'shown')]).toEqual([200, 200]);
  await writeFile(file, 'newer\n');
  expect(await handIn(transport, 'shown')).toBe(401);
  expect(handled).toHaveLength(3);
  // Neither logs nor dead letters get to see it.
  expect(JSON.stringify(handled)).not.toMatch(/shown|newer/);
});

test('SK16 of whoever shows none nothing is read, and of the sidecar no more than a record can be', async () => {
  const transport = transportOf({ DAPR_APP_TOKEN: 'shown' });
  startReading(transport);
  const large = 'x'.repeat(3 * 1024 * 1024);
  expect(await handIn(transport, 'wrong', large)).toBe(401);
  expect(await handIn(transport, 'shown', large)).toBe(413);
  expect(handled).toEqual([]);
});

test('SK16 without the token nobody can hand anything in, and whoever wants to read is told at the start', () => {
  const transport = transportOf({});
  expect(transport.routes).toBeUndefined();
  expect(() => transport.newSource()).toThrow(ConfigError);
  expect(() => transport.newSource()).toThrow('DAPR_APP_TOKEN is missing');
  expect(transport.newOpenSink()).toBeDefined();
});

test('SK16 the sidecar is shown its own token, as that is now, and only it', async () => {
  const asked: { url: string; token: string | null; redirect: string | undefined }[] = [];
  const fake: typeof fetch = async (url, init) => {
    const token = new Headers(init?.headers).get('dapr-api-token');
    asked.push({ url: String(url), token, redirect: init?.redirect });
    return new Response(null, { status: 204 });
  };
  const sidecar = daprSidecar(configOf({ DAPR_URL: 'http://dapr:3500/', DAPR_API_TOKEN_FILE: file }), fake);
  await sidecar.checkOutbound();
  await writeFile(file, 'newer');
  await sidecar.ask('/v1.0/publish/pubsub/a', { method: 'POST', headers: { 'content-type': 'text/plain' } });
  expect(asked).toEqual([
    { url: 'http://dapr:3500/v1.0/healthz/outbound', token: 'shown', redirect: 'error' },
    { url: 'http://dapr:3500/v1.0/publish/pubsub/a', token: 'newer', redirect: 'error' },
  ]);
});
