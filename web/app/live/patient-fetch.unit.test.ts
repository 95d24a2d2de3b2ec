import { expect, test } from 'vitest';
import { createPatientFetch } from './patient-fetch.ts';

const PAGE = 'https://carillon.test/inbox.data';

/** A network that breaks so often before it answers, and a clock that stands still. */
function network(failures: number) {
  const asked: string[] = [];
  const pauses: number[] = [];
  const fetch = createPatientFetch({
    fetch: async (input) => {
      asked.push(input instanceof Request ? input.url : input.toString());
      if (asked.length <= failures) throw new TypeError('Failed to fetch');
      return new Response('there');
    },
    isOnline: () => true,
    waitForNetwork: async (maxMs) => void pauses.push(maxMs),
  });
  return { fetch, asked, pauses };
}

test('WEB5 a page whose data did not come asks again, ever less often, until it is there', async () => {
  const { fetch, asked, pauses } = network(7);
  expect(await (await fetch(PAGE)).text()).toBe('there');
  expect(asked).toHaveLength(8);
  expect(pauses).toEqual([500, 1000, 2000, 4000, 8000, 10_000, 10_000]);
});

test.each([
  ['a path', '/inbox.data?task=1'],
  ['a URL', new URL(PAGE)],
  ['a request', new Request(PAGE)],
])('WEB5 a page asked for as %s is asked for again', async (_name, input) => {
  const { fetch, asked } = network(1);
  await fetch(input);
  expect(asked).toHaveLength(2);
});

test('WEB5 nobody asks on for a page that is not wanted any more', async () => {
  const left = new AbortController();
  const fetch = createPatientFetch({
    fetch: async () => {
      throw new TypeError('Failed to fetch');
    },
    isOnline: () => false,
    waitForNetwork: async () => left.abort(),
  });
  await expect(fetch(PAGE, { signal: left.signal })).rejects.toThrow('Failed to fetch');
});

test.each([
  ['a write', PAGE, { method: 'POST' }],
  ['another address', 'https://carillon.test/api/v1/tasks', {}],
])('WEB2 %s is asked once: its own sender knows what a failure means', async (_name, url, init) => {
  const { fetch, asked } = network(1);
  await expect(fetch(url, init)).rejects.toThrow('Failed to fetch');
  expect(asked).toHaveLength(1);
});

test('WEB2 a body goes through untouched, whoever it belongs to', async () => {
  const request = new Request(PAGE, { method: 'POST', body: 'words' });
  const streamed = { method: 'POST', body: new Response('streamed').body, duplex: 'half' };
  const got: (string | undefined)[] = [];
  const fetch = createPatientFetch({
    fetch: async (input, init) => {
      got.push(await (input instanceof Request ? input.text() : new Response(init?.body).text()));
      return new Response('there');
    },
    isOnline: () => true,
    waitForNetwork: async () => undefined,
  });
  await fetch(request);
  await fetch(PAGE, streamed);
  expect(got).toEqual(['words', 'streamed']);
});
