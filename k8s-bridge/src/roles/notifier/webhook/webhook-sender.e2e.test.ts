import tls from 'node:tls';
import { Webhook } from 'standardwebhooks';
import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { webhookSecret } from '#core/delivery/sign-webhook.ts';
import { type CertificateAuthority, makeAuthority } from '../../../../../scripts/cluster/certificates.ts';
import { startHalfOpenProxy } from '../../../../../scripts/cluster/half-open-proxy.ts';
import { type Behave, type Endpoint, startEndpoint } from '../../../../test/endpoint-stage.ts';
import { webhookGrant } from '../../../../test/notifier-stage.ts';
import { systemClock } from '../../../clock.ts';
import { webhookSender } from './webhook-sender.ts';

const HOST = 'hooks.example.com';
const LOOPBACK = [{ address: '127.0.0.1', family: 4 }];
const ALLOWANCES = ['127.0.0.0/8'];
const MIB = 1024 * 1024;

const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  vi.unstubAllEnvs();
  for (const stop of stops.splice(0)) await stop();
});

async function start(behave: Behave, certificate?: Parameters<typeof startEndpoint>[1]): Promise<Endpoint> {
  const endpoint = await startEndpoint(behave, certificate);
  stops.push(endpoint.stop);
  return endpoint;
}

function sender(over: Partial<Parameters<typeof webhookSender>[0]> = {}) {
  return webhookSender({
    allowances: ALLOWANCES,
    ownHost: 'carillon.example.com',
    resolve: async () => LOOPBACK,
    clock: systemClock,
    ca: async () => undefined,
    timeoutMs: 10_000,
    ...over,
  });
}

const to = ({ port }: Pick<Endpoint, 'port'>) => webhookGrant(1, { url: `http://127.0.0.1:${port}/carillon?a=1` });
const say =
  (status: number, headers: Record<string, string> = {}, body = ''): Behave =>
  (response) => {
    response.writeHead(status, headers).end(body);
  };

describe('a call', () => {
  test('NF20 is a POST of the body as the edge made it, signed as the library of the standard verifies it, by each of two secrets', async () => {
    const endpoint = await start(say(204));
    const secrets = [1, 2].map((byte) => webhookSecret(new Uint8Array(32).fill(byte)));
    const grant = { ...to(endpoint), secrets };
    expect(await sender()(grant)).toMatchObject({ kind: 'sent', code: 204 });
    const [call] = endpoint.calls;
    expect(call).toMatchObject({ method: 'POST', path: '/carillon?a=1', body: grant.body });
    const headers = Object.fromEntries(
      Object.entries(call?.headers ?? {}).map(([name, value]) => [name, String(value)]),
    );
    expect(headers).toMatchObject({ 'webhook-id': grant.messageId, 'content-type': 'application/json' });
    for (const secret of secrets)
      expect(new Webhook(secret).verify(grant.body, headers)).toEqual(JSON.parse(grant.body));
    const stranger = new Webhook(webhookSecret(new Uint8Array(32).fill(3)));
    expect(() => stranger.verify(grant.body, headers)).toThrow('No matching signature');
    const verifier = new Webhook(secrets[0] ?? '');
    expect(() => verifier.verify(`${grant.body} `, headers)).toThrow('No matching signature');
    expect(() => verifier.verify(grant.body, { ...headers, 'webhook-id': 'msg_other' })).toThrow();
    expect(() => verifier.verify(grant.body, { ...headers, 'webhook-timestamp': '1700000000' })).toThrow('too old');
  });

  test.each([
    [200, {}, { kind: 'sent', code: 200, answer: 'said' }],
    [500, {}, { kind: 'failed', code: 500, retryAfterMs: null }],
    [404, { 'retry-after': '7' }, { kind: 'failed', code: 404, retryAfterMs: null }],
    [429, { 'retry-after': '90' }, { kind: 'failed', code: 429, retryAfterMs: 90_000 }],
    [503, { 'retry-after': '9999999999' }, { kind: 'failed', code: 503, retryAfterMs: 86_400_000 }],
    [410, {}, { kind: 'gone', code: 410 }],
  ])('NF21 F28 what %i means is what the standard says', async (status, headers, outcome) => {
    const endpoint = await start(say(status, headers, 'said'));
    expect(await sender()(to(endpoint))).toMatchObject({ ...outcome, answer: 'said' });
  });

  test('NF22 B22 a redirect is a failure, and nobody goes where it leads', async () => {
    const inner = await start(say(200));
    const endpoint = await start(say(307, { location: `http://127.0.0.1:${inner.port}/admin` }));
    expect(await sender()(to(endpoint))).toMatchObject({ kind: 'failed', code: 307 });
    expect(inner.connections()).toBe(0);
  });
});

