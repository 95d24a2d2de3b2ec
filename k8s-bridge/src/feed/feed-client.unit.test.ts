import { expect, test } from 'vitest';
import { Secret } from '#bridge/config/secret.ts';
import { FeedError } from '#bridge/errors.ts';
import { feedClient } from '#bridge/feed/feed-client.ts';

/** A client whose edge answers so, and what it was asked. */
function clientOf(answer: () => Response | Promise<Response>) {
  const asked: { url: string; init: RequestInit | undefined }[] = [];
  const fetch = async (input: RequestInfo | URL, init?: RequestInit) => {
    asked.push({ url: String(input), init });
    return await answer();
  };
  return { asked, feed: feedClient({ origin: 'https://edge.test', token: Secret.of('carillon_svc_x'), fetch }) };
}

const problem = (status: number, code: string) =>
  new Response(JSON.stringify({ type: 'about:blank', title: code, status, code, detail: 'why' }), { status });

test('BR5 it asks with its token, follows no redirect, and says with the lease what it acknowledges', async () => {
  const page = { epoch: 'e1', events: [{ some: 'thing' }], next: 8, head: 9, addedLater: true };
  const { feed, asked } = clientOf(() => Response.json(page));
  const { addedLater: _unknown, ...known } = page;
  expect(await feed.events({ consumer: 'mirror', after: 7, limit: 10, lease: 'l' })).toEqual(known);
  expect(asked[0]?.url).toBe('https://edge.test/feed/events?consumer=mirror&after=7&limit=10&lease=l');
  expect(asked[0]?.init).toMatchObject({ redirect: 'error', headers: { authorization: 'Bearer carillon_svc_x' } });
  await feed.events({ consumer: 'mirror', after: 8, limit: 10 });
  expect(asked[1]?.url).not.toContain('lease');
});

test('BR5 a lease is given back, which is answered without a body', async () => {
  const { feed, asked } = clientOf(() => new Response(null, { status: 204 }));
  await feed.release({ consumer: 'mirror', token: 'l' });
  expect(asked[0]).toMatchObject({
    url: 'https://edge.test/feed/release',
    init: { method: 'POST', body: '{"consumer":"mirror","token":"l"}' },
  });
});

test.each([
  [() => problem(409, 'lease_held'), { status: 409, code: 'lease_held', retriable: false }],
  [() => problem(401, 'unauthenticated'), { status: 401, code: 'unauthenticated', retriable: false }],
  [() => problem(410, 'gone'), { status: 410, code: 'gone', retriable: false }],
  [() => problem(429, 'rate_limited'), { status: 429, code: 'rate_limited', retriable: true }],
  [
    () => new Response('{}', { status: 429, headers: { 'retry-after': '7' } }),
    { status: 429, code: null, retriable: true, retryAfterMs: 7_000 },
  ],
  [() => problem(503, 'unavailable'), { status: 503, code: 'unavailable', retriable: true }],
  [() => new Response('<html>Bad gateway</html>', { status: 502 }), { status: 502, code: null, retriable: true }],
  [() => new Response('{"not": "a page"}'), { status: 200, code: null, retriable: true }],
  [() => Promise.reject(new TypeError('fetch failed')), { status: null, code: null, retriable: true }],
])('BR5 an answer %s becomes an error that says whether to try again', async (answer, facts) => {
  const { feed } = clientOf(answer);
  const failure = await feed.events({ consumer: 'mirror', after: 0, limit: 1 }).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(FeedError);
  expect(failure).toMatchObject(facts);
});
