import { encryptNotification } from '@block65/webcrypto-web-push';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { PushMessage } from '#core/delivery/push-message.ts';
import { fromBase64Url, newPushReceiver, toBase64Url } from '#test/push-receiver.ts';
import { VAPID } from '#test/push-service.ts';
import type { PushAnswer } from './push-port.ts';
import { createWebPush } from './web-push.ts';

// RFC 8291, appendix A.
const VECTOR = {
  text: 'When I grow up, I want to be a watermelon',
  auth: 'BTBZMqHH6r4Tts7J_aSIgg',
  salt: 'DGv6ra1nlYgDCS1FRnbzlw',
  receiver: {
    public: 'BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4',
    private: 'q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94',
  },
  sender: {
    public: 'BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8',
    private: 'yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw',
  },
  body: 'DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN',
};

const ENDPOINT = 'https://updates.push.services.mozilla.com/wpush/v2/secret';
const MESSAGE: PushMessage = {
  tag: 't',
  title: 'Zähne putzen 🪥',
  body: '',
  path: '/all',
  firingIds: [],
  snooze: null,
};
const NOW_MS = Date.parse('2026-11-21T12:00:00Z');

afterEach(() => vi.restoreAllMocks());

function jwkOf({ public: point, private: d }: { public: string; private: string }): JsonWebKey {
  const bytes = fromBase64Url(point);
  return { kty: 'EC', crv: 'P-256', x: toBase64Url(bytes.slice(1, 33)), y: toBase64Url(bytes.slice(33)), d };
}

/** Sends one message to a push service that answers so. */
async function send(answer: () => Response, { endpoint = ENDPOINT, furtherHosts = [] as string[] } = {}) {
  const receiver = await newPushReceiver();
  const fetch = vi.fn(async (_address: string, _init: RequestInit) => answer());
  const push = createWebPush({ vapid: VAPID, furtherHosts }, { fetch, nowMs: () => NOW_MS });
  const said = await push?.send({ endpoint, keys: receiver.keys }, { topic: 'msg_topic', message: MESSAGE });
  return { said, fetch, receiver };
}

describe('encryption', () => {
  it('PU1 the example of RFC 8291 comes out byte by byte', async () => {
    const algorithm = { name: 'ECDH', namedCurve: 'P-256' };
    const { d: _private, ...open } = jwkOf(VECTOR.sender);
    const pair = {
      privateKey: await crypto.subtle.importKey('jwk', jwkOf(VECTOR.sender), algorithm, true, ['deriveBits']),
      publicKey: await crypto.subtle.importKey('jwk', open, algorithm, true, []),
    };
    vi.spyOn(crypto.subtle, 'generateKey').mockImplementation(async () => pair as never);
    vi.spyOn(crypto, 'getRandomValues').mockImplementation((array) => {
      if (array instanceof Uint8Array) array.set(fromBase64Url(VECTOR.salt));
      return array;
    });
    const keys = { p256dh: VECTOR.receiver.public, auth: VECTOR.auth };
    const plain = new TextEncoder().encode(VECTOR.text);
    const body = await encryptNotification({ endpoint: ENDPOINT, expirationTime: null, keys }, plain, { pad: false });
    expect(toBase64Url(body)).toBe(VECTOR.body);
  });

  it('PU1 the receiver of our tests reads the example of RFC 8291, and nobody else does', async () => {
    const receiver = await newPushReceiver({ privateKey: jwkOf(VECTOR.receiver), auth: VECTOR.auth });
    expect(receiver.keys.p256dh).toBe(VECTOR.receiver.public);
    expect(await receiver.read(fromBase64Url(VECTOR.body))).toBe(VECTOR.text);
    await expect((await newPushReceiver()).read(fromBase64Url(VECTOR.body))).rejects.toThrow();
  });
});

