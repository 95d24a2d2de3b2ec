import { Kafka, logLevel, type SASLOptions } from 'kafkajs';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { describeNeeding } from '#test/e2e-needs.ts';
import { type CertificateAuthority, makeAuthority } from './certificates.ts';
import { ensureKafka } from './ensure-kafka.ts';
import { ensureKcat } from './ensure-kcat.ts';
import { ensurePostgres } from './ensure-postgres.ts';
import { type HalfOpenProxy, startHalfOpenProxy } from './half-open-proxy.ts';
import { type KafkaBroker, startKafka } from './kafka-broker.ts';
import { type PostgresServer, startPostgres } from './postgres-server.ts';
import { readBack } from './read-back.ts';

type ClientOptions = Partial<ConstructorParameters<typeof Kafka>[0]>;

function kafkaClient(bootstrap: string, options: ClientOptions = {}): Kafka {
  return new Kafka({ brokers: [bootstrap], logLevel: logLevel.NOTHING, ...options });
}

async function produce(bootstrap: string, topic: string, values: readonly string[]): Promise<void> {
  const producer = kafkaClient(bootstrap).producer({ idempotent: true, maxInFlightRequests: 1 });
  await producer.connect();
  const messages = values.map((value) => ({ key: 'usr_1', value, headers: { ce_type: 'task.created' } }));
  await producer.send({ topic, messages });
  await producer.disconnect();
}

/** What a client of a listener that asks for credentials gets to see; rejects when it is turned away. */
async function topicsSeenBy(bootstrap: string, options: ClientOptions): Promise<string[]> {
  const admin = kafkaClient(bootstrap, { retry: { retries: 0 }, ...options }).admin();
  try {
    await admin.connect();
    return await admin.listTopics();
  } finally {
    await admin.disconnect();
  }
}