describe('an endpoint that goes wrong', () => {
  test('NF23 F28 one that hangs is given up in time, and others to it fail at once until it has rested', async () => {
    const endpoint = await start(() => {});
    let ms = 0;
    const send = sender({ timeoutMs: 300, clock: { nowMs: Date.now, monotonicMs: () => ms } });
    expect(await send(to(endpoint))).toMatchObject({
      kind: 'failed',
      code: null,
      error: expect.stringContaining('0.3 s'),
    });
    expect(await send(to(endpoint))).toMatchObject({ kind: 'failed', error: expect.stringContaining('a moment ago') });
    expect(endpoint.calls).toHaveLength(1);
    ms = 60_000;
    await send(to(endpoint));
    expect(endpoint.calls).toHaveLength(2);
  });

  test('NF29 a host that is slow has so many calls at a time; the others wait for it a while, and those to other hosts not', async () => {
    const answers: (() => void)[] = [];
    const slow = await start((response) => void answers.push(() => response.writeHead(200).end()));
    const quick = await start(say(200));
    const send = sender({ hosts: { max: 2, waitMs: 500 } });
    const calls = [1, 2, 3].map(() => send(to(slow)));
    expect(await calls[2]).toMatchObject({ kind: 'failed', code: null, error: expect.stringContaining('under way') });
    expect(slow.calls).toHaveLength(2);
    expect(await send(to(quick))).toMatchObject({ kind: 'sent' });
    for (const answer of answers.splice(0)) answer();
    expect(await Promise.all(calls.slice(0, 2))).toMatchObject([{ kind: 'sent' }, { kind: 'sent' }]);
    // Its places are free again.
    const later = send(to(slow));
    await expect.poll(() => answers.length).toBe(1);
    answers[0]?.();
    expect(await later).toMatchObject({ kind: 'sent' });
  });

  test('NF23 F24 a connection that black-holes is given up in time', async () => {
    const proxy = await startHalfOpenProxy();
    stops.push(() => proxy.stop());
    const endpoint = await start(say(200));
    proxy.forwardTo(endpoint.port);
    proxy.blackHole();
    expect(await sender({ timeoutMs: 300 })(to(proxy))).toMatchObject({ kind: 'failed', code: null });
    proxy.heal();
    expect(await sender()(to(proxy))).toMatchObject({ kind: 'sent' });
  });

  test('NF24 F28 a body of one byte a second does not keep the answer, which is its status', async () => {
    const endpoint = await start((response) => {
      response.writeHead(200);
      const drip = setInterval(() => response.write('.'), 100);
      response.on('close', () => clearInterval(drip));
    });
    expect(await sender({ timeoutMs: 500 })(to(endpoint))).toMatchObject({
      kind: 'sent',
      answer: expect.stringMatching(/^\.+$/),
    });
  });

  test('NF24 headers of one byte a second are no answer', async () => {
    const endpoint = await start((response) => {
      const drip = setInterval(() => response.socket?.write('H'), 50);
      response.on('close', () => clearInterval(drip));
    });
    expect(await sender({ timeoutMs: 400 })(to(endpoint))).toMatchObject({ kind: 'failed', code: null });
  });

  test('NF24 F28 of a body of a gigabyte a little is read, and the connection cut', async () => {
    let written = 0;
    const isCut = Promise.withResolvers<void>();
    const endpoint = await start((response) => {
      response.writeHead(200, { 'content-length': String(1024 * MIB) });
      response.on('close', () => isCut.resolve());
      const chunk = Buffer.alloc(64 * 1024, 'x');
      const pour = () => {
        while (!response.destroyed && written < 1024 * MIB) {
          written += chunk.length;
          if (!response.write(chunk)) return;
        }
      };
      response.on('drain', pour);
      pour();
    });
    const outcome = await sender()(to(endpoint));
    await isCut.promise;
    expect(outcome).toMatchObject({ kind: 'sent', code: 200 });
    expect(outcome.answer).toHaveLength(2_000);
    expect(written).toBeLessThan(32 * MIB);
  });

  test.each<[string, Behave]>([
    ['cuts the connection', (response) => void response.socket?.destroy()],
    ['speaks no HTTP', (response) => void response.socket?.end('SSH-2.0-OpenSSH_9.9\r\n')],
    [
      'switches protocols',
      (response) =>
        void response.socket?.end('HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n'),
    ],
    [
      'sends headers without end',
      (response) => void response.socket?.write(`HTTP/1.1 200 OK\r\na: ${'x'.repeat(100_000)}`),
    ],
  ])('NF24 one that %s is a failure, told without its address', async (_name, behave) => {
    const endpoint = await start(behave);
    const outcome = await sender()(to(endpoint));
    expect(outcome).toMatchObject({ kind: 'failed', code: null });
    expect(JSON.stringify(outcome)).not.toContain('127.0.0.1');
  });

  test('NF24 nobody there is a failure, told without the address', async () => {
    const endpoint = await startEndpoint(say(200));
    await endpoint.stop();
    const outcome = await sender()(to(endpoint));
    expect(outcome).toMatchObject({ kind: 'failed', code: null, error: expect.stringContaining('ECONNREFUSED') });
    expect(JSON.stringify(outcome)).not.toContain('127.0.0.1');
  });
});