describe('a request', () => {
  it('PU1 is encrypted for the browser, signed for the service, and as long as every other', async () => {
    const { said, fetch, receiver } = await send(() => new Response(null, { status: 201 }));
    expect(said).toEqual({ kind: 'accepted', code: 201 });
    const [address, init] = fetch.mock.calls[0] ?? [];
    expect([address, init?.method, init?.redirect]).toEqual([ENDPOINT, 'POST', 'manual']);
    const headers = new Headers(init?.headers);
    expect(Object.fromEntries(headers)).toMatchObject({
      'content-encoding': 'aes128gcm',
      ttl: '86400',
      topic: 'msg_topic',
      urgency: 'high',
    });
    const body = Uint8Array.from(init?.body as Uint8Array);
    expect(body.length).toBe(4096);
    expect(JSON.parse(await receiver.read(body))).toEqual(MESSAGE);
    await expectSigned(headers.get('authorization') ?? '');
  });

  async function expectSigned(authorization: string) {
    const [, token = '', key] = /^vapid t=(\S+), k=(\S+)$/.exec(authorization) ?? [];
    expect(key).toBe(VAPID.publicKey);
    const [head = '', claims = '', signature = ''] = token.split('.');
    const verifier = await crypto.subtle.importKey(
      'raw',
      fromBase64Url(VAPID.publicKey),
      { name: 'ECDSA', namedCurve: 'P-256' },
      false,
      ['verify'],
    );
    const signed = new TextEncoder().encode(`${head}.${claims}`);
    const algorithm = { name: 'ECDSA', hash: 'SHA-256' };
    expect(await crypto.subtle.verify(algorithm, verifier, fromBase64Url(signature), signed)).toBe(true);
    const said = JSON.parse(new TextDecoder().decode(fromBase64Url(claims)));
    expect(said).toMatchObject({ aud: new URL(ENDPOINT).origin, sub: VAPID.subject });
    expect(said.exp - Date.now() / 1000).toBeLessThanOrEqual(86_400);
  }
});

describe('an answer', () => {
  const later = (code: number, retryAfterMs: number | null = null): PushAnswer => ({
    kind: 'later',
    code,
    retryAfterMs,
    error: `The push service answered ${code}.`,
  });
  const headers = (value: string) => ({ headers: { 'retry-after': value } });
  it.each<[string, () => Response, object]>([
    ['200', () => new Response('ok'), { kind: 'accepted', code: 200 }],
    ['404', () => new Response('', { status: 404 }), { kind: 'gone', code: 404 }],
    ['410', () => new Response('', { status: 410 }), { kind: 'gone', code: 410 }],
    ['400', () => new Response('', { status: 400 }), { kind: 'refused', code: 400 }],
    ['403', () => new Response('', { status: 403 }), { kind: 'refused', code: 403 }],
    ['413', () => new Response('', { status: 413 }), { kind: 'refused', code: 413 }],
    [
      'a redirect',
      () => new Response('', { status: 307, headers: { location: 'http://10.0.0.1' } }),
      { kind: 'refused', code: 307 },
    ],
    ['429', () => new Response('', { status: 429, ...headers('120') }), later(429, 120_000)],
    [
      '429 until a date',
      () => new Response('', { status: 429, ...headers('Sat, 21 Nov 2026 12:00:30 GMT') }),
      later(429, 30_000),
    ],
    ['503 with nonsense', () => new Response('', { status: 503, ...headers('soon') }), later(503)],
    ['500', () => new Response('', { status: 500 }), later(500)],
  ])('PU5 %s says what becomes of the message', async (_name, answer, expected) => {
    expect((await send(answer)).said).toMatchObject(expected);
  });

  it('PU5 no answer is tried later, and no address gets into what is told', async () => {
    const silence = () => {
      throw new DOMException('The operation timed out.', 'TimeoutError');
    };
    expect((await send(silence)).said).toMatchObject({
      kind: 'later',
      error: 'The push service did not answer in time.',
    });
    const broken = () => {
      throw new TypeError(`fetch failed: ${ENDPOINT}`);
    };
    const { said } = await send(broken);
    expect(said).toMatchObject({ kind: 'later', code: null });
    expect(JSON.stringify(said)).not.toContain('secret');
  });
});

describe('an address', () => {
  it('PU2 that no push service has is not called, whoever stored it', async () => {
    const { said, fetch } = await send(() => new Response(''), { endpoint: 'https://10.0.0.1/x' });
    expect(said).toMatchObject({ kind: 'refused', code: null });
    expect(fetch).not.toHaveBeenCalled();
    const further = await send(() => new Response(''), {
      endpoint: 'https://localhost:9/x',
      furtherHosts: ['localhost:9'],
    });
    expect(further.said).toMatchObject({ kind: 'accepted' });
  });

  it('PU9 without keys there is no push', () => {
    const deps = { fetch: async () => new Response(''), nowMs: Date.now };
    expect(createWebPush({ vapid: null, furtherHosts: [] }, deps)).toBeNull();
  });
});