await describeNeeding('Kafka', [ensureKafka, ensureKcat], () => {
  let authority: CertificateAuthority;
  let broker: KafkaBroker;
  let proxy: HalfOpenProxy;

  beforeAll(async () => {
    authority = await makeAuthority();
    proxy = await startHalfOpenProxy();
    const server = await authority.issueServer(['localhost', '127.0.0.1']);
    broker = await startKafka({ proxy, tls: { authority, server, users: [{ name: 'bridge', password: 'right' }] } });
    const admin = kafkaClient(broker.bootstrap).admin();
    await admin.connect();
    await admin.createTopics({ topics: [{ topic: 'plain' }, { topic: 'kept' }, { topic: 'proxied' }] });
    await admin.disconnect();
  });

  afterAll(async () => {
    await broker?.stop();
    await proxy?.stop();
  });

  test('CL1 what is produced is read back by another client, with key, value, headers and position', async () => {
    await produce(broker.bootstrap, 'plain', ['first', 'zweites ✓']);
    expect(await readBack(broker.bootstrap, 'plain')).toEqual([
      expect.objectContaining({
        partition: 0,
        offset: 0,
        key: 'usr_1',
        value: 'first',
        headers: { ce_type: 'task.created' },
      }),
      expect.objectContaining({ partition: 0, offset: 1, key: 'usr_1', value: 'zweites ✓' }),
    ]);
  });

  test('CL1 what a transaction took back is not read back', async () => {
    const retry = { initialRetryTime: 5, maxRetryTime: 1_000, retries: 50 };
    const producer = kafkaClient(broker.bootstrap, { retry }).producer({
      idempotent: true,
      transactionalId: 'cl1',
      maxInFlightRequests: 1,
    });
    await producer.connect();
    const before = await readBack(broker.bootstrap, 'plain');
    const transaction = await producer.transaction();
    await transaction.send({ topic: 'plain', messages: [{ key: 'usr_1', value: 'taken back' }] });
    await transaction.abort();
    await producer.disconnect();
    expect(await readBack(broker.bootstrap, 'plain')).toEqual(before);
    const all = await readBack(broker.bootstrap, 'plain', { isUncommittedRead: true });
    expect(all.map(({ value }) => value)).toContain('taken back');
  });

  const mechanisms: SASLOptions['mechanism'][] = ['plain', 'scram-sha-256', 'scram-sha-512'];
  test.each(mechanisms)(
    'CL2 a user logs in over TLS with %s, and with a wrong password does not',
    async (mechanism) => {
      const bootstrap = broker.saslBootstrap ?? '';
      const as = (password: string): ClientOptions => ({
        ssl: { ca: [authority.certificate] },
        sasl: { mechanism, username: 'bridge', password } as SASLOptions,
      });
      expect(await topicsSeenBy(bootstrap, as('right'))).toContain('plain');
      await expect(topicsSeenBy(bootstrap, as('wrong'))).rejects.toThrow(/authentication failed/i);
    },
  );

  test('CL2 only a client certificate of the authority opens the listener that asks for one', async () => {
    const bootstrap = broker.mutualBootstrap ?? '';
    const stranger = await makeAuthority('Somebody else');
    const own = await authority.issueClient('bridge');
    const foreign = await stranger.issueClient('bridge');
    const over = [own.certificate, own.key] as const;
    const ssl = (ca: string, [cert, key]: readonly [string?, string?] = []): ClientOptions => ({
      ssl: { ca: [ca], cert, key },
    });
    expect(await topicsSeenBy(bootstrap, ssl(authority.certificate, over))).toContain('plain');
    const turnedAway = /certificate/;
    await expect(topicsSeenBy(bootstrap, ssl(authority.certificate))).rejects.toThrow(turnedAway);
    await expect(
      topicsSeenBy(bootstrap, ssl(authority.certificate, [foreign.certificate, foreign.key])),
    ).rejects.toThrow(turnedAway);
    await expect(topicsSeenBy(bootstrap, ssl(stranger.certificate, over))).rejects.toThrow(turnedAway);
  });

  test('CL3 kill -9 of the broker loses nothing that was answered, and it comes back where it was', async () => {
    await produce(broker.bootstrap, 'kept', ['before the kill']);
    const pid = broker.pid();
    await broker.kill9();
    await expect(topicsSeenBy(broker.bootstrap, {})).rejects.toThrow();
    await broker.restart();
    expect(broker.pid()).not.toBe(pid);
    await produce(broker.bootstrap, 'kept', ['after it']);
    const values = (await readBack(broker.bootstrap, 'kept')).map(({ value }) => value);
    expect(values).toEqual(['before the kill', 'after it']);
  });

  test('CL4 a client led through the proxy stays behind it, and hangs when the network swallows everything', async () => {
    const producer = kafkaClient(proxy.address, { retry: { retries: 0 }, requestTimeout: 1_000 }).producer();
    await producer.connect();
    const send = (value: string) => producer.send({ topic: 'proxied', messages: [{ key: 'usr_1', value }] });
    await send('through');
    proxy.blackHole();
    await expect(send('swallowed')).rejects.toThrow(/timed out/i);
    proxy.heal();
    await producer.disconnect();
    const values = (await readBack(broker.bootstrap, 'proxied')).map(({ value }) => value);
    expect(values).toEqual(['through']);
  });
});

await describeNeeding('PostgreSQL', [ensurePostgres], () => {
  let server: PostgresServer;

  beforeAll(async () => {
    server = await startPostgres();
  });

  afterAll(async () => {
    await server?.stop();
  });

  async function query(text: string): Promise<pg.QueryResult> {
    const client = new pg.Client({ connectionString: server.url });
    await client.connect();
    return client.query(text).finally(() => client.end());
  }

  test('CL3 kill -9 of PostgreSQL loses no row that was answered, and it comes back where it was', async () => {
    await query('create table records (id int primary key)');
    await query('insert into records values (1), (2)');
    await server.kill9();
    await expect(query('select 1')).rejects.toThrow();
    await server.restart();
    expect((await query('select id from records order by id')).rows).toEqual([{ id: 1 }, { id: 2 }]);
  });

  test('CL2 PostgreSQL refuses a wrong password', async () => {
    const url = new URL(server.url);
    url.password = 'wrong';
    const client = new pg.Client({ connectionString: url.href });
    await expect(client.connect()).rejects.toThrow(/password authentication failed/);
  });
});
