import { expect, it } from 'vitest';
import { parseTraceparent } from '#core/trace/trace-context.ts';
import { createTracedFetch } from './create-traced-fetch.ts';

const ORIGIN = 'https://carillon.test';

function traced() {
  const sent: (string | null)[] = [];
  let nth = 0;
  const fetchIt = async (_input: RequestInfo | URL, init?: RequestInit) => {
    sent.push(new Headers(init?.headers).get('traceparent'));
    return new Response();
  };
  const randomBytes = (count: number) => new Uint8Array(count).fill(++nth);
  return { sent, fetch: createTracedFetch(fetchIt, { origin: ORIGIN, randomBytes }) };
}

it('OB30 each request to this site begins a trace, and keeps the headers it has', async () => {
  const { fetch, sent } = traced();
  await fetch('/api/v1/commands', { method: 'POST', headers: { accept: 'application/json' } });
  await fetch(new Request(`${ORIGIN}/tasks.data`));
  const ids = sent.map((header) => parseTraceparent(header)?.traceId);
  expect(new Set(ids).size).toBe(2);
  expect(ids).not.toContain(undefined);
});

it('OB30 nobody else is told', async () => {
  const { fetch, sent } = traced();
  await fetch('https://elsewhere.test/');
  expect(sent).toEqual([null]);
});