describe('where a call goes', () => {
  const INNER = [
    '127.0.0.1',
    '0.0.0.0',
    '10.1.2.3',
    '172.16.0.1',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '224.0.0.1',
    '255.255.255.255',
    '::1',
    '::',
    '::ffff:127.0.0.1',
    '64:ff9b::7f00:1',
    'fe80::1',
    'fd00::1',
    'ff02::1',
  ];

  test.each(INNER)('NF25 B21 a name that stands for %s is not called', async (address) => {
    const endpoint = await start(say(200));
    const send = sender({ allowances: [], resolve: async () => [{ address, family: address.includes(':') ? 6 : 4 }] });
    const outcome = await send(webhookGrant(1, { url: `https://${HOST}:${endpoint.port}/` }));
    expect(outcome).toMatchObject({
      kind: 'failed',
      code: null,
      error: expect.stringContaining('cannot be reached from anywhere'),
    });
    expect(endpoint.connections()).toBe(0);
  });

  test('NF25 B21 nor is one that stands for something inside beside something outside', async () => {
    const resolve = async () => [{ address: '93.184.215.14', family: 4 }, ...LOOPBACK];
    const outcome = await sender({ allowances: [], resolve })(webhookGrant(1, { url: `https://${HOST}/` }));
    expect(outcome).toMatchObject({
      kind: 'failed',
      error: expect.stringContaining('cannot be reached from anywhere'),
    });
  });

  test.each([
    'http://hooks.example.com/',
    'https://127.0.0.1/',
    'https://[::ffff:127.0.0.1]/',
    'https://0x7f.1/',
    'https://2130706433/',
    'https://localhost./',
    'https://kafka.default.svc.cluster.local:9093/',
    'https://169.254.169.254/latest/meta-data',
    'https://user:password@hooks.example.com/',
    'https://hooks.example.com:22/',
    'https://carillon.example.com/api/v1/tasks',
    'no address',
  ])('NF25 B21 %s is refused once more before it is called, and never tried again', async (url) => {
    const resolve = vi.fn(async () => LOOPBACK);
    const outcome = await sender({ allowances: [], resolve })(webhookGrant(1, { url }));
    expect(outcome).toMatchObject({ kind: 'refused', code: null });
    expect(resolve).not.toHaveBeenCalled();
  });

  test('NF26 B22 a name is asked for once, and the call goes to what was looked at, whatever it stands for by then', async () => {
    const authority = await makeAuthority();
    const endpoint = await start(say(200), await authority.issueServer([HOST]));
    const resolve = vi.fn(async () => [{ address: '10.0.0.1', family: 4 }]).mockResolvedValueOnce(LOOPBACK);
    const send = sender({ resolve, ca: async () => [authority.certificate] });
    expect(await send(webhookGrant(1, { url: `https://${HOST}:${endpoint.port}/` }))).toMatchObject({ kind: 'sent' });
    expect(resolve).toHaveBeenCalledTimes(1);
  });

  test('NF26 a resolver that never answers is given up in time', async () => {
    const send = sender({ timeoutMs: 200, resolve: () => new Promise(() => {}) });
    expect(await send(webhookGrant(1, { url: `https://${HOST}/` }))).toMatchObject({ kind: 'failed', code: null });
  });

  test('NF27 a host that the operator has named is called wherever it stands', async () => {
    const endpoint = await start(say(200));
    const send = sender({ allowances: ['hooks.cluster.local'] });
    const url = `http://hooks.cluster.local:${endpoint.port}/`;
    expect(await send(webhookGrant(1, { url }))).toMatchObject({ kind: 'sent' });
  });
});

describe('certificates', () => {
  let authority: CertificateAuthority;
  beforeAll(async () => {
    authority = await makeAuthority();
  });
  const url = ({ port }: Endpoint) => webhookGrant(1, { url: `https://${HOST}:${port}/` });
  const trusting = () => sender({ ca: async () => [...tls.rootCertificates, authority.certificate] });

  test('NF28 the authorities that the operator gives are trusted beside the public ones', async () => {
    const endpoint = await start(say(200), await authority.issueServer([HOST]));
    expect(await trusting()(url(endpoint))).toMatchObject({ kind: 'sent' });
    expect(await sender()(url(endpoint))).toMatchObject({ kind: 'failed', code: null });
    expect(endpoint.calls).toHaveLength(1);
  });

  test.each([
    ['for another name', () => authority.issueServer(['other.example.com'])],
    ['that is over', () => authority.issueServer([HOST], { days: 0 })],
    ['of an unknown authority', async () => (await makeAuthority('Another')).issueServer([HOST])],
  ])('NF28 an endpoint with a certificate %s gets nothing, whatever the environment says', async (_name, issue) => {
    vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', '0');
    const endpoint = await start(say(200), await issue());
    expect(await trusting()(url(endpoint))).toMatchObject({ kind: 'failed', code: null });
    expect(endpoint.calls).toEqual([]);
  });
});
